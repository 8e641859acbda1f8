//! The token has not expired.

use super::examined::{FOR_CLIENT, each_readable};
use super::times;
use crate::check::saml::window::Edge;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Token, TokenKind};

/// The token has not expired.
pub static CHECK: Check = Check {
    id: "oidc/exp",
    title: "The token has expired",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "3.1.3.7 (9)"),
        cite("RFC 7519", "4.1.4"),
    ],
    why: "A token is good for a short while; an old one may have been stolen, or the two clocks differ.",
    remedy_idp: "Set the provider's clock by NTP, and give tokens a lifetime that the sign-in fits in.",
    remedy_sp: "Set the application's clock by NTP; allow a tolerance of a minute or two, not more.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, FOR_CLIENT, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    match &token.claimed.exp {
        Some(exp) => times::edge(look, "exp", exp, Edge::Closes),
        None if may_lack(token.purpose.kind) => Verdict::Silent,
        None => times::missing("exp", token.claims_at()),
    }
}

/// Logout tokens had no exp before Back-Channel Logout became final, and UserInfo answers need none.
fn may_lack(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::LogoutToken | TokenKind::UserInfo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, NOW, token, verdict};

    fn expiring(exp: &str) -> Verdict {
        verdict(&CHECK, &token(HEADER, &CLAIMS.replace("1795424240", exp)), &[])
    }

    #[test]
    fn the_tolerance_ends_before_exp_is_over_by_it() {
        assert!(matches!(expiring(&(NOW + 1).to_string()), Verdict::Pass(_)));
        assert!(matches!(expiring(&(NOW - 179).to_string()), Verdict::Pass(_)));
        assert!(expiring(&(NOW - 180).to_string()).failed());
    }

    #[test]
    fn milliseconds_text_and_absence_are_failures_of_their_own() {
        assert!(expiring("1795424240000").findings()[0].says.contains("milliseconds"));
        assert!(expiring("\"soon\"").failed());
        assert!(verdict(&CHECK, &token(HEADER, &CLAIMS.replace("\"exp\"", "\"x\"")), &[]).failed());
    }
}
