//! The answer does not carry the state that the application sent along.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const STATE: &[&str] = &["oidc/state"];

/// The answer does not carry the state that the application sent along.
pub static CAUSE: Cause = Cause {
    id: "wrong_state",
    title: "The answer belongs to another sign-in of this browser",
    explains: &["oidc/state", "oidc/application_error"],
    prevention: "Keep every open sign-in by its state, in one store for all nodes, and let its cookie outlive a slow person.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(STATE).next()?;
    let diagnosis = match finding.observed {
        Some(_) => Diagnosis::new(
            Confidence::Likely,
            Owner::SpAdmin,
            format!(
                "{} A second sign-in was started in another tab, or the application lost its session.",
                finding.says
            ),
        )
        .fix(fields::SP_SESSION, "Keep every open sign-in, and send the cookie along with the answer.")
        .fix("Browser", "Close the other tabs of the sign-in and start once more."),
        None => Diagnosis::new(
            Confidence::Likely,
            Owner::Network,
            format!("{} Providers give it back as it came; something on the way dropped it.", finding.says),
        )
        .fix(fields::NETWORK, "Let every parameter of the request and of the answer through.")
        .fix("Application, its code", "Send a state with every request."),
    };
    Some(diagnosis.shown_by(verdicts.spans(STATE)).settled_by(
        "A HAR of the whole sign-in: which state left the application, and which one reached the provider?",
    ))
}
