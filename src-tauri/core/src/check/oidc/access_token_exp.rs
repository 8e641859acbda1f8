//! An access token is used while it is good.

use super::examined::each_readable;
use super::times;
use crate::check::saml::window::Edge;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::oidc::TokenKind;

/// An access token is used while it is good.
pub static CHECK: Check = Check {
    id: "oidc/access_token_exp",
    title: "The access token has expired",
    verb: Verb::Must,
    spec: &[cite("RFC 9068", "4"), cite("RFC 6750", "3.1 (invalid_token)"), cite("RFC 7519", "4.1.4")],
    why: "The API or UserInfo answers with invalid_token; the sign-in fails there, after the ID token was good.",
    remedy_idp: "Give access tokens a lifetime in which a sign-in and its calls fit: minutes at least.",
    remedy_sp: "Renew the access token before its exp, and call UserInfo right after the sign-in.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, &[TokenKind::AccessToken], |examined| match &examined.token.claimed.exp {
        Some(exp) => times::edge(look, "exp of the access token", exp, Edge::Closes),
        None => Verdict::Silent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token};

    #[test]
    fn past_its_end_with_tolerance() {
        let said = |exp: &str| {
            let claims = CLAIMS.replace("\"exp\":1795424240", exp);
            of_pastes(&CHECK, &[Paste::capture("access_token.jwt", token(HEADER, &claims))], &[])
        };
        assert!(matches!(said("\"exp\":1795424240"), Verdict::Pass(_)));
        assert!(matches!(said("\"exp\":1795420630"), Verdict::Pass(_)));
        assert!(said("\"exp\":1795420000").failed());
        assert_eq!(said("\"x\":1"), Verdict::Silent);
    }
}
