//! The sign-in works, and the provider's key set is one that other applications will stumble over.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const CARELESS: &[&str] = &[
    "oidc/jwks_names",
    "oidc/jwks_reuse",
    "oidc/jwks_strength",
    "oidc/jwks_format",
    "oidc/jwks_certificate_dates",
];

/// The sign-in works, and the provider's key set is one that other applications will stumble over.
pub static CAUSE: Cause = Cause {
    id: "careless_key_set",
    title: "The provider's key set is put together carelessly",
    explains: CARELESS,
    prevention: "Let the provider's software write the key set, and look at it whenever a key is changed.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(CARELESS).next()?;
    let says = format!("{} Some applications work with it all the same, and others don't.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                fields::OP_KEYS,
                "Publish each key once, under a kid of its own, well-formed, and long enough.",
            )
            .shown_by(verdicts.spans(CARELESS)),
    )
}
