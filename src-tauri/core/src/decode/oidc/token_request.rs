//! A request to the token endpoint.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::decode::Spanned;
use crate::span::Span;

use super::Parameters;
use super::travelled::Found;

/// A request to the token endpoint (OpenID Connect Core 1.0, sections 3.1.3.1 and 12.1; RFC 7636, section 4.5).
///
/// The code and the verifier are kept to compare them, and enter no report; secrets are not kept.
#[allow(missing_docs)] // the specification says what each holds
pub struct TokenRequest {
    /// All of its parameters.
    pub at: Span,
    /// The URL that it was sent to, where the capture shows it.
    pub sent_to: Option<Spanned<String>>,
    pub grant_type: Option<Spanned<String>>,
    pub code: Option<Spanned<String>>,
    pub redirect_uri: Option<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub code_verifier: Option<Spanned<String>>,
    pub client_assertion_type: Option<Spanned<String>>,
    /// The client's name as the header says it, encoded or not (HTTP Basic; RFC 6749, section 2.3.1).
    pub basic: Option<Spanned<String>>,
    /// Where a client secret stands.
    pub client_secret: Option<Span>,
    /// Where a client assertion stands.
    pub client_assertion: Option<Span>,
    /// Where a refresh token stands.
    pub refresh_token: Option<Span>,
}

/// Whether parameters ask for tokens.
pub(super) fn looks_like(parameters: &Parameters) -> bool {
    parameters.has(&["grant_type"])
}

/// Reads the parameters of a request.
pub(super) fn read(parameters: &Parameters, at: Span, found: &Found) -> TokenRequest {
    TokenRequest {
        at,
        sent_to: found.sent_to(),
        grant_type: parameters.first("grant_type"),
        code: parameters.first("code"),
        redirect_uri: parameters.first("redirect_uri"),
        client_id: parameters.first("client_id"),
        scope: parameters.first("scope"),
        code_verifier: parameters.first("code_verifier"),
        client_assertion_type: parameters.first("client_assertion_type"),
        basic: found.authorization.and_then(basic),
        client_secret: parameters.place("client_secret"),
        client_assertion: parameters.place("client_assertion"),
        refresh_token: parameters.place("refresh_token"),
    }
}

/// The name of the client in a Basic header; its secret is not kept.
fn basic(header: &Spanned<String>) -> Option<Spanned<String>> {
    let (scheme, credentials) = header.value.split_once(' ')?;
    let decoded =
        scheme.eq_ignore_ascii_case("basic").then(|| STANDARD.decode(credentials.trim()).ok())??;
    let name = decoded.split(|byte| *byte == b':').next()?;
    Some(Spanned::new(String::from_utf8_lossy(name).into_owned(), header.at))
}

impl TokenRequest {
    /// Whether it redeems a code.
    pub fn redeems(&self) -> bool {
        self.grant_type.as_ref().is_some_and(|grant| grant.value == "authorization_code")
    }

    /// Whether it renews tokens.
    pub fn refreshes(&self) -> bool {
        self.grant_type.as_ref().is_some_and(|grant| grant.value == "refresh_token")
    }
}
