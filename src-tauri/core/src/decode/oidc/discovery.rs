//! Provider metadata (OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2).

use super::{Object, Problem};
use crate::decode::Spanned;
use crate::span::Span;

/// A discovery document.
#[allow(missing_docs)] // the specification says what each holds
pub struct Discovery {
    /// All of it.
    pub at: Span,
    /// Every member.
    pub object: Object,
    pub issuer: Option<Spanned<String>>,
    pub authorization_endpoint: Option<Spanned<String>>,
    pub token_endpoint: Option<Spanned<String>>,
    pub userinfo_endpoint: Option<Spanned<String>>,
    pub jwks_uri: Option<Spanned<String>>,
    pub end_session_endpoint: Option<Spanned<String>>,
    pub response_types: Vec<Spanned<String>>,
    pub response_modes: Vec<Spanned<String>>,
    pub subject_types: Vec<Spanned<String>>,
    pub scopes: Vec<Spanned<String>>,
    pub id_token_algs: Vec<Spanned<String>>,
    pub token_auth_methods: Vec<Spanned<String>>,
    pub code_challenge_methods: Vec<Spanned<String>>,
    pub iss_parameter_supported: Option<Spanned<bool>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}
