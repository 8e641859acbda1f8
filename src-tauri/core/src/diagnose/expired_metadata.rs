//! The metadata that is relied on has run out.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const UNTIL: &[&str] = &["saml/metadata_valid_until"];

/// The metadata that is relied on has run out.
pub static CAUSE: Cause = Cause {
    id: "expired_metadata",
    title: "The metadata that the application relies on has run out",
    explains: UNTIL,
    prevention: "Let the application fetch metadata on a schedule, and raise an alarm two weeks before validUntil.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(UNTIL).next()?;
    let says =
        format!("{} Applications that keep to it act as if the other side did not exist.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(
                fields::SP_IDP_CERTIFICATE,
                "Fetch the identity provider's current metadata, and let it be fetched regularly.",
            )
            .fix("Identity provider or federation", "Publish metadata with a validUntil in the future.")
            .shown_by(verdicts.spans(UNTIL)),
    )
}
