//! The browser sent the same answer again, and the application took it for a replay.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ONCE: &[&str] = &["flow/sent_once"];

/// The browser sent the same answer again, and the application took it for a replay.
pub static CAUSE: Cause = Cause {
    id: "sent_twice",
    title: "The browser sent the same answer twice",
    explains: &[
        "flow/sent_once",
        "flow/answered",
        "oidc/application_error",
        "flow/session_known",
        "oidc/error_response",
    ],
    prevention: "Answer a repeated POST with the page of the session that the first one opened.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ONCE).next()?;
    let says = format!(
        "{} An answer holds once; a page that is loaded again, the back button or a double click sends it again.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix("Browser", "Open the application anew instead of loading the page again or going back.")
            .fix("Application, the page behind the answer", "Redirect to it (303), so that loading it again sends no form.")
            .shown_by(verdicts.spans(ONCE))
            .shown_by(finding.also.iter().map(|related| related.span))
            .settled_by("What the person did between the two: a reload looks like this, and so does a proxy that tries again."),
    )
}
