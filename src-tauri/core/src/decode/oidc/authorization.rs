//! What travels through the browser: the authorization request and its answer (OpenID Connect Core 1.0, sections
//! 3.1.2.1 and 3.1.2.5), and the request to the token endpoint (section 3.1.3.1).

use crate::decode::Spanned;
use crate::span::Span;

use super::{Parameters, parameters};

/// An authorization request.
#[allow(missing_docs)] // the specification says what each holds
pub struct AuthorizationRequest {
    /// All of its parameters.
    pub at: Span,
    /// Every parameter.
    pub parameters: Parameters,
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
    pub request: Option<Spanned<String>>,
    pub request_uri: Option<Spanned<String>>,
}

/// An authorization response: a code, tokens, or an error.
///
/// The values of codes and tokens are kept to compare hashes, and enter no report.
#[allow(missing_docs)] // the specification says what each holds
pub struct AuthorizationResponse {
    /// All of its parameters.
    pub at: Span,
    /// Every parameter.
    pub parameters: Parameters,
    /// The URL that it was sent to, where the capture shows it.
    pub sent_to: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
    pub state: Option<Spanned<String>>,
    pub iss: Option<Spanned<String>>,
    pub id_token: Option<Spanned<String>>,
    pub access_token: Option<Spanned<String>>,
    pub token_type: Option<Spanned<String>>,
    pub session_state: Option<Spanned<String>>,
    /// A JARM response.
    pub response: Option<Spanned<String>>,
    pub error: Option<Spanned<String>>,
    pub error_description: Option<Spanned<String>>,
    pub error_uri: Option<Spanned<String>>,
}

/// A request to the token endpoint; secrets and verifiers are not kept.
#[allow(missing_docs)] // the specification says what each holds
pub struct TokenRequest {
    /// All of its parameters.
    pub at: Span,
    pub grant_type: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
    pub redirect_uri: Option<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    /// Where a PKCE verifier stands.
    pub code_verifier: Option<Span>,
    /// Where a client secret stands.
    pub client_secret: Option<Span>,
}

/// Which of the messages parameters are.
pub(super) enum Travelled {
    /// An authorization request.
    Request(AuthorizationRequest),
    /// Its answer.
    Response(AuthorizationResponse),
    /// A request to the token endpoint.
    TokenRequest(TokenRequest),
}

/// Parameters of the SAML bindings, which are none of ours.
const SAML: &[&str] = &["SAMLRequest", "SAMLResponse", "SAMLart", "wresult", "samlObject"];

/// Whether parameters are those of a SAML binding; their values, which may be long, are not looked at.
pub(super) fn is_of_saml(bytes: &[u8]) -> bool {
    parameters::names(bytes).any(|name| SAML.iter().any(|saml| saml.as_bytes() == name))
}

/// Tells what parameters are; `None` for those of no message.
pub(super) fn of(parameters: Parameters, at: Span, sent_to: Option<Spanned<String>>) -> Option<Travelled> {
    if parameters.has(&["grant_type"]) {
        return Some(Travelled::TokenRequest(token_request(&parameters, at)));
    }
    if asks(&parameters) {
        return Some(Travelled::Request(request(parameters, at)));
    }
    answers(&parameters).then(|| Travelled::Response(response(parameters, at, sent_to)))
}

fn asks(parameters: &Parameters) -> bool {
    let by = parameters.has(&["client_id", "redirect_uri", "scope"]);
    by && parameters.has(&["response_type", "request_uri", "request"])
}

/// A code alone may be anything, such as the second factor that a person types; beside a state it is an answer.
fn answers(parameters: &Parameters) -> bool {
    let beside = parameters.has(&["state", "iss", "session_state", "scope", "error_description"]);
    let alone = parameters.pairs.len() == 1;
    let token = ["id_token", "response"]
        .iter()
        .any(|name| parameters.first(name).is_some_and(|value| value.value.starts_with("eyJ")));
    let bearer = parameters.has(&["access_token"]) && parameters.has(&["token_type", "state"]);
    token || bearer || parameters.has(&["code", "error"]) && (beside || alone)
}

fn request(parameters: Parameters, at: Span) -> AuthorizationRequest {
    let first = |name| parameters.first(name);
    AuthorizationRequest {
        at,
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
        claims: first("claims"),
        request: first("request"),
        request_uri: first("request_uri"),
        parameters,
    }
}

fn response(parameters: Parameters, at: Span, sent_to: Option<Spanned<String>>) -> AuthorizationResponse {
    let first = |name| parameters.first(name);
    AuthorizationResponse {
        at,
        sent_to,
        code: first("code"),
        state: first("state"),
        iss: first("iss"),
        id_token: first("id_token"),
        access_token: first("access_token"),
        token_type: first("token_type"),
        session_state: first("session_state"),
        response: first("response"),
        error: first("error"),
        error_description: first("error_description"),
        error_uri: first("error_uri"),
        parameters,
    }
}

fn token_request(parameters: &Parameters, at: Span) -> TokenRequest {
    TokenRequest {
        at,
        grant_type: parameters.first("grant_type"),
        code: parameters.first("code"),
        redirect_uri: parameters.first("redirect_uri"),
        client_id: parameters.first("client_id"),
        code_verifier: parameters.place("code_verifier"),
        client_secret: parameters.place("client_secret"),
    }
}
