//! A comment splits a name, so that two readers see two people.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const TEXT: &[&str] = &["saml/name_id_text"];

/// A comment splits a name, so that two readers see two people.
pub static CAUSE: Cause = Cause {
    id: "comment_in_name",
    title: "A comment splits the name that decides who signs in",
    explains: TEXT,
    prevention: "Read the whole text of an element, refuse comments inside names, and keep the XML library current.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(TEXT).next()?;
    let says =
        format!("{} A signature does not see comments, so it may have been put in later.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(
                "Application and its security team",
                "Treat it as an attack until shown otherwise, and find out whose session it was.",
            )
            .fix(
                "Application, its SAML library",
                "Update it: a library that stops at the comment signs in somebody else.",
            )
            .shown_by(verdicts.spans(TEXT)),
    )
}
