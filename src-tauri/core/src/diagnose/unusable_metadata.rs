//! The metadata that is relied on lacks what the other side needs of it: a role, an address, a key.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ROLE: &[&str] = &["saml/metadata_role"];
const LACKS: &[&str] = &["saml/metadata_role", "saml/metadata_endpoint", "saml/metadata_key_use"];

/// The metadata that is relied on lacks what the other side needs of it: a role, an address, a key.
pub static CAUSE: Cause = Cause {
    id: "unusable_metadata",
    title: "The metadata lacks what the other side needs of it",
    explains: &[
        "saml/metadata_role",
        "saml/metadata_endpoint",
        "saml/metadata_key_use",
        "saml/signature_key",
        "saml/signature_verifies",
    ],
    prevention: "Exchange metadata as the products write it, not edited by hand, and name each file after its party and role.",
    find,
};

/// Whose metadata it is has to mend it; a file of the wrong role was loaded by whoever holds it.
fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(LACKS).next()?;
    let swapped = verdicts.findings(ROLE).next().is_some();
    let of_application =
        finding.says.contains("AssertionConsumerService") || finding.says.contains("AuthnRequestsSigned");
    let sealed = finding.says.contains("for encryption:");
    let owner = if swapped || of_application || sealed { Owner::SpAdmin } else { Owner::IdpAdmin };
    let diagnosis = Diagnosis::new(Confidence::Certain, owner, finding.says.clone());
    let diagnosis = if swapped {
        diagnosis
            .fix(
                "The side that loaded it, its metadata of the other side",
                "Load the file that the other side publishes; its own file is for the other side to load.",
            )
            .fix("The side that gave it out", "Say which role each file is for.")
    } else {
        let publish = "Publish it as the product writes it, with the address and the keys that are missing, and give it out anew.";
        match owner {
            Owner::SpAdmin => diagnosis.fix("Application: published metadata", publish),
            _ => diagnosis.fix("Identity provider: published metadata", publish),
        }
        .fix("The other side, its metadata of this party", "Load it again when it is mended.")
    };
    let spared = if verdicts.failed("saml/metadata_key_use") {
        diagnosis
    } else {
        diagnosis.sparing("saml/signature_key").sparing("saml/signature_verifies")
    };
    Some(spared.shown_by(verdicts.spans(LACKS)))
}
