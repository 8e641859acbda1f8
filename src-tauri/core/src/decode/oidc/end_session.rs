//! A request to end the session at the provider (OpenID Connect RP-Initiated Logout 1.0, section 2).

use crate::decode::Spanned;
use crate::span::Span;

use super::Parameters;

/// A request to end the session at the provider.
#[allow(missing_docs)] // the specification says what each holds
pub struct EndSessionRequest {
    /// All of its parameters.
    pub at: Span,
    pub id_token_hint: Option<Spanned<String>>,
    pub logout_hint: Option<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    pub post_logout_redirect_uri: Option<Spanned<String>>,
    pub state: Option<Spanned<String>>,
    pub ui_locales: Option<Spanned<String>>,
}

/// Whether parameters ask to end a session.
pub(super) fn looks_like(parameters: &Parameters) -> bool {
    let alone = parameters.has(&["id_token_hint"]) && !parameters.has(&["response_type", "scope"]);
    parameters.has(&["post_logout_redirect_uri", "logout_hint"]) || alone
}

/// Reads the parameters of a request.
pub(super) fn read(parameters: &Parameters, at: Span) -> EndSessionRequest {
    EndSessionRequest {
        at,
        id_token_hint: parameters.first("id_token_hint"),
        logout_hint: parameters.first("logout_hint"),
        client_id: parameters.first("client_id"),
        post_logout_redirect_uri: parameters.first("post_logout_redirect_uri"),
        state: parameters.first("state"),
        ui_locales: parameters.first("ui_locales"),
    }
}
