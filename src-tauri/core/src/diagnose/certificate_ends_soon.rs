//! It works today, and will not when the certificate ends.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const LEAD: &[&str] = &["x509/lead_time"];

/// It works today, and will not when the certificate ends.
pub static CAUSE: Cause = Cause {
    id: "certificate_ends_soon",
    title: "A certificate ends soon",
    explains: LEAD,
    prevention: "Watch the last day of every certificate, and change it weeks before, with both published meanwhile.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(LEAD).next()?;
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, finding.says.clone())
            .fix(fields::IDP_SIGNING_KEY, "Make the next certificate now, publish it beside this one, and agree on the day of the change.")
            .fix(fields::SP_IDP_CERTIFICATE, "Take over the next certificate before that day, and keep both until it is over.")
            .shown_by(verdicts.spans(LEAD)),
    )
}
