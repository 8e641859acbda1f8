//! A DER structure (X.690): a certificate or a key, in binary.

use super::form::{Bid, Form};
use super::pkcs7;
use crate::case::{Artefact, Case, Content, Layer};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "der",
    title: "A certificate in DER",
    example: "30 82 03 56 …",
    surest: 95,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let len = length(&layer.bytes)?;
    if len == layer.bytes.len() && len > 64 {
        Bid::new(95, "one DER sequence, exactly as long as it says")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).map(|layer| layer.span()) {
        add(case, at);
    }
    Vec::new()
}

/// Adds a DER structure as an artefact; a private key is known by its start, and never decoded.
pub(super) fn add(case: &mut Case, at: Span) {
    if pkcs7::is_bundle(case.bytes(at)) {
        return pkcs7::add(case, at);
    }
    let content = if is_private_key(case.bytes(at)) { Content::PrivateKey } else { Content::Der };
    case.artefacts.push(Artefact { at, content });
}

/// How long a DER sequence at the start of `bytes` says it is, header included.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0x30, short @ 0..=0x7f, ..] => Some(2 + usize::from(*short)),
        [0x30, 0x81, a, ..] => Some(3 + usize::from(*a)),
        [0x30, 0x82, a, b, ..] => Some(4 + usize::from(u16::from_be_bytes([*a, *b]))),
        [0x30, 0x83, a, b, c, ..] => Some(5 + u32::from_be_bytes([0, *a, *b, *c]) as usize),
        _ => None,
    }
}

/// PKCS#8, PKCS#1 and SEC1 start with a small version number; a certificate starts with a sequence.
fn is_private_key(bytes: &[u8]) -> bool {
    let header = match bytes {
        [0x30, 0x82, ..] => 4,
        [0x30, 0x81, ..] => 3,
        _ => 2,
    };
    matches!(bytes.get(header..header + 3), Some([0x02, 0x01, 0 | 1]))
}
