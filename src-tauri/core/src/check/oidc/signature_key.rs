//! The key that verifies the token is one that somebody vouched for.

use super::examined::each_signature;
use super::needs;
use crate::check::signatures::jws::{Attempt, JwsSignature, JwsState, KeyRef};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The key that verifies the token is one that somebody vouched for.
pub static CHECK: Check = Check {
    id: "oidc/signature_key",
    title: "The token is signed with a key that nobody vouched for",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Core 1.0", "10.1"), cite("RFC 7515", "10.10"), cite("RFC 8725", "3.10")],
    why: "A token can bring its own key along, and so can a capture. Only the provider's key, got from the provider, tells \
          who signed.",
    remedy_idp: "Publish the key that signs in the JWKS at the jwks_uri of the discovery document.",
    remedy_sp: "Take keys from the provider's JWKS only, fetched anew when it changes, never from the token.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, |_, signature| of(signature))
}

fn of(signature: &JwsSignature) -> Verdict {
    let any_key = signature.attempts.iter().any(Attempt::is_to_the_point);
    match &signature.state {
        JwsState::Verified(key) | JwsState::VerifiedByOtherKid(key) => {
            Verdict::pass(finding(format!("{} is vouched for.", start(&key.called())), signature, key))
        }
        JwsState::FitsUnvouched(key) if any_key => {
            let says = format!(
                "No key that is vouched for verifies the token. It fits {}, which proves nothing.",
                key.called()
            );
            Verdict::fail(finding(says, signature, key))
        }
        JwsState::FitsUnvouched(_) => Verdict::needs(needs::signing_key()),
        _ => Verdict::Silent,
    }
}

fn finding(says: String, signature: &JwsSignature, key: &KeyRef) -> Finding {
    Finding::new(says).at(signature.at).also(key.origin.at, "the key that fits")
}

fn start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{JWKS, SIGNED, SIGNERS, of_pastes};

    #[test]
    fn a_key_set_of_the_capture_vouches_for_nothing() {
        let own = Paste::capture("own.json", SIGNERS);
        let token = Paste::capture("id_token.jwt", SIGNED);
        assert!(
            matches!(of_pastes(&CHECK, &[own.clone(), token.clone()], &[]), Verdict::Needs(need) if need.decides)
        );
        let others = Paste::support("jwks.json", JWKS);
        assert!(of_pastes(&CHECK, &[own, others, token.clone()], &[]).failed());
        assert!(matches!(
            of_pastes(&CHECK, &[Paste::support("jwks.json", SIGNERS), token], &[]),
            Verdict::Pass(_)
        ));
    }
}
