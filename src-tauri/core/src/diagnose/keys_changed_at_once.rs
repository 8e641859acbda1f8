//! The provider changed all its keys from one moment to the next.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ROTATION: &[&str] = &["oidc/jwks_rotation"];

/// The provider changed all its keys from one moment to the next.
pub static CAUSE: Cause = Cause {
    id: "keys_changed_at_once",
    title: "The provider changed its keys without a time in which both hold",
    explains: ROTATION,
    prevention: "Roll keys in three steps: publish the new one, sign with it some days later, then take the old one out.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ROTATION).next()?;
    Some(
        Diagnosis::new(Confidence::Likely, Owner::IdpAdmin, finding.says.clone())
            .fix(
                fields::OP_KEYS,
                "Keep the old key in the set for as long as its tokens and the copies of the set live.",
            )
            .fix(
                fields::RP_JWKS,
                "Fetch the key set anew when a token names an unknown key or its signature fails.",
            )
            .shown_by(verdicts.spans(ROTATION))
            .settled_by("Whether both key sets are the same provider's, and when each was fetched."),
    )
}
