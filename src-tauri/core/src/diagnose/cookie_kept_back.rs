//! The browser kept the application's cookie back, by one of its rules.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;

const COOKIES: &[&str] = &["flow/cookies_return"];

/// The browser kept the application's cookie back, by one of its rules.
pub static CAUSE: Cause = Cause {
    id: "cookie_kept_back",
    title: "The browser kept the application's cookie back when the answer came",
    explains: &[
        "flow/cookies_return",
        "flow/answered",
        "oidc/application_error",
        "flow/session_known",
        "oidc/state",
        "oidc/nonce",
    ],
    prevention: "Test the sign-in in a fresh browser, with a slow person (three minutes at the sign-in page), and by POST.",
    find,
};

fn find(_: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let finding = verdicts.findings(COOKIES).find(|finding| !finding.says.contains("no rule of browsers"))?;
    let says = format!(
        "{} The application did not recognise who had asked, so it could not match the answer to its request.",
        finding.says
    );
    let fix = if finding.says.contains("another host") || finding.says.contains("another path") {
        "Set the cookie for the host and the path that the answer goes to, or use one host name for the whole sign-in."
    } else if finding.says.contains("plain HTTP") || finding.says.contains("without Secure") {
        "Use https all the way, and set the cookie with SameSite=None; Secure."
    } else {
        "Set the cookie that holds the open sign-in with SameSite=None; Secure, or keep the open request elsewhere: in RelayState, or in the store by its ID."
    };
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::SP_SESSION, fix)
            .fix(
                fields::SP_REQUEST,
                "Or have the answer come by a redirect (GET), with which SameSite=Lax cookies are sent.",
            )
            .shown_by(verdicts.spans(COOKIES)),
    )
}
