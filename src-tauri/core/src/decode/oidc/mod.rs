//! OpenID Connect and OAuth messages: tokens, keys, provider metadata, requests and responses.

use crate::case::Case;
use crate::span::Span;

use super::Message;

/// A JWS or JWE.
pub struct Token {}

impl Token {
    /// Whether it is an answer, which can be accepted or refused: an ID token or a logout token.
    pub fn is_answer(&self) -> bool {
        false
    }
}
/// The answer of a token endpoint.
pub struct TokenResponse {}
/// Provider metadata.
pub struct Discovery {}
/// A set of keys.
pub struct Jwks {}
/// An authorization request's parameters.
pub struct AuthorizationRequest {}
/// An authorization response's parameters.
pub struct AuthorizationResponse {}

/// Decodes a JSON document.
pub(super) fn decode_json(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
/// Decodes a compact JWS or JWE.
pub(super) fn decode_token(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
/// Decodes the parameters of a URL or a form.
pub(super) fn decode_parameters(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
