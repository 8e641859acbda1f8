//! The token is keyed with the public key's text, for software that lets the token choose how it is verified.

use ssoscope_jose::Evidence;

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

/// The token is keyed with the public key's text, for software that lets the token choose how it is verified.
pub static CAUSE: Cause = Cause {
    id: "public_key_as_secret",
    title: "The token is signed with the public key as if it were a secret",
    explains: &["oidc/signature", "oidc/signature_key", "oidc/alg", "oidc/kid", "oidc/jwks_key_fit"],
    prevention: "Fix the algorithm in the application's settings; never take it from the token.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    look.signatures.jws.iter().find_map(|signature| {
        let by_key = |evidence: &Evidence| matches!(evidence, Evidence::HmacWithPublicKey { .. });
        let confusion = signature.evidence.iter().find(|confusion| by_key(&confusion.evidence))?;
        let says = format!(
            "The HMAC is keyed with the text of {}, which everybody can read: an attack, and no mistake. Software falls for it \
             that verifies with whatever algorithm the token names.",
            confusion.key_called()
        );
        let diagnosis = Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::RP_CRYPTO, "Allow the one algorithm that is registered, and update the library if it accepted this.")
            .fix("Application", "Look in its log for who else sent tokens with an HS algorithm.");
        Some(diagnosis.shown_by(signature.alg.as_ref().map(|alg| alg.at)).shown_by([signature.at]))
    })
}
