//! The fingerprint of a certificate as consoles show it: SHA-1 or SHA-256 in hexadecimal, with or without colons.

use super::{Record, push};
use crate::case::Case;
use crate::decode::{Message, Spanned};
use crate::span::Span;

/// Decodes a fingerprint: what stands before its first hexadecimal digit is left aside.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let digits: String = case
        .bytes(at)
        .iter()
        .filter(|byte| byte.is_ascii_hexdigit())
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let name = if digits.len() == 40 { "SHA-1" } else { "SHA-256" };
    let mut record = Record {
        kind: "certificate-fingerprint",
        title: "The fingerprint of a certificate",
        fields: Vec::new(),
    };
    record.tell(name, Spanned::new(digits, at));
    push(case, at, record, messages);
}
