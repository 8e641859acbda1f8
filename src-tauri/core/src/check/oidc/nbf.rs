//! The token is good already.

use super::examined::{FOR_CLIENT, each_readable};
use super::times;
use crate::check::{Check, Look, Verb, Verdict, cite};

/// The token is good already.
pub static CHECK: Check = Check {
    id: "oidc/nbf",
    title: "The token is not good yet",
    verb: Verb::Must,
    spec: &[cite("RFC 7519", "4.1.5")],
    why: "A token that begins in the future shows that the two clocks differ.",
    remedy_idp: "Set the provider's clock by NTP.",
    remedy_sp: "Set the application's clock by NTP; allow a tolerance of a minute or two.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, FOR_CLIENT, |examined| match &examined.token.claimed.nbf {
        Some(nbf) => times::opens(look, examined.token, "nbf", nbf),
        None => Verdict::Silent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, NOW, token, verdict};

    #[test]
    fn the_tolerance_reaches_into_the_future() {
        let from = |nbf: i64| {
            let claims = CLAIMS.replace("\"sub\"", &format!("\"nbf\":{nbf},\"sub\""));
            verdict(&CHECK, &token(HEADER, &claims), &[])
        };
        assert!(matches!(from(NOW + 180), Verdict::Pass(_)));
        assert!(from(NOW + 181).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Silent);
    }
}
