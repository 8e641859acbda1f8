//! Sign-ins on another device: a code that the person types (RFC 8628), or a message to their telephone (CIBA).

use super::object::Fields;
use super::{Object, Problem};
use crate::decode::Spanned;
use crate::span::Span;

/// The answer that starts a sign-in on another device (RFC 8628, section 3.2; CIBA Core 1.0, section 7.3).
///
/// The codes that the application polls with are not kept.
#[allow(missing_docs)] // the specification says what each holds
pub struct DeviceAuthorization {
    /// All of it.
    pub at: Span,
    /// Which of the two it is.
    pub kind: DeviceKind,
    /// Where the code stands that the application polls with.
    pub polled_with: Option<Span>,
    pub user_code: Option<Spanned<String>>,
    pub verification_uri: Option<Spanned<String>>,
    /// Seconds.
    pub expires_in: Option<Spanned<i64>>,
    /// Seconds between two questions.
    pub interval: Option<Spanned<i64>>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// How the person signs in elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// They type a code (RFC 8628).
    UserCode,
    /// Their telephone asks them (CIBA).
    BackChannel,
}

/// Whether an object looks like such an answer.
pub(super) fn looks_like(object: &Object) -> bool {
    object.has("device_code") && object.has("user_code") || object.has("auth_req_id")
}

/// Reads the answer.
pub(super) fn read(object: &Object) -> DeviceAuthorization {
    let mut fields = Fields::of(object);
    let kind = if object.has("auth_req_id") { DeviceKind::BackChannel } else { DeviceKind::UserCode };
    let secret = object.member("auth_req_id").or_else(|| object.member("device_code"));
    DeviceAuthorization {
        at: object.at,
        kind,
        polled_with: secret.map(|secret| secret.at),
        user_code: fields.text("user_code"),
        verification_uri: fields.text("verification_uri"),
        expires_in: fields.count("expires_in"),
        interval: fields.count("interval"),
        problems: fields.problems,
    }
}
