//! Inside an encrypted token lies a signed one: encryption says nothing about who wrote it.

use super::examined::each;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Token, TokenKind};

/// Inside an encrypted token lies a signed one.
pub static CHECK: Check = Check {
    id: "oidc/nested_signature",
    title: "The token is encrypted and not signed",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "2"),
        cite("OpenID Connect Core 1.0", "16.14"),
        cite("RFC 7519", "11.2"),
    ],
    why: "Anybody who has the application's public key can encrypt for it; only a signature inside tells who wrote the claims.",
    remedy_idp: "Sign the token first, and encrypt the signed token (cty JWT).",
    remedy_sp: "Register id_token_signed_response_alg beside the encryption, and refuse tokens that are only encrypted.",
    run,
};

/// What has to be signed whatever else is done to it. A UserInfo answer may be encrypted alone (section 5.3.2).
const SIGNED: &[TokenKind] = &[TokenKind::IdToken, TokenKind::LogoutToken, TokenKind::AuthorizationResponse];

fn run(look: &Look) -> Verdict {
    each(look, SIGNED, |examined| of(examined.token))
}

fn of(token: &Token) -> Verdict {
    match (token.opened(), &token.claims) {
        (None, _) => Verdict::Silent,
        (Some(_), Some(claims)) => {
            let says = "What was inside are bare claims: nobody signed them.";
            Verdict::fail(
                Finding::new(says).at(claims.at).expected("a signed token").observed("claims in JSON"),
            )
        }
        (Some(_), None) => Verdict::pass(Finding::new("What was inside is a signed token.").at(token.at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    #[test]
    fn a_token_in_clear_is_not_its_matter() {
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Silent);
    }
}
