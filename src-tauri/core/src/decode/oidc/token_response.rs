//! The answer of a token endpoint (RFC 6749, sections 5.1 and 5.2; OpenID Connect Core 1.0, section 3.1.3.3).

use super::Problem;
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
