//! The sign-in runs in a frame of another site, and the browser keeps its cookies out of there.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const FRAME: &[&str] = &["flow/frame_cookies"];

/// The sign-in runs in a frame of another site, and the browser keeps its cookies out of there.
pub static CAUSE: Cause = Cause {
    id: "cookies_out_of_frame",
    title: "The browser keeps the cookies out of the frame that the sign-in runs in",
    explains: &[
        "flow/frame_cookies",
        "flow/cookies_return",
        "flow/session_known",
        "flow/answered",
        "oidc/error_response",
        "oidc/application_error",
    ],
    prevention: "Test renewal and sign-in in a browser that keeps cookies of third parties out; soon that is every browser.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(FRAME).next()?;
    let says = format!("{} To who answers there, the person is a stranger.", finding.says);
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix("Application, how it renews its session", "Use refresh tokens (with rotation, in a browser) instead of a hidden frame with prompt=none.")
            .fix("Application, the page that starts the sign-in", "Start it in the top window, or in one of its own, and not in a frame.")
            .fix("Both sides' host names", "Where the frame is wanted, put both under one site, such as login.example.com and app.example.com.")
            .shown_by(verdicts.spans(FRAME)),
    )
}
