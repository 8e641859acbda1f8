//! OpenID Connect and OAuth messages: tokens, keys, provider metadata, requests and responses.

mod authorization;
mod discovery;
mod jwks;
mod object;
mod parameters;
mod problem;
mod token;
mod token_kind;
mod token_response;

pub use authorization::{AuthorizationRequest, AuthorizationResponse, TokenRequest};
pub use discovery::Discovery;
pub use jwks::{Jwk, Jwks, KeyMaterial};
pub use object::{Json, Member, Object};
pub use parameters::Parameters;
pub use problem::Problem;
pub use token::{Claimed, JoseHeader, Purpose, Token, TokenForm};
pub use token_kind::TokenKind;
pub use token_response::TokenResponse;

use crate::case::Case;
use crate::span::Span;

use super::Message;

/// Decodes a JSON document.
pub(super) fn decode_json(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
/// Decodes a compact JWS or JWE.
pub(super) fn decode_token(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
/// Decodes the parameters of a URL or a form.
pub(super) fn decode_parameters(_case: &mut Case, _at: Span, _messages: &mut Vec<Message>) {}
