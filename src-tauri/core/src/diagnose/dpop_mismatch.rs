//! The proof of the key does not belong to the token, or is no good one (DPoP).

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use crate::check::Look;

const PROOF: &[&str] = &["oidc/dpop_binding", "oidc/dpop_proof"];

/// The proof of the key does not belong to the token, or is no good one.
pub static CAUSE: Cause = Cause {
    id: "dpop_mismatch",
    title: "The proof of the key does not belong to the token (DPoP)",
    explains: &["oidc/dpop_binding", "oidc/dpop_proof", "oidc/error_response"],
    prevention: "Keep one key for each session, beside its tokens, and make a new proof for each request.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::coded(look, &["invalid_dpop_proof", "use_dpop_nonce"]);
    let says = match (verdicts.findings(PROOF).next(), &refused) {
        (Some(finding), _) => finding.says.clone(),
        (None, Some(refused)) if refused.is(&["use_dpop_nonce"]) => {
            format!(
                "{}: it wants its nonce in the proof, and the application did not try again with it.",
                refused.told()
            )
        }
        (None, Some(refused)) => format!("{}: the proof is not a good one for this request.", refused.told()),
        (None, None) => return None,
    };
    let diagnosis = Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
        .fix("Application, its code", "Make each proof with the key that the token is bound to, for this URL and method, at this moment; repeat it with the DPoP-Nonce that the provider sends.")
        .fix("Proxy before the provider or API", "Let the provider know its public URL; htu is compared with it.");
    Some(
        match refused {
            Some(refused) => diagnosis.shown_by(refused.at()),
            None => diagnosis.sparing("oidc/error_response"),
        }
        .shown_by(verdicts.spans(PROOF)),
    )
}
