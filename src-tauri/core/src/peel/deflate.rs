//! DEFLATE as the redirect binding uses it (RFC 1951; SAML Bindings, section 3.4.4.1), and its zlib and gzip wrappings.

use std::io::Read;

use super::form::{Bid, Form};
use crate::case::{Case, Layer, LayerKind};
use crate::limits::Limits;
use crate::span::{LayerId, Map};

/// The form.
pub static FORM: Form = Form {
    name: "deflate",
    title: "DEFLATE-compressed text",
    example: "fZFBT8MwDIX…",
    surest: 85,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if opens(&layer.bytes) { Bid::new(85, "it inflates to text") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let Some(out) = inflate(&layer.bytes, Limits::INFLATED_BYTES) else { return Vec::new() };
    if let Some((crack, says)) = out.crack() {
        case.crack(span, crack, says);
    }
    let map = Map::whole(out.bytes.len() as u32, 0..span.end);
    case.add_layer(LayerKind::Deflate, &name, span, out.bytes, map).into_iter().collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    None,
    Zlib,
    Gzip,
}

struct Inflated {
    bytes: Vec<u8>,
    wrapping: Wrapping,
    whole: bool,
    limited: bool,
}

impl Inflated {
    fn crack(&self) -> Option<(&'static str, String)> {
        if self.limited {
            let says = format!(
                "It inflates to more than {} bytes; the rest was left aside.",
                Limits::INFLATED_BYTES
            );
            return Some(("limit/inflated", says));
        }
        match (self.wrapping, self.whole) {
            (_, false) => Some(("deflate/cut", "The compressed text ends too early; it was cut.".to_owned())),
            (Wrapping::Zlib, _) => Some((
                "deflate/zlib",
                "It has a zlib header, which the redirect binding does not use.".to_owned(),
            )),
            (Wrapping::Gzip, _) => {
                Some(("deflate/gzip", "It is gzip, which the redirect binding does not use.".to_owned()))
            }
            (Wrapping::None, true) => None,
        }
    }
}

/// Inflates at most `limit` bytes; `None` where not even the first of them come out.
fn inflate(bytes: &[u8], limit: usize) -> Option<Inflated> {
    let wrapping = match bytes {
        [0x1f, 0x8b, ..] => Wrapping::Gzip,
        [first, second, ..]
            if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0 =>
        {
            Wrapping::Zlib
        }
        _ => Wrapping::None,
    };
    match wrapping {
        Wrapping::Gzip => take(flate2::read::GzDecoder::new(bytes), limit, wrapping),
        Wrapping::Zlib => take(flate2::read::ZlibDecoder::new(bytes), limit, wrapping),
        Wrapping::None => None,
    }
    .or_else(|| take(flate2::read::DeflateDecoder::new(bytes), limit, Wrapping::None))
}

fn take(from: impl Read, limit: usize, wrapping: Wrapping) -> Option<Inflated> {
    let mut bytes = Vec::new();
    let read = from.take(limit as u64 + 1).read_to_end(&mut bytes);
    let limited = bytes.len() > limit;
    bytes.truncate(limit);
    (bytes.len() >= 4).then_some(Inflated { bytes, wrapping, whole: read.is_ok(), limited })
}

/// So many bytes at the start that all are of text are nothing compressed.
const TEXT: usize = 32;

/// Whether bytes are text without control characters, as far as whole characters go.
fn is_text(bytes: &[u8]) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Err(cut) if cut.error_len().is_none() => {
            bytes.get(..cut.valid_up_to()).and_then(|text| std::str::from_utf8(text).ok())
        }
        text => text.ok(),
    };
    text.is_some_and(|text| !text.chars().any(|c| c.is_control() && !c.is_ascii_whitespace()))
}

/// Whether bytes inflate to markup or JSON: a cheap look at the first of them, strict enough that noise does not pass.
pub(super) fn opens(bytes: &[u8]) -> bool {
    if is_text(bytes.get(..TEXT.min(bytes.len())).unwrap_or_default()) {
        return false;
    }
    inflate(bytes, 64).is_some_and(|head| {
        let text = std::str::from_utf8(&head.bytes)
            .or_else(|e| std::str::from_utf8(head.bytes.get(..e.valid_up_to()).unwrap_or_default()));
        let text = text.unwrap_or_default();
        let printable =
            text.len() + 4 > head.bytes.len() && !text.chars().any(|c| c.is_control() && !c.is_whitespace());
        let wrapped = head.wrapping != Wrapping::None && text.len() >= 8;
        let marked = text.starts_with(['<', '{']) && text.len() >= 8;
        printable && (marked || wrapped)
    })
}
