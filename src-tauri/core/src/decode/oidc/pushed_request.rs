//! The answer to a pushed authorization request (RFC 9126, section 2.2).

use super::object::Fields;
use super::{Object, Problem};
use crate::decode::Spanned;
use crate::span::Span;

/// The answer to a pushed authorization request: a name to send the browser with.
pub struct PushedRequest {
    /// All of it.
    pub at: Span,
    /// The name of the request, good for one use.
    pub request_uri: Option<Spanned<String>>,
    /// Seconds.
    pub expires_in: Option<Spanned<i64>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// Whether an object looks like the answer to a pushed request.
pub(super) fn looks_like(object: &Object) -> bool {
    object.has("request_uri") && object.has("expires_in")
}

/// Reads the answer.
pub(super) fn read(object: &Object) -> PushedRequest {
    let mut fields = Fields::of(object);
    PushedRequest {
        at: object.at,
        request_uri: fields.text("request_uri"),
        expires_in: fields.count("expires_in"),
        problems: fields.problems,
    }
}
