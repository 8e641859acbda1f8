//! Two sign-ins were open at once, and the application remembers only the last.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const ONE: &[&str] = &["flow/one_at_a_time"];

/// Two sign-ins were open at once, and the application remembers only the last.
pub static CAUSE: Cause = Cause {
    id: "two_sign_ins",
    title: "Two sign-ins were open at once, and the application remembers only the last",
    explains: &[
        "flow/one_at_a_time",
        "flow/answered",
        "oidc/application_error",
        "saml/in_response_to",
        "oidc/state",
        "oidc/nonce",
    ],
    prevention: "Keep every open sign-in by its request ID or state, and say which tab to go back to.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(ONE).next()?;
    let refused = verdicts.failed("flow/answered");
    let end = if refused { "The application refused it." } else { "The application took it all the same." };
    let says = format!("{} {end}", finding.says);
    Some(
        Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix("Browser", "Close the other tabs of the sign-in and start once more, from the application.")
            .fix(fields::SP_SESSION, "Keep every open sign-in, not only the last one.")
            .shown_by(verdicts.spans(ONE))
            .shown_by(finding.also.iter().map(|related| related.span))
            .settled_by("The application's log: which request did it wait for when the answer came?"),
    )
}
