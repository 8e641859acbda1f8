//! What an application asks for: by URL, by form, pushed (RFC 9126), or as a token (RFC 9101).

use crate::decode::Spanned;
use crate::span::Span;

use super::{AskedClaim, Json, Object, Parameters, asked_claim};

/// An authorization request (OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636, section 4.3).
#[allow(missing_docs)] // the specification says what each holds
pub struct AuthorizationRequest {
    /// All of its parameters.
    pub at: Span,
    /// Every parameter; of a pushed one the client's secret too, so that they are never printed.
    pub parameters: Parameters,
    /// The URL that it was sent to, where the capture shows it.
    pub sent_to: Option<Spanned<String>>,
    pub response_type: Option<Spanned<String>>,
    pub response_mode: Option<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    pub redirect_uri: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub state: Option<Spanned<String>>,
    pub nonce: Option<Spanned<String>>,
    pub code_challenge: Option<Spanned<String>>,
    pub code_challenge_method: Option<Spanned<String>>,
    pub prompt: Option<Spanned<String>>,
    pub max_age: Option<Spanned<String>>,
    pub acr_values: Option<Spanned<String>>,
    pub claims: Option<Spanned<String>>,
    /// What `claims` asks of the ID token.
    pub id_token_claims: Vec<AskedClaim>,
    pub login_hint: Option<Spanned<String>>,
    pub resource: Option<Spanned<String>>,
    pub dpop_jkt: Option<Spanned<String>>,
    pub request: Option<Spanned<String>>,
    pub request_uri: Option<Spanned<String>>,
}

/// Whether parameters ask for a sign-in.
pub(super) fn looks_like(parameters: &Parameters) -> bool {
    let by = parameters.has(&["client_id", "redirect_uri", "scope"]);
    by && parameters.has(&["response_type", "request_uri", "request"])
}

/// Reads the parameters of a request.
pub(super) fn read(
    parameters: Parameters,
    at: Span,
    sent_to: Option<Spanned<String>>,
) -> AuthorizationRequest {
    let first = |name| parameters.first(name);
    AuthorizationRequest {
        at,
        sent_to,
        response_type: first("response_type"),
        response_mode: first("response_mode"),
        client_id: first("client_id"),
        redirect_uri: first("redirect_uri"),
        scope: first("scope"),
        state: first("state"),
        nonce: first("nonce"),
        code_challenge: first("code_challenge"),
        code_challenge_method: first("code_challenge_method"),
        prompt: first("prompt"),
        max_age: first("max_age"),
        acr_values: first("acr_values"),
        id_token_claims: first("claims").iter().flat_map(asked_claim::of_text).collect(),
        claims: first("claims"),
        login_hint: first("login_hint"),
        resource: first("resource"),
        dpop_jkt: first("dpop_jkt"),
        request: first("request"),
        request_uri: first("request_uri"),
        parameters,
    }
}

/// Reads a request object: its members stand for the parameters (RFC 9101, section 4).
pub(super) fn of_object(claims: &Object) -> AuthorizationRequest {
    let request = read(Parameters::of_members(claims), claims.at, None);
    match claims.member("claims").map(|member| &member.value) {
        Some(Json::Object(asked)) => {
            AuthorizationRequest { id_token_claims: asked_claim::of_object(asked), ..request }
        }
        _ => request,
    }
}

impl AuthorizationRequest {
    /// The words of the response type: `code`, `id_token`, `token`.
    pub fn response_types(&self) -> impl Iterator<Item = &str> {
        self.response_type.iter().flat_map(|kinds| kinds.value.split(' '))
    }

    /// Whether it asks that something comes back through the browser beside a code.
    pub fn asks_for_tokens_by_browser(&self) -> bool {
        self.response_types().any(|kind| kind == "id_token" || kind == "token")
    }

    /// Whether it asks for a scope.
    pub fn asks_scope(&self, name: &str) -> bool {
        self.scope.iter().flat_map(|scope| scope.value.split(' ')).any(|scope| scope == name)
    }

    /// Whether it only points at a request that was pushed, or stands in a token.
    pub fn is_by_reference(&self) -> bool {
        self.response_type.is_none() || self.request.is_some() || self.request_uri.is_some()
    }
}
