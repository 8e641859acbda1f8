//! The token says when it was issued, and that is not in the future.

use super::examined::each_readable;
use super::times;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenKind;

/// The token says when it was issued, and that is not in the future.
pub static CHECK: Check = Check {
    id: "oidc/iat",
    title: "The token was issued in the future, or doesn't say when",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (10)"),
        cite("RFC 7519", "4.1.6"),
    ],
    why: "iat is required. One in the future shows that the two clocks differ; many applications refuse it, some let it pass.",
    remedy_idp: "Set the provider's clock by NTP.",
    remedy_sp: "Set the application's clock by NTP; allow a tolerance of a minute or two.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::IdToken, TokenKind::LogoutToken], |examined| {
        match &examined.token.claimed.iat {
            Some(iat) => times::opens(look, examined.token, "iat", iat),
            None => times::missing("iat", examined.token.claims_at()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, NOW, token, verdict};

    #[test]
    fn the_future_and_absence_fail() {
        let issued =
            |iat: i64| verdict(&CHECK, &token(HEADER, &CLAIMS.replace("1795420580", &iat.to_string())), &[]);
        assert!(matches!(issued(NOW - 86_400), Verdict::Pass(_)));
        assert!(matches!(issued(NOW + 180), Verdict::Pass(_)));
        assert!(issued(NOW + 1_800).failed());
        assert!(verdict(&CHECK, &token(HEADER, &CLAIMS.replace("\"iat\"", "\"x\"")), &[]).failed());
    }
}
