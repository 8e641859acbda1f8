//! A logout token has no nonce, so that it can't be taken for an ID token.

use super::examined::{LOGOUT, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// A logout token has no nonce.
pub static CHECK: Check = Check {
    id: "oidc/logout_nonce",
    title: "The logout token has a nonce",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Back-Channel Logout 1.0", "2.4"),
        cite("OpenID Connect Back-Channel Logout 1.0", "2.6 (6)"),
    ],
    why: "A nonce is forbidden there, so that no logout token passes for an ID token and signs somebody in.",
    remedy_idp: "Leave nonce out of logout tokens.",
    remedy_sp: "Refuse the token, as a careful library does, and tell the provider.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, LOGOUT, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    match &token.claimed.nonce {
        Some(nonce) => {
            let says = "The logout token has a nonce, which is forbidden.";
            Verdict::fail(Finding::new(says).at(nonce.at).expected("no nonce"))
        }
        None => Verdict::pass(Finding::new("It has no nonce.").at(token.claims_at())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{HEADER, LOGOUT_CLAIMS, of_pastes, token};

    #[test]
    fn a_nonce_is_refused() {
        let said = |claims: &str| {
            of_pastes(&CHECK, &[Paste::capture("logout_token.jwt", token(HEADER, claims))], &[])
        };
        assert!(matches!(said(LOGOUT_CLAIMS), Verdict::Pass(_)));
        assert!(said(&LOGOUT_CLAIMS.replace("\"jti\"", "\"nonce\":\"n\",\"jti\"")).failed());
    }
}
