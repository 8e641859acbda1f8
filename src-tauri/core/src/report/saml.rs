//! SAML messages in a person's words.

use crate::case::Case;
use crate::decode::saml::SamlMessage;

use super::describe::{Described, RawWindow};

/// What it is.
pub(super) fn describe(_case: &Case, _message: &SamlMessage) -> Described {
    Described { kind: "saml", title: String::new(), summary: String::new(), fields: Vec::new() }
}

/// The windows of time that it speaks of.
pub(super) fn windows(_message: &SamlMessage) -> Vec<RawWindow> {
    Vec::new()
}
