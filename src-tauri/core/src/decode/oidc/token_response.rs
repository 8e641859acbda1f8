//! The answer of a token endpoint (RFC 6749, sections 5.1 and 5.2; OpenID Connect Core 1.0, section 3.1.3.3).

use super::object::Fields;
use super::{Object, Problem};
use crate::decode::Spanned;
use crate::span::Span;

/// The answer of a token endpoint: tokens, or an error.
///
/// The values of tokens are kept to compare hashes, and enter no report.
pub struct TokenResponse {
    /// All of it.
    pub at: Span,
    /// The ID token's text.
    pub id_token: Option<Spanned<String>>,
    /// The access token.
    pub access_token: Option<Spanned<String>>,
    /// `Bearer`, `DPoP`.
    pub token_type: Option<Spanned<String>>,
    /// Seconds.
    pub expires_in: Option<Spanned<i64>>,
    /// Where a refresh token stands; its value is not kept.
    pub refresh_token: Option<Span>,
    /// What was granted.
    pub scope: Option<Spanned<String>>,
    /// The provider's error code.
    pub error: Option<Spanned<String>>,
    /// The provider's own words on it.
    pub error_description: Option<Spanned<String>>,
    /// A page about it.
    pub error_uri: Option<Spanned<String>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

impl TokenResponse {
    /// Whether the access token says nothing to anybody but its issuer: no JWT.
    pub fn access_token_is_opaque(&self) -> bool {
        self.access_token.as_ref().is_some_and(|token| !token.value.starts_with("eyJ"))
    }
}

/// Whether an object looks like the answer of a token endpoint.
pub(super) fn looks_like(object: &Object) -> bool {
    object.has("access_token") || object.has("id_token") || object.text("error").is_some_and(is_code)
}

/// Whether an error is a code as RFC 6749, section 5.2, and what builds upon it define them, and not a sentence or the reason of
/// an HTTP status.
fn is_code(error: &str) -> bool {
    !error.is_empty()
        && error
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b':' | b'/'))
}

/// Reads the answer of a token endpoint.
pub(super) fn read(object: &Object) -> TokenResponse {
    let mut fields = Fields::of(object);
    TokenResponse {
        at: object.at,
        id_token: fields.text("id_token"),
        access_token: fields.text("access_token"),
        token_type: fields.text("token_type"),
        expires_in: fields.count("expires_in"),
        refresh_token: object.member("refresh_token").map(|token| token.at),
        scope: fields.text("scope"),
        error: fields.text("error"),
        error_description: fields.text("error_description"),
        error_uri: fields.text("error_uri"),
        problems: fields.problems,
    }
}
