//! The provider could not tell the application that the person signed out.

use super::form::Cause;

/// The provider could not tell the application that the person signed out.
///
/// It calls the application itself (OpenID Connect Back-Channel Logout 1.0, section 2.5), so that nothing of it is in the browser's
/// log: only the provider's own words show it, and those are read by `told`.
pub static CAUSE: Cause = Cause {
    id: "logout_undelivered",
    title: "The provider's sign-out did not reach the application",
    explains: &["paste/error_text", "oidc/error_page"],
    prevention: "Call the application's back-channel logout address from the provider's machine after each change of network or name, \
                 and raise an alarm when the provider logs that a call failed.",
    find: |_, _| None,
};
