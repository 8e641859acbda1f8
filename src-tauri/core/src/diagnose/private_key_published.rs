//! The provider's private key is out, so that nothing it signed proves anything.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const PRIVATE: &[&str] = &["oidc/jwks_private"];

/// The provider's private key is out, so that nothing it signed proves anything.
pub static CAUSE: Cause = Cause {
    id: "private_key_published",
    title: "The provider's private key is published",
    explains: PRIVATE,
    prevention: "Let the provider's software write the key set, and watch what it publishes for d, p, q and k.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(PRIVATE).next()?;
    let says = format!(
        "{} Whoever has it signs in as anybody, at every application of this provider.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(fields::OP_KEYS, "Take the key out of use now, make another, and publish its public members only.")
            .fix("Application", "Refuse what this key signed, end the sessions that rest on it, and look in the log for odd ones.")
            .fix("The capture", "If the private members are in this file only: delete it, and give the public set instead.")
            .shown_by(verdicts.spans(PRIVATE)),
    )
}
