//! The token is keyed with another client secret than the one that is here.

use ssoscope_crypto::Family;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::signatures::jws::{Attempt, JwsSignature, JwsState};

/// The token is keyed with another client secret than the one that is here.
pub static CAUSE: Cause = Cause {
    id: "wrong_secret",
    title: "The token is keyed with another client secret",
    explains: &["oidc/signature", "oidc/signature_key"],
    prevention: "Roll client secrets at both sides at once, or let the provider sign with a key that it publishes.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let of_secret = |signature: &&JwsSignature| signature.family() == Some(Family::Secret);
    let fails =
        |signature: &&JwsSignature| signature.state == JwsState::Mismatch && signature.evidence.is_empty();
    let signature = look.signatures.jws.iter().filter(of_secret).find(fails)?;
    let secret = signature.attempts.iter().find(|attempt| Attempt::is_to_the_point(attempt))?;
    let says = format!(
        "The HMAC isn't keyed with {}: neither as it stands nor decoded from base64 or hexadecimal, nor with white space or \
         quotes taken off. The provider uses another secret, or the token was changed.",
        secret.key.called()
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(fields::RP_SECRET, "Enter the secret that the provider holds for this client now.")
            .fix(
                fields::OP_CLIENT_CRYPTO,
                "Or have ID tokens signed with RS256, which needs no shared secret.",
            )
            .shown_by([signature.at])
            .settled_by("The client secret as the provider's console shows or issues it now."),
    )
}
