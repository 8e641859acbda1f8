//! The signature holds, and was made in a way that can be forged or soon will be.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const STRENGTH: &[&str] = &["saml/algorithm_strength", "x509/key_strength"];

/// The signature holds, and was made in a way that can be forged or soon will be.
pub static CAUSE: Cause = Cause {
    id: "weak_algorithm",
    title: "The signature uses a weak algorithm or key",
    explains: STRENGTH,
    prevention: "Set SHA-256 and RSA keys of 2048 bits or more as the standard of every new application.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(STRENGTH).next()?;
    let says = format!("{} Hardened applications refuse it, others let it pass.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::IDP_SIGNATURE_ALGORITHM, "Choose RSA with SHA-256, or ECDSA with SHA-256.")
            .fix(
                fields::IDP_SIGNING_KEY,
                "Where the key is short, issue a certificate with an RSA key of 2048 bits or more.",
            )
            .shown_by(verdicts.spans(STRENGTH)),
    )
}
