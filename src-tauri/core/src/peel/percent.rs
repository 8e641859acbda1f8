//! Percent-encoding (RFC 3986, section 2.1).

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "percent",
    title: "Percent-encoded text",
    example: "PHNhbWxwOlJlc3BvbnNl%2B%3D",
    surest: 45,
    needs: b"%",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if is_word(layer.bytes.trim_ascii()) { Bid::new(45, "one word with % escapes") } else { None }
}

/// Whether a text is one word with % escapes.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    let escaped = memchr::memchr_iter(b'%', bytes).any(|at| escape(bytes, at).is_some());
    let markup = || {
        bytes
            .first()
            .is_some_and(|byte| matches!(byte, b'<' | b'{' | b'[' | b'"' | b'\'' | b'`' | b'(' | b'|'))
    };
    escaped && !markup() && !bytes.iter().any(u8::is_ascii_whitespace)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let unwrapped = unwrap(&layer.bytes, 0, false);
    case.add_layer(LayerKind::Percent, &name, span, unwrapped.bytes, unwrapped.map).into_iter().collect()
}

/// Takes percent-encoding off, leaving what is not an escape as it stands.
pub(crate) fn decoded(bytes: &[u8]) -> Vec<u8> {
    unwrap(bytes, 0, false).bytes
}

/// The same with `+` read as a space, as forms write it.
pub(crate) fn form_decoded(bytes: &[u8]) -> Vec<u8> {
    unwrap(bytes, 0, true).bytes
}

/// Takes percent-encoding off `bytes`, which start at `beneath`; a form also writes a space as `+`.
pub(super) fn unwrap(bytes: &[u8], beneath: usize, plus_is_space: bool) -> Unwrapped {
    let mut out = Unwrapped::with_room(bytes.len());
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        copy(&mut out, rest.get(..plain).unwrap_or_default(), beneath + at, plus_is_space);
        at += plain;
        match escape(bytes, at) {
            Some(escaped) => {
                out.unit(&[escaped], beneath + at, 3);
                at += 3;
            }
            None => {
                out.copied_all(bytes.get(at..at + 1).unwrap_or_default(), beneath + at);
                at += 1;
            }
        }
    }
    out
}

fn copy(out: &mut Unwrapped, bytes: &[u8], beneath: usize, plus_is_space: bool) {
    let start = out.bytes.len();
    out.copied_all(bytes, beneath);
    if plus_is_space {
        let copied = out.bytes.get_mut(start..).unwrap_or_default();
        copied.iter_mut().filter(|byte| **byte == b'+').for_each(|byte| *byte = b' ');
    }
}

/// The byte that an escape at `at` stands for.
pub(super) fn escape(bytes: &[u8], at: usize) -> Option<u8> {
    let [b'%', high, low] = bytes.get(at..at + 3)? else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    Some((digit(*high)? * 16 + digit(*low)?) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_escape_stays() {
        assert_eq!(decoded(b"a%2Bb%3d%zz%2"), b"a+b=%zz%2");
        let form = unwrap(b"a+b%20c", 10, true);
        assert_eq!(form.bytes, b"a b c");
        assert_eq!(form.map.trace(3..4), Some(13..16));
    }
}
