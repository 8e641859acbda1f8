//! Certificates in a person's words.

use crate::decode::x509::Certificate;

use super::describe::{Described, RawWindow};

/// What it is.
pub(super) fn describe(_certificate: &Certificate) -> Described {
    Described { kind: "certificate", title: String::new(), summary: String::new(), fields: Vec::new() }
}

/// The windows of time that it speaks of.
pub(super) fn windows(_certificate: &Certificate) -> Vec<RawWindow> {
    Vec::new()
}
