//! Provider metadata (OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2).

use super::object::Fields;
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
    pub introspection_endpoint: Option<Spanned<String>>,
    pub revocation_endpoint: Option<Spanned<String>>,
    pub registration_endpoint: Option<Spanned<String>>,
    pub pushed_request_endpoint: Option<Spanned<String>>,
    pub device_authorization_endpoint: Option<Spanned<String>>,
    pub response_types: Vec<Spanned<String>>,
    pub response_modes: Vec<Spanned<String>>,
    pub subject_types: Vec<Spanned<String>>,
    pub scopes: Vec<Spanned<String>>,
    pub claims: Vec<Spanned<String>>,
    pub acr_values: Vec<Spanned<String>>,
    pub grant_types: Vec<Spanned<String>>,
    pub id_token_algs: Vec<Spanned<String>>,
    pub id_token_encryption_algs: Vec<Spanned<String>>,
    pub userinfo_algs: Vec<Spanned<String>>,
    pub request_object_algs: Vec<Spanned<String>>,
    pub dpop_algs: Vec<Spanned<String>>,
    pub token_auth_algs: Vec<Spanned<String>>,
    pub token_auth_methods: Vec<Spanned<String>>,
    pub code_challenge_methods: Vec<Spanned<String>>,
    pub iss_parameter_supported: Option<Spanned<bool>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// Whether an object looks like provider metadata.
pub(super) fn looks_like(object: &Object) -> bool {
    let endpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported"];
    object.has("issuer") && endpoints.iter().any(|name| object.has(name))
}

/// Reads provider metadata.
pub(super) fn read(object: Object) -> Discovery {
    let mut fields = Fields::of(&object);
    Discovery {
        at: object.at,
        issuer: fields.text("issuer"),
        authorization_endpoint: fields.text("authorization_endpoint"),
        token_endpoint: fields.text("token_endpoint"),
        userinfo_endpoint: fields.text("userinfo_endpoint"),
        jwks_uri: fields.text("jwks_uri"),
        end_session_endpoint: fields.text("end_session_endpoint"),
        introspection_endpoint: fields.text("introspection_endpoint"),
        revocation_endpoint: fields.text("revocation_endpoint"),
        registration_endpoint: fields.text("registration_endpoint"),
        pushed_request_endpoint: fields.text("pushed_authorization_request_endpoint"),
        device_authorization_endpoint: fields.text("device_authorization_endpoint"),
        response_types: fields.texts("response_types_supported"),
        response_modes: fields.texts("response_modes_supported"),
        subject_types: fields.texts("subject_types_supported"),
        scopes: fields.texts("scopes_supported"),
        claims: fields.texts("claims_supported"),
        acr_values: fields.texts("acr_values_supported"),
        grant_types: fields.texts("grant_types_supported"),
        id_token_algs: fields.texts("id_token_signing_alg_values_supported"),
        id_token_encryption_algs: fields.texts("id_token_encryption_alg_values_supported"),
        userinfo_algs: fields.texts("userinfo_signing_alg_values_supported"),
        request_object_algs: fields.texts("request_object_signing_alg_values_supported"),
        dpop_algs: fields.texts("dpop_signing_alg_values_supported"),
        token_auth_algs: fields.texts("token_endpoint_auth_signing_alg_values_supported"),
        token_auth_methods: fields.texts("token_endpoint_auth_methods_supported"),
        code_challenge_methods: fields.texts("code_challenge_methods_supported"),
        iss_parameter_supported: fields.flag("authorization_response_iss_parameter_supported"),
        problems: fields.problems,
        object: object.clone(),
    }
}
