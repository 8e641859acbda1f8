//! The provider has the browser open the application's logout page (OpenID Connect Front-Channel Logout 1.0, section 2).

use crate::decode::Spanned;
use crate::span::Span;

use super::Parameters;

/// The provider has the browser open the application's logout page.
#[allow(missing_docs)] // the specification says what each holds
pub struct FrontChannelLogout {
    /// All of its parameters.
    pub at: Span,
    /// The application's page, where the capture shows it.
    pub sent_to: Option<Spanned<String>>,
    pub iss: Option<Spanned<String>>,
    pub sid: Option<Spanned<String>>,
}

/// Whether parameters tell an application of a logout: a session and an issuer, and nothing of a sign-in.
pub(super) fn looks_like(parameters: &Parameters) -> bool {
    let sign_in = ["code", "state", "id_token", "access_token", "error", "response"];
    parameters.has(&["sid"]) && parameters.has(&["iss"]) && !parameters.has(&sign_in)
}

/// Reads the parameters.
pub(super) fn read(
    parameters: &Parameters,
    at: Span,
    sent_to: Option<Spanned<String>>,
) -> FrontChannelLogout {
    FrontChannelLogout { at, sent_to, iss: parameters.first("iss"), sid: parameters.first("sid") }
}
