//! An artifact, which stands for a message that is fetched from its issuer (SAML Bindings, section 3.6.4).

use super::{Record, push};
use crate::case::Case;
use crate::decode::x509::hex;
use crate::decode::{Message, Spanned};
use crate::span::Span;

/// Bytes of an artifact of type 0x0004: type, endpoint index, SourceID, MessageHandle.
const LENGTH: u32 = 44;

/// Decodes the bytes of an artifact.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let part = |start: u32, end: u32| Span::new(at.layer, at.start + start..at.start + end);
    let shown = |at: Span| Spanned::new(hex(case.bytes(at)), at);
    let mut record = Record { kind: "saml-artifact", title: "A SAML artifact", fields: Vec::new() };
    if at.len() == LENGTH {
        record.tell("TypeCode", shown(part(0, 2)));
        record.tell("EndpointIndex", index(case, part(2, 4)));
        record.tell("SourceID", shown(part(4, 24)));
        record.tell("MessageHandle", shown(part(24, 44)));
    } else {
        // SAML 1.1: type 0x0001, with the SourceID behind the type (SAML 1.1 Bindings, section 3.1.1).
        record.tell("TypeCode", shown(part(0, 2)));
        record.tell("SourceID", shown(part(2, 22)));
        record.tell("AssertionHandle", shown(part(22, at.len())));
    }
    push(case, at, record, messages);
}

fn index(case: &Case, at: Span) -> Spanned<String> {
    let index = case.bytes(at).iter().fold(0_u32, |index, byte| index * 256 + u32::from(*byte));
    Spanned::new(index.to_string(), at)
}
