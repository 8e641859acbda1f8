//! A cookie was gone that the browser should have sent: it was deleted, blocked, or left in another window.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::flow::cookies_return::lost;

const PROVIDER: &[&str] = &["flow/login_cookies_return"];

/// A cookie was gone that the browser should have sent: it was deleted, blocked, or left in another window.
pub static CAUSE: Cause = Cause {
    id: "cookies_gone",
    title: "The browser's cookies were gone in the middle of the sign-in",
    explains: &[
        "flow/cookies_return",
        "flow/login_cookies_return",
        "flow/answered",
        "oidc/application_error",
        "oidc/error_page",
        "flow/session_known",
        "oidc/state",
        "oidc/nonce",
    ],
    prevention: "Show a page that says so in plain words and starts the sign-in anew, instead of an error.",
    find,
};

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    let at_provider = verdicts.findings(PROVIDER).next().cloned();
    let at_application = || {
        let lost = verdicts.failed("flow/cookies_return").then(|| lost(look))?;
        lost.into_iter().find(|lost| lost.barrier.is_none()).map(|lost| lost.finding)
    };
    let by_provider = at_provider.is_some();
    let side = if by_provider { "identity provider" } else { "application" };
    let finding = at_provider.or_else(at_application)?;
    let says = format!(
        "{} The {side} set it in this very capture, and lost track of the sign-in without it. Somebody or something \
         cleared the cookies, or the sign-in went on in another browser, profile or private window.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix("Browser", "Start again from the application, in one window; leave its cookies alone until the sign-in is over.")
            .fix("Browser, extensions and policies", "Make an exception for both sides where cookies are cleared or blocked by rule.")
            .shown_by(finding.at.into_iter().chain(finding.also.iter().map(|related| related.span)))
            .settled_by("The same sign-in in a fresh profile without extensions: does it pass?"),
    )
    .map(|diagnosis| if by_provider { diagnosis } else { diagnosis.sparing("oidc/error_page") })
}
