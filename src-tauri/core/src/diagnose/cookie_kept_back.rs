//! The browser kept the application's cookie back, by one of its rules.

use super::fields;
use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use crate::check::Look;
use crate::check::flow::cookies_return::lost;
use crate::flow::Barrier;

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

fn find(look: &Look, verdicts: &Verdicts) -> Option<Diagnosis> {
    verdicts.failed("flow/cookies_return").then_some(())?;
    let lost = lost(look).into_iter().find_map(|lost| Some((lost.barrier?, lost.finding)));
    let (barrier, finding) = lost?;
    let says = format!(
        "{} The application did not recognise who had asked, so it could not match the answer to its request.",
        finding.says
    );
    Some(
        Diagnosis::new(Confidence::Certain, Owner::SpAdmin, says)
            .fix(fields::SP_SESSION, fix(barrier))
            .fix(
                fields::SP_REQUEST,
                "Or have the answer come by a redirect (GET), with which SameSite=Lax cookies are sent.",
            )
            .shown_by(verdicts.spans(COOKIES)),
    )
}

fn fix(barrier: Barrier) -> &'static str {
    match barrier {
        Barrier::Host | Barrier::Path => {
            "Set the cookie for the host and the path that the answer goes to, or use one host name for the whole sign-in."
        }
        Barrier::Secure | Barrier::NoneWithoutSecure => {
            "Use https all the way, and set the cookie with SameSite=None; Secure."
        }
        Barrier::Size => {
            "Keep the open sign-in in a store and only its number in the cookie: browsers keep no more than 4096 bytes."
        }
        Barrier::Prefix => {
            "Keep to what the cookie's name promises: __Host- wants Secure, Path=/ and no Domain; __Secure- wants Secure."
        }
        Barrier::Partition | Barrier::ThirdParty => {
            "Begin and end the sign-in in the same window: a cookie that was set in a frame is not sent outside of it, nor the other way round."
        }
        Barrier::Lax | Barrier::Strict | Barrier::Unset => {
            "Set the cookie that holds the open sign-in with SameSite=None; Secure, or keep the open request elsewhere: in RelayState, or in the store by its ID."
        }
    }
}
