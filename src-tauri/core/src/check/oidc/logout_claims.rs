//! A logout token says whose session ends, and which message it is.

use super::examined::{LOGOUT, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// A logout token says whose session ends, and which message it is.
pub static CHECK: Check = Check {
    id: "oidc/logout_claims",
    title: "The logout token doesn't say whose session ends, or which message it is",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Back-Channel Logout 1.0", "2.4"),
        cite("OpenID Connect Back-Channel Logout 1.0", "2.6 (5)"),
    ],
    why: "Without sub and sid the application does not know which session to end; without jti it can't tell a repeated message.",
    remedy_idp: "Write sub, sid or both, and iat and a jti of its own into each logout token.",
    remedy_sp: "Keep sub and sid of the ID token with the session, to find it by.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, LOGOUT, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    let claimed = &token.claimed;
    let missing = [
        ("sub or sid", claimed.sub.is_none() && claimed.sid.is_none()),
        ("iat", claimed.iat.is_none()),
        ("jti", claimed.jti.is_none()),
    ];
    let missing: Vec<&str> =
        missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect();
    match missing.is_empty() {
        true => Verdict::pass(Finding::new("It says whose session ends.").at(token.claims_at())),
        false => {
            let says = format!("The logout token has no {}.", missing.join(" and no "));
            Verdict::fail(Finding::new(says).at(token.claims_at()).expected(missing.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, LOGOUT_CLAIMS, of_pastes, token};

    #[test]
    fn a_subject_or_a_session_is_enough() {
        let said = |claims: &str| {
            of_pastes(&CHECK, &[Paste::capture("logout_token.jwt", token(HEADER, claims))], &[])
        };
        assert!(matches!(said(LOGOUT_CLAIMS), Verdict::Pass(_)));
        assert!(matches!(said(&LOGOUT_CLAIMS.replace("\"sub\"", "\"x\"")), Verdict::Pass(_)));
        let none = LOGOUT_CLAIMS.replace("\"sub\"", "\"x\"").replace("\"sid\"", "\"y\"");
        assert!(said(&none).findings()[0].says.contains("sub or sid"));
        assert!(said(&LOGOUT_CLAIMS.replace("jti", "jtj")).failed());
    }
}
