//! An application as its provider knows it: a registration, or the provider's answer to one.

use super::object::Fields;
use super::{Object, Problem};
use crate::decode::Spanned;
use crate::span::Span;

/// An application as its provider knows it (OpenID Connect Dynamic Client Registration 1.0, sections 2 and 3.2; RFC 7591,
/// section 3.2.1). Its secret is not kept.
#[allow(missing_docs)] // the specification says what each holds
pub struct Registration {
    /// All of it.
    pub at: Span,
    pub client_id: Option<Spanned<String>>,
    pub client_name: Option<Spanned<String>>,
    /// Where a client secret stands.
    pub client_secret: Option<Span>,
    /// When the secret ends, in seconds since 1970; 0 for never.
    pub client_secret_expires_at: Option<Spanned<i64>>,
    pub redirect_uris: Vec<Spanned<String>>,
    pub post_logout_redirect_uris: Vec<Spanned<String>>,
    pub response_types: Vec<Spanned<String>>,
    pub grant_types: Vec<Spanned<String>>,
    pub application_type: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub token_auth_method: Option<Spanned<String>>,
    pub id_token_alg: Option<Spanned<String>>,
    pub id_token_encryption_alg: Option<Spanned<String>>,
    pub userinfo_alg: Option<Spanned<String>>,
    pub default_max_age: Option<Spanned<i64>>,
    pub jwks_uri: Option<Spanned<String>>,
    pub backchannel_logout_uri: Option<Spanned<String>>,
    pub frontchannel_logout_uri: Option<Spanned<String>>,
    pub dpop_bound: Option<Spanned<bool>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// Whether an object looks like a registration.
pub(super) fn looks_like(object: &Object) -> bool {
    object.has("redirect_uris") || object.has("client_id") && object.has("client_secret_expires_at")
}

/// Reads a registration.
pub(super) fn read(object: &Object) -> Registration {
    let mut fields = Fields::of(object);
    Registration {
        at: object.at,
        client_id: fields.text("client_id"),
        client_name: fields.text("client_name"),
        client_secret: object.member("client_secret").map(|secret| secret.at),
        client_secret_expires_at: fields.count("client_secret_expires_at"),
        redirect_uris: fields.texts("redirect_uris"),
        post_logout_redirect_uris: fields.texts("post_logout_redirect_uris"),
        response_types: fields.texts("response_types"),
        grant_types: fields.texts("grant_types"),
        application_type: fields.text("application_type"),
        scope: fields.text("scope"),
        token_auth_method: fields.text("token_endpoint_auth_method"),
        id_token_alg: fields.text("id_token_signed_response_alg"),
        id_token_encryption_alg: fields.text("id_token_encrypted_response_alg"),
        userinfo_alg: fields.text("userinfo_signed_response_alg"),
        default_max_age: fields.count("default_max_age"),
        jwks_uri: fields.text("jwks_uri"),
        backchannel_logout_uri: fields.text("backchannel_logout_uri"),
        frontchannel_logout_uri: fields.text("frontchannel_logout_uri"),
        dpop_bound: fields.flag("dpop_bound_access_tokens"),
        problems: fields.problems,
    }
}
