//! The provider no longer knows of the sign-in that the person was in the middle of.

use super::form::{Cause, Confidence, Diagnosis, Owner, Verdicts};
use super::refused;
use crate::check::Look;

/// The provider no longer knows of the sign-in that the person was in the middle of.
pub static CAUSE: Cause = Cause {
    id: "provider_lost_sign_in",
    title: "The provider no longer knows of the sign-in that was begun",
    explains: &["oidc/error_page", "oidc/error_response", "oidc/application_error"],
    prevention: "Give the sign-in page longer than people need, and let it start again by itself instead of showing an error.",
    find,
};

/// What providers say of it: panva's oidc-provider, Keycloak, Entra ID, Okta, AD FS.
const WORDS: &[&str] = &[
    "interaction session",
    "session id cookie not found",
    "authentication session not found",
    "cookie not found",
    "cookie_not_found",
    "restart login",
    "you took too long",
    "login attempt timed out",
    "session has expired",
    "session expired",
    "session not found",
    "expired_code",
    "AADSTS50089",
    "AADSTS165000",
    "AADSTS90112",
    "page has expired",
];

fn find(look: &Look, _: &Verdicts) -> Option<Diagnosis> {
    let refused = refused::speaking(look, WORDS).filter(|refused| refused.by_browser)?;
    let says = format!(
        "{}: the browser no longer had its cookies, or the page was left open too long, so that what the person sent belongs to nothing.",
        refused.told()
    );
    Some(
        Diagnosis::new(Confidence::Likely, Owner::User, says)
            .fix("Browser", "Start the sign-in again at the application, not from a bookmark or by going back; allow cookies of the provider.")
            .fix("OpenID provider: lifetime of the sign-in page", "Raise it, if people need longer: second factors and forgotten passwords take minutes.")
            .fix(super::fields::NETWORK, "Let one person reach the same node, and let cookies through.")
            .settled_by("A HAR of the whole sign-in: which cookies did the provider set, and which came back?")
            .shown_by(refused.at()),
    )
}
