//! The answer of an introspection endpoint (RFC 7662, section 2.2).

use super::object::Fields;
use super::{Object, Problem};
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// What the provider says of a token that an API shows to it.
#[allow(missing_docs)] // the specification says what each holds
pub struct Introspection {
    /// All of it.
    pub at: Span,
    /// Every member.
    pub object: Object,
    /// Whether the token is good now.
    pub active: Option<Spanned<bool>>,
    pub iss: Option<Spanned<String>>,
    pub sub: Option<Spanned<String>>,
    pub aud: Vec<Spanned<String>>,
    pub client_id: Option<Spanned<String>>,
    pub username: Option<Spanned<String>>,
    pub scope: Option<Spanned<String>>,
    pub token_type: Option<Spanned<String>>,
    pub exp: Option<Spanned<Time>>,
    pub iat: Option<Spanned<Time>>,
    pub nbf: Option<Spanned<Time>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// Whether an object looks like the answer of an introspection endpoint.
pub(super) fn looks_like(object: &Object) -> bool {
    object.member("active").is_some_and(|active| matches!(active.value, super::Json::Bool(_)))
}

/// Reads the answer.
pub(super) fn read(object: Object) -> Introspection {
    let mut fields = Fields::of(&object);
    Introspection {
        at: object.at,
        active: fields.flag("active"),
        iss: fields.text("iss"),
        sub: fields.text("sub"),
        aud: fields.texts("aud"),
        client_id: fields.text("client_id"),
        username: fields.text("username"),
        scope: fields.text("scope"),
        token_type: fields.text("token_type"),
        exp: fields.time("exp"),
        iat: fields.time("iat"),
        nbf: fields.time("nbf"),
        problems: fields.problems,
        object: object.clone(),
    }
}
