//! What travels as an ID token is one.

use super::examined::{ID_TOKEN, each_readable};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Purpose, TokenKind};

/// What travels as an ID token is one.
pub static CHECK: Check = Check {
    id: "oidc/token_kind",
    title: "What is used as the ID token is another kind of token",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "2"), cite("RFC 8725", "3.11"), cite("RFC 9068", "2.1")],
    why: "An access token is made for an API and tells the application nothing about who signed in; one that takes it for \
          an ID token lets in whoever got hold of it.",
    remedy_idp: "Return an ID token as id_token: the scope openid has to be asked for and granted.",
    remedy_sp: "Read id_token of the answer, not access_token, and ask for the scope openid.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_readable(look, ID_TOKEN, |examined| of(&examined.token.purpose))
}

fn of(purpose: &Purpose) -> Verdict {
    match purpose.by_content {
        Some(kind) if kind != TokenKind::IdToken && purpose.certain => {
            let says = format!("It travels as an ID token, but is {} {}.", article(kind), kind.name());
            Verdict::fail(Finding::new(says).at(purpose.at).expected("ID token").observed(kind.name()))
        }
        Some(TokenKind::IdToken) => {
            Verdict::pass(Finding::new("It has what an ID token has.").at(purpose.at))
        }
        _ => Verdict::Silent,
    }
}

fn article(kind: TokenKind) -> &'static str {
    if kind.name().starts_with(['a', 'I']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, of_pastes, token, verdict};

    #[test]
    fn an_access_token_in_the_place_of_an_id_token() {
        let access = token(
            r#"{"alg":"RS256","typ":"at+jwt"}"#,
            &CLAIMS.replace("\"nonce\":\"n1\"", "\"scope\":\"openid\""),
        );
        assert!(of_pastes(&CHECK, &[Paste::capture("id_token.jwt", access.clone())], &[]).failed());
        assert_eq!(verdict(&CHECK, &access, &[]), Verdict::Silent);
        assert!(matches!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Pass(_)));
    }

    #[test]
    fn a_scope_alone_makes_no_access_token_of_an_id_token() {
        let scoped = token(HEADER, &CLAIMS.replace("\"nonce\":\"n1\"", "\"scope\":\"openid\""));
        assert_eq!(of_pastes(&CHECK, &[Paste::capture("id_token.jwt", scoped)], &[]), Verdict::Silent);
    }
}
