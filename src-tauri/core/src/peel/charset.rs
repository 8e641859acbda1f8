//! Text that is not UTF-8, or starts with a byte order mark.

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "charset",
    title: "Text in UTF-16 or Latin-1, or with a byte order mark",
    example: "\u{feff}<samlp:Response …>",
    surest: 99,
    needs: b"",
    bid,
    open,
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf8WithMark,
    Utf16 { big_endian: bool, mark: bool },
    Latin1,
}

fn bid(layer: &Layer) -> Option<Bid> {
    match recognise(&layer.bytes, || layer.is_text())? {
        Charset::Utf8WithMark => Bid::new(99, "a UTF-8 byte order mark"),
        Charset::Utf16 { mark: true, .. } => Bid::new(99, "a UTF-16 byte order mark"),
        Charset::Utf16 { .. } => Bid::new(90, "every other byte is zero"),
        Charset::Latin1 => Bid::new(20, "text that is not UTF-8"),
    }
}

/// A mark with nothing behind it marks nothing.
fn recognise(bytes: &[u8], is_utf8: impl FnOnce() -> bool) -> Option<Charset> {
    match bytes {
        [0xEF, 0xBB, 0xBF, _, ..] => Some(Charset::Utf8WithMark),
        [0xFF, 0xFE, _, ..] if bytes.len().is_multiple_of(2) => {
            Some(Charset::Utf16 { big_endian: false, mark: true })
        }
        [0xFE, 0xFF, _, ..] if bytes.len().is_multiple_of(2) => {
            Some(Charset::Utf16 { big_endian: true, mark: true })
        }
        _ => without_mark(bytes).or_else(|| {
            let is_latin1 = bytes.len() >= LEAST && !is_utf8() && is_texty(bytes) && mostly_ascii(bytes);
            is_latin1.then_some(Charset::Latin1)
        }),
    }
}

/// Bytes that show what they are, without a mark.
const LEAST: usize = 8;

/// UTF-16, by its zeros.
fn without_mark(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..64.min(bytes.len() & !1)).filter(|head| head.len() >= LEAST)?;
    let pairs = head.len() / 2;
    let zeros = |at: usize| head.chunks_exact(2).filter(|pair| pair.get(at) == Some(&0)).count();
    let zero = |at: usize| zeros(at) * 5 >= pairs * 4 && zeros(1 - at) * 10 <= pairs;
    if bytes.len().is_multiple_of(2) && zero(1) {
        return Some(Charset::Utf16 { big_endian: false, mark: false });
    }
    if bytes.len().is_multiple_of(2) && zero(0) {
        return Some(Charset::Utf16 { big_endian: true, mark: false });
    }
    None
}

fn is_texty(bytes: &[u8]) -> bool {
    !bytes.iter().any(|b| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r'))
}

fn mostly_ascii(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| !byte.is_ascii()).count() * 4 < bytes.len()
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let Some(charset) = recognise(&layer.bytes, || layer.is_text()) else { return Vec::new() };
    let (out, says) = match charset {
        Charset::Utf8WithMark => {
            (skip_mark(&layer.bytes), "It starts with a byte order mark, which was left aside.")
        }
        Charset::Utf16 { big_endian, mark } => {
            (utf16(&layer.bytes, big_endian, mark), "It is UTF-16, and was read as UTF-8.")
        }
        Charset::Latin1 => (latin1(&layer.bytes), "It is not UTF-8, and was read as Latin-1."),
    };
    case.crack(span, "charset", says.to_owned());
    case.add_layer(LayerKind::Charset, &name, span, out.bytes, out.map).into_iter().collect()
}

fn skip_mark(bytes: &[u8]) -> Unwrapped {
    let rest = bytes.get(3..).unwrap_or_default();
    Unwrapped { bytes: rest.to_vec(), map: crate::span::Map::copied(3, rest.len() as u32) }
}

fn utf16(bytes: &[u8], big_endian: bool, mark: bool) -> Unwrapped {
    let skip = if mark { 2 } else { 0 };
    let units = bytes.get(skip..).unwrap_or_default().chunks_exact(2).map(|pair| match pair {
        [a, b] if big_endian => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0,
    });
    let mut out = Unwrapped::default();
    let mut at = skip;
    for character in char::decode_utf16(units) {
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        let there = character.len_utf16() * 2;
        out.unit(character.encode_utf8(&mut [0; 4]).as_bytes(), at, there);
        at += there;
    }
    out
}

fn latin1(bytes: &[u8]) -> Unwrapped {
    let mut out = Unwrapped::default();
    for (at, byte) in bytes.iter().enumerate() {
        out.unit(char::from(*byte).encode_utf8(&mut [0; 4]).as_bytes(), at, 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "<Réponse>😀</Réponse>";
        for (mark, big_endian) in [(true, false), (false, true)] {
            let mut bytes = if mark { vec![0xFF, 0xFE] } else { Vec::new() };
            let units = "<samlp:R>".encode_utf16().chain(text.encode_utf16());
            bytes.extend(units.flat_map(|u| if big_endian { u.to_be_bytes() } else { u.to_le_bytes() }));
            assert!(recognise(&bytes, || false) == Some(Charset::Utf16 { big_endian, mark }));
            assert_eq!(utf16(&bytes, big_endian, mark).bytes, format!("<samlp:R>{text}").into_bytes());
        }
        for mark in [&b"\xff\xfe"[..], b"\xfe\xff", b"\xef\xbb\xbf"] {
            assert!(recognise(mark, || false).is_none(), "nothing stands behind the mark");
        }
        assert!(recognise("plain, café".as_bytes(), || true).is_none());
        assert!(recognise(b"plain, caf\xe9", || false) == Some(Charset::Latin1));
    }
}
