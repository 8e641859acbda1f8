//! Quoted-printable (RFC 2045, section 6.7), as mail carries text: `=3D` for `=`, and `=` at the end of a soft line.

use super::{Repair, repaired};
use crate::case::{Case, Layer, LayerKind};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "quoted_printable",
    title: "Text of a mail in quoted-printable",
    example: "SAMLResponse=3DPHNhbWxwOlJlc3Bv=\nbnNlIElEPSJfMSI+",
    surest: 91,
    needs: b"=",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if is_encoded(&layer.bytes) { Bid::new(91, "=3D and soft line ends") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let at = first(&layer.bytes).map_or(0..0, |at| at..at + 1);
    let out = unwrap(&layer.bytes, 0);
    let says = "It is quoted-printable, as mail carries text: =3D and = at the ends of lines were taken off."
        .to_owned();
    let added = repaired(case, id, Repair { id: "quoted-printable", says, at, out });
    for id in &added {
        if let Some(layer) = case.layer_mut(*id) {
            layer.kind = LayerKind::QuotedPrintable;
        }
    }
    added
}

/// The same of a stretch of a mail.
pub(super) fn open_stretch(case: &mut Case, from: Span, name: &str) -> Option<LayerId> {
    let out = unwrap(case.bytes(from), from.start as usize);
    case.add_layer(LayerKind::QuotedPrintable, name, from, out.bytes, out.map)
}

/// Longest line of quoted-printable (RFC 2045, section 6.7, rule 5), its line end left aside.
const LINE: usize = 76;

/// Whether a text shows quoted-printable that nothing else explains: every `=` in it is one of its own.
fn is_encoded(bytes: &[u8]) -> bool {
    let soft = soft_ends(bytes).take(2).count();
    let escaped = || {
        let mut escapes = memchr::memmem::find_iter(bytes, b"=3D").take(50);
        escapes.any(|at| soft == 1 || starts_value(bytes, at + 3) || pads(bytes, at))
    };
    (soft >= 2 || escaped()) && memchr::memchr_iter(b'=', bytes).all(|at| unit(bytes, at).is_some())
}

/// Places of `=` that end a line of a fitting length, and that a further line follows.
fn soft_ends(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    memchr::memchr_iter(b'=', bytes).filter(|at| {
        let behind = bytes.get(at + 1..).unwrap_or_default();
        let follows =
            matches!(behind, [b'\n', next, ..] | [b'\r', b'\n', next, ..] if !next.is_ascii_whitespace());
        follows && {
            let before = bytes.get(..*at).unwrap_or_default();
            let line = before.len() - memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
            (LINE / 2..=LINE).contains(&line)
        }
    })
}

/// Whether what follows an encoded `=` starts like a value of a sign-in, or an attribute's quote.
fn starts_value(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    [&b"PHN"[..], b"PD9", b"eyJ", b"\"", b"http"].iter().any(|start| rest.starts_with(start))
}

/// Whether an encoded `=` ends base64, with a whole line of it before: nothing else has `3D` behind its padding.
fn pads(bytes: &[u8], at: usize) -> bool {
    let behind = bytes.get(at + 3..).unwrap_or_default();
    let behind = behind.strip_prefix(b"=3D").unwrap_or(behind);
    let ends = behind.first().is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
    let before = bytes.get(..at).unwrap_or_default().iter().rev();
    ends && before.take(16).filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count()
        == 16
}

fn first(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, b"=3D").into_iter().chain(soft_ends(bytes).next()).min()
}

/// Takes quoted-printable off `bytes`, which start at `beneath`; what is none stays as it stands.
pub(super) fn unwrap(bytes: &[u8], beneath: usize) -> Unwrapped {
    let (mut out, mut kept) = (Unwrapped::default(), 0);
    for at in memchr::memchr_iter(b'=', bytes) {
        let Some((byte, len)) = unit(bytes, at) else { continue };
        if at < kept {
            continue;
        }
        out.stretch(bytes, kept..at, beneath);
        if let Some(byte) = byte {
            out.unit(&[byte], beneath + at, len);
        }
        kept = at + len;
    }
    out.stretch(bytes, kept..bytes.len(), beneath);
    out
}

/// What an `=` at `at` starts: an escaped byte or a soft line end, and how long it is.
fn unit(bytes: &[u8], at: usize) -> Option<(Option<u8>, usize)> {
    match bytes.get(at..)? {
        [_, b'\r', b'\n', ..] => Some((None, 3)),
        [_, b'\n', ..] => Some((None, 2)),
        [_, high, low, ..] => Some((Some(digit(*high)? * 16 + digit(*low)?), 3)),
        [_] => Some((None, 1)),
        _ => None,
    }
}

fn digit(byte: u8) -> Option<u8> {
    let lower = byte.is_ascii_lowercase();
    char::from(byte).to_digit(16).filter(|_| !lower).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_soft_ends() {
        assert_eq!(unwrap(b"a=3Db=\r\nc=\nd=C3=AB= x=zz", 0).bytes, "a=bcdë= x=zz".as_bytes());
        assert_eq!(unwrap(b"a=3Db", 10).map.trace(1..2), Some(11..14));
    }

    #[test]
    fn padding_at_the_end_of_base64_is_none() {
        let line = "A".repeat(75);
        assert!(is_encoded(format!("{line}=\n{line}=\nAA").as_bytes()));
        assert!(!is_encoded(format!("{line}=\nThanks").as_bytes()));
        assert!(is_encoded(b"SAMLResponse=3DPHNhbWxw"));
        assert!(!is_encoded(b"https://a/?x=3D"));
    }
}
