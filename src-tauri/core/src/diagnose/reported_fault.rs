//! A product says in its own words that the sign-in failed, and no cause of ours says as much as the words do.

use super::form::{Cause, Confidence, Diagnosis, Verdicts};
use super::told::{kinds, says};
use crate::check::Look;

/// A product says in its own words that the sign-in failed, and no cause of ours says as much as the words do.
pub static CAUSE: Cause = Cause {
    id: "reported_fault",
    title: "A product names the fault in its own words",
    explains: &["paste/error_text", "oidc/api_refused"],
    prevention: "Keep the words with their time and ID when a sign-in fails, and a network log of the browser beside them.",
    find,
};

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let (heard, kind) = look
        .said()
        .iter()
        .rev()
        .filter(|heard| heard.text.is_failure())
        .find_map(|heard| Some((heard, kinds::of(heard.text.kind)?)))?;
    let mut happened = format!("{} {}", says(heard), kind.means);
    if let Some(misleads) = heard.text.misleads {
        happened.push_str(&format!(" {misleads}"));
    }
    let diagnosis = Diagnosis::new(Confidence::Possible, kind.owner, happened);
    let diagnosis =
        kind.fixes.iter().fold(diagnosis, |diagnosis, (place, what)| diagnosis.fix(*place, *what));
    Some(diagnosis.shown_by([heard.at]).settled_by(kind.proof))
}
