//! Certificates in a PKCS#7 bundle (RFC 2315; CMS, RFC 5652), as `.p7b` files and AD FS exports hold them.

use super::der;
use super::form::{Bid, Form};
use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "pkcs7",
    title: "Certificates in a PKCS#7 bundle",
    example: "-----BEGIN PKCS7-----\nMIID…\n-----END PKCS7-----",
    surest: 96,
    needs: b"",
    bid,
    open,
};

/// The object identifier of signed data, 1.2.840.113549.1.7.2, as DER writes it.
const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

fn bid(layer: &Layer) -> Option<Bid> {
    if is_bundle(&layer.bytes) { Bid::new(96, "signed data of PKCS#7") } else { None }
}

/// Whether a DER structure is such a bundle.
pub(super) fn is_bundle(bytes: &[u8]) -> bool {
    bytes.first() == Some(&0x30)
        && content(bytes, 0)
            .is_some_and(|inner| bytes.get(inner.start..).is_some_and(|b| b.starts_with(SIGNED_DATA)))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(layer) = case.layer(id) {
        let at = layer.span();
        add(case, at);
    }
    Vec::new()
}

/// Adds the certificates of a bundle as artefacts.
pub(super) fn add(case: &mut Case, at: Span) {
    let found = certificates(case.bytes(at)).unwrap_or_default();
    for range in found {
        let place = Span::new(at.layer, at.start + range.start as u32..at.start + range.end as u32);
        case.artefacts.push(Artefact { at: place, content: Content::Der });
    }
}

/// Where the content of the structure at `at` stands.
fn content(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let rest = bytes.get(at..)?;
    // Lengths are written the same way whatever the tag is.
    let mut header = rest.get(..rest.len().min(6))?.to_vec();
    *header.first_mut()? = 0x30;
    let whole = der::length(&header)?;
    let head = match header.get(1)? {
        0..=0x7f => 2,
        long => 2 + usize::from(long & 0x7f),
    };
    Some(at + head..(at + whole).min(bytes.len()))
}

/// The certificates: `[0]` behind the version, the algorithms and the content of the signed data.
fn certificates(bytes: &[u8]) -> Option<Vec<std::ops::Range<usize>>> {
    let outer = content(bytes, 0)?;
    let signed = content(bytes, outer.start + SIGNED_DATA.len())?;
    let inner = content(bytes, signed.start)?;
    let mut at = inner.start;
    while at < inner.end {
        let part = content(bytes, at)?;
        if bytes.get(at) == Some(&0xA0) {
            return Some(sequences(bytes, part));
        }
        at = part.end;
    }
    None
}

fn sequences(bytes: &[u8], within: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while at < within.end && found.len() < Limits::EXCERPTS {
        let Some(part) = content(bytes, at).filter(|part| part.end > at) else { break };
        found.push(at..part.end);
        at = part.end;
    }
    found
}
