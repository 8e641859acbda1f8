//! OpenID Connect messages in a person's words.

use crate::case::Case;
use crate::decode::Message;

use super::describe::{Described, RawWindow};

/// What it is.
pub(super) fn describe(_case: &Case, _message: &Message) -> Described {
    Described { kind: "oidc", title: String::new(), summary: String::new(), fields: Vec::new() }
}

/// The windows of time that it speaks of.
pub(super) fn windows(_message: &Message) -> Vec<RawWindow> {
    Vec::new()
}
