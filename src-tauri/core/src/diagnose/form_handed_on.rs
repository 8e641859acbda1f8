//! The provider had the browser send its sign-in form on to another server.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const FORM: &[&str] = &["flow/form_stays"];

/// The provider had the browser send its sign-in form on to another server.
pub static CAUSE: Cause = Cause {
    id: "form_handed_on",
    title: "The provider's redirect hands the sign-in form on to the application",
    explains: &["flow/form_stays"],
    prevention: "Test the sign-in page's redirect after each change of a framework or proxy: 303 or 302, never 307 or 308.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(FORM).next()?;
    let says = format!("{} What the person typed there reached it too.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::IdpAdmin, says)
            .fix(
                "Identity provider, the redirect behind its sign-in form, and the proxy before it",
                "Answer with 303 See Other, and have the passwords changed that went out.",
            )
            .fix("Application, the logs of that address", "Take out the forms that came there.")
            .shown_by(verdicts.spans(FORM)),
    )
}
