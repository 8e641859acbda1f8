//! The token's signature verifies.

use super::examined::each_signature;
use super::{evidence, needs};
use crate::check::signatures::jws::{Attempt, JwsSignature, JwsState, KeyRef};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The token's signature verifies.
pub static CHECK: Check = Check {
    id: "oidc/signature",
    title: "The token's signature doesn't verify",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.3.7 (6)"),
        cite("OpenID Connect Core 1.0", "3.2.2.11"),
        cite("RFC 7515", "5.2"),
    ],
    why: "Without a signature that verifies, anybody could have written the token, or changed what it says.",
    remedy_idp: "Publish the key that signs, and sign with the algorithm that the application is registered for.",
    remedy_sp: "Use the provider's present keys, or the client's present secret, and pass the token on unchanged.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, |_, signature| of(signature))
}

fn of(signature: &JwsSignature) -> Verdict {
    let fail = |says: String| Verdict::fail(explained(Finding::new(says).at(signature.at), signature));
    match &signature.state {
        JwsState::Verified(key) | JwsState::VerifiedByOtherKid(key) => Verdict::pass(fits(signature, key)),
        JwsState::FitsUnvouched(key) => Verdict::pass(intact(signature, key)),
        JwsState::Mismatch => {
            fail(format!("No key verifies the signature; tried: {}.", tried(&signature.attempts)))
        }
        JwsState::KeyKind { wanted, got } => fail(format!(
            "The token says {}, which takes {wanted}; the provider's keys that are here are {got}.",
            signature.alg.as_ref().map_or("nothing", |alg| &alg.value)
        )),
        JwsState::AlgNone => fail("Nothing is signed: the header says alg none.".to_owned()),
        JwsState::Stripped => {
            fail("The signature is missing: nothing stands behind the last dot.".to_owned())
        }
        JwsState::Worthless => fail("No key can make this signature good.".to_owned()),
        JwsState::NoSuchKid { .. } => Verdict::needs(needs::named_key(kid(signature))),
        JwsState::PayloadApart => Verdict::needs(needs::signed_body()),
        JwsState::NoKeys if is_keyed_by_secret(signature) => Verdict::needs(needs::client_secret()),
        JwsState::NoKeys => Verdict::needs(needs::signing_key()),
        JwsState::NotShown => Verdict::needs(needs::whole_token()),
        JwsState::Unsupported(why) => Verdict::needs(needs::signature_support(why)),
        // The check of the form says what is broken.
        JwsState::Unreadable => Verdict::Silent,
    }
}

fn kid(signature: &JwsSignature) -> &str {
    signature.kid.as_ref().map_or("", |kid| &kid.value)
}

fn is_keyed_by_secret(signature: &JwsSignature) -> bool {
    signature.alg.as_ref().is_some_and(|alg| alg.value.starts_with("HS"))
}

fn fits(signature: &JwsSignature, key: &KeyRef) -> Finding {
    let alg = signature.alg.as_ref().map_or("", |alg| &alg.value);
    Finding::new(format!("It verifies with {} ({alg}).", key.called()))
        .at(signature.at)
        .also(key.origin.at, "the key")
}

/// It is as it was signed; by whom, the check of the key says.
fn intact(signature: &JwsSignature, key: &KeyRef) -> Finding {
    let says = format!(
        "Nothing was changed since it was signed: it fits {}. Nobody vouched for that key.",
        key.called()
    );
    Finding::new(says).at(signature.at).also(key.origin.at, "the key")
}

/// At most a handful of keys, by name.
fn tried(attempts: &[Attempt]) -> String {
    const NAMED: usize = 5;
    let vouched: Vec<String> =
        attempts.iter().filter(|attempt| attempt.vouched).map(|attempt| attempt.key.called()).collect();
    let mut names = vouched.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if vouched.len() > NAMED {
        names.push_str(&format!(" and {} more", vouched.len() - NAMED));
    }
    names
}

fn explained(finding: Finding, signature: &JwsSignature) -> Finding {
    let said: Vec<String> = signature.evidence.iter().take(3).map(evidence::says).collect();
    if said.is_empty() {
        return finding;
    }
    Finding { says: format!("{} {}", finding.says, said.join(" ")), ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{CLAIMS, HEADER, JWKS, SIGNED, SIGNERS, of_pastes, token, with_secret};

    fn said(text: &str, jwks: &str) -> Verdict {
        of_pastes(&CHECK, &[Paste::support("jwks.json", jwks), Paste::capture("id_token.jwt", text)], &[])
    }

    #[test]
    fn claims_that_a_viewer_shows_are_judged_and_the_signature_is_asked_for() {
        let shown = |claims: &str| of_pastes(&CHECK, &[Paste::capture("jwt", claims)], &[]);
        assert!(matches!(shown(CLAIMS), Verdict::Needs(need) if need.what.starts_with("the token itself")));
        let of = |check, claims: &str| {
            of_pastes(check, &[Paste::capture("jwt", claims)], &["oidc.rp.client_id=other"])
        };
        assert!(of(&super::super::aud::CHECK, CLAIMS).failed());
        let shortened = CLAIMS.replace("\"sub\"", "\"x\"");
        assert!(matches!(of(&super::super::sub::CHECK, &shortened), Verdict::Needs(_)));
    }

    #[test]
    fn the_key_that_signed_verifies_and_another_does_not() {
        assert!(matches!(said(SIGNED, SIGNERS), Verdict::Pass(_)));
        assert!(said(&SIGNED.replace(".eyJ", ".eyK"), SIGNERS).failed());
        assert!(said(&token(HEADER, CLAIMS), JWKS).failed());
    }

    #[test]
    fn no_key_is_a_need_and_no_signature_is_none() {
        assert!(
            matches!(of_pastes(&CHECK, &[Paste::capture("t", SIGNED)], &[]), Verdict::Needs(need) if need.decides)
        );
        let stripped = SIGNED.rsplit_once('.').unwrap().0.to_owned() + ".";
        assert!(said(&stripped, SIGNERS).findings()[0].says.contains("last dot"));
        assert!(said(&token(r#"{"alg":"none"}"#, CLAIMS), SIGNERS).failed());
    }

    #[test]
    fn a_secret_verifies_and_is_told_where_it_was_meant_decoded() {
        // HS256 over the two parts with the secret "secret".
        let text = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSIsImF1ZCI6ImFwcCIsImV4cCI6MX0.";
        let key = ssoscope_crypto::Secret::from(b"secret".as_slice());
        let tag = ssoscope_crypto::hmac_tag(
            ssoscope_crypto::Hash::Sha256,
            &key,
            text.trim_end_matches('.').as_bytes(),
        );
        use base64::Engine;
        let text = text.to_owned() + &base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(tag.expose());
        assert!(matches!(with_secret(&CHECK, &text, "secret"), Verdict::Pass(_)));
        let decoded = with_secret(&CHECK, &text, "c2VjcmV0");
        assert!(decoded.failed() && decoded.findings()[0].says.contains("decoded from base64"));
    }
}
