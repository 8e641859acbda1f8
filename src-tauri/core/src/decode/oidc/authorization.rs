//! What travels through the browser: the authorization request and its answer (OpenID Connect Core 1.0, sections
//! 3.1.2.1 and 3.1.2.5), and the request to the token endpoint (section 3.1.3.1).

use crate::decode::Spanned;
use crate::span::Span;

use super::Parameters;

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
