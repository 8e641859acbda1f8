//! The token is encrypted where that was agreed on, and only there.

use super::examined::{ID_TOKEN, each};
use super::needs;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::Token;

/// The token is encrypted where that was agreed on, and only there.
pub static CHECK: Check = Check {
    id: "oidc/encrypted",
    title: "The token is encrypted, or isn't, otherwise than agreed",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.3.7 (1)"),
        cite("OpenID Connect Core 1.0", "10.2"),
        cite("RFC 7516", "3.1"),
    ],
    why: "An encrypted token can be opened with the application's private key alone; an application that expects none \
          takes it for a malformed one.",
    remedy_idp: "Register encryption for this client only where the application asks for it, and with its present key.",
    remedy_sp: "Register id_token_encrypted_response_alg only where the application can decrypt.",
    run,
};

fn run(look: &Look) -> Verdict {
    each(look, ID_TOKEN, |examined| of(look, examined.token))
}

fn of(look: &Look, token: &Token) -> Verdict {
    if token.decrypted_from.is_some() {
        return Verdict::Silent; // the token around it has its own verdict
    }
    let wanted = look.known.oidc.encrypted.first();
    match (token.is_encrypted(), wanted.map(|wanted| wanted.value)) {
        (true, Some(false)) => {
            Verdict::fail(otherwise(token, "The token is encrypted, and a signed one is expected."))
        }
        // What a viewer or a page shows decoded came encrypted or not; that can't be seen any more.
        (false, Some(true)) if token.is_shown_decoded() => Verdict::needs(needs::whole_token()),
        (false, Some(true)) => {
            Verdict::fail(otherwise(token, "The token is not encrypted, though that was agreed on."))
        }
        (true, Some(true)) => Verdict::pass(Finding::new("It is encrypted, as agreed.").at(token.at)),
        (true, None) => Verdict::Silent,
        (false, Some(false)) => {
            Verdict::pass(Finding::new("It is signed and not encrypted, as expected.").at(token.at))
        }
        (false, None) => Verdict::Silent,
    }
}

fn otherwise(token: &Token, says: &str) -> Finding {
    let text =
        |value: &Option<crate::decode::Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let named =
        [text(&token.jose.alg), text(&token.jose.enc)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    Finding::new(says).at(token.jose.alg.as_ref().map_or(token.at, |alg| alg.at)).observed(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::oidc::probe::{CLAIMS, HEADER, token, verdict};

    /// A header of RFC 7516, appendix A.1, with parts that hold nothing of sense.
    const JWE: &str = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AAAA.AAAA.AAAA.AAAA";

    #[test]
    fn encryption_is_held_against_what_was_agreed() {
        assert_eq!(verdict(&CHECK, JWE, &[]), Verdict::Silent);
        assert!(matches!(verdict(&CHECK, JWE, &["oidc.rp.id_token_encrypted=true"]), Verdict::Pass(_)));
        assert!(verdict(&CHECK, JWE, &["oidc.rp.id_token_encrypted=false"]).failed());
        assert!(verdict(&CHECK, &token(HEADER, CLAIMS), &["oidc.rp.id_token_encrypted=true"]).failed());
        assert_eq!(verdict(&CHECK, &token(HEADER, CLAIMS), &[]), Verdict::Silent);
    }
}
