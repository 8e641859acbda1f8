//! The application takes the answer, forgets it, and asks again.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const LOOP: &[&str] = &["flow/no_loop"];

/// The application takes the answer, forgets it, and asks again.
pub static CAUSE: Cause = Cause {
    id: "redirect_loop",
    title: "The application does not keep the session that the answer opened",
    explains: &[
        "flow/no_loop",
        "flow/answered",
        "oidc/application_error",
        "flow/cookies_return",
        "flow/one_at_a_time",
    ],
    prevention: "Stop after the second answer without a session, and say which cookie did not come back.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(LOOP).next()?;
    let says = format!("{} The session is lost between the answer and the page behind it.", finding.says);
    Some(
        Diagnosis::new(Confidence::Likely, Owner::SpAdmin, says)
            .fix(fields::SP_SESSION, "Set the session cookie for the host and scheme of the page that follows; look whether the browser sends it there.")
            .fix(fields::SP_PUBLIC_URL, "Use one host name, with or without www., for the whole sign-in.")
            .shown_by(verdicts.spans(LOOP))
            .settled_by("The Set-Cookie header of the answer's page, and the Cookie header of the request that follows it."),
    )
}
