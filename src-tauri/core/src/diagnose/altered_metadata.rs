//! The metadata is not what its publisher signed.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const SIGNATURE: &[&str] = &["saml/metadata_signature"];

/// The metadata is not what its publisher signed.
pub static CAUSE: Cause = Cause {
    id: "altered_metadata",
    title: "The metadata is not what its publisher signed",
    explains: SIGNATURE,
    prevention: "Hand metadata on as it is, or by its URL: an editor that indents it anew breaks the signature as surely as \
                 one that swaps a key.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(SIGNATURE).next()?;
    let says = format!(
        "{} Products that check the signature refuse to load it; nothing in it should be believed before that is cleared up.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(
                fields::SP_IDP_CERTIFICATE,
                "Fetch the metadata anew from its publisher, and load that file untouched.",
            )
            .fix("Identity provider or federation", "Sign the metadata last, after every tool that writes to it.")
            .settled_by("The same file fetched directly from the publisher's URL: if it verifies, this copy was changed on its way.")
            .shown_by(verdicts.spans(SIGNATURE)),
    )
}
