//! XML copied out of a browser's view of it, with a banner above and signs to fold elements.

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "viewer",
    title: "XML copied out of a browser's view of it",
    example: "This XML file does not appear to have any style information associated with it.\n▼<samlp:Response …>\n  - <saml:Issuer>",
    surest: 94,
    needs: b"<",
    bid,
    open,
};

/// What browsers write above XML.
const BANNERS: &[&[u8]] =
    &[b"This XML file does not appear to have any style information", b"The document tree is shown below"];

/// What stands before an element that can be folded: Internet Explorer, Chrome, Firefox.
const FOLDS: &[&[u8]] =
    &[b"- <", b"+ <", b"-<", b"+<", "▼<".as_bytes(), "▶<".as_bytes(), "▾<".as_bytes(), "▸<".as_bytes()];

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii_start();
    let banner = BANNERS.iter().any(|banner| bytes.starts_with(banner));
    let candidate = matches!(bytes.first(), Some(b'<' | b'-' | b'+' | 0xE2));
    if banner || candidate && signs(&layer.bytes).nth(1).is_some() {
        Bid::new(94, "it has the marks of a browser's view of XML")
    } else {
        None
    }
}

/// Where signs to fold stand: at the starts of lines, before an element.
fn signs(bytes: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    lines.filter_map(|start| {
        let line = bytes.get(start..)?;
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = line.get(indent..)?;
        let sign = FOLDS.iter().find(|sign| rest.starts_with(sign))?;
        Some(start + indent..start + indent + sign.len() - 1)
    })
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let bytes = &layer.bytes;
    let banner = BANNERS.iter().any(|banner| bytes.trim_ascii_start().starts_with(banner));
    let start = if banner { memchr::memchr(b'<', bytes).unwrap_or(bytes.len()) } else { 0 };
    let (mut out, mut kept, mut first) = (Unwrapped::default(), start, banner.then_some(0..start));
    for sign in signs(bytes).filter(|sign| sign.end <= start || sign.start >= start) {
        if sign.start >= start {
            out.stretch(bytes, kept..sign.start, 0);
            kept = sign.end;
        }
        first.get_or_insert(sign);
    }
    out.stretch(bytes, kept..bytes.len(), 0);
    let says = "It was copied out of a browser's view of XML, with what the view puts around it; that was left aside. Such a view \
                also puts white space between elements, which breaks a signature."
        .to_owned();
    repaired(case, id, Repair { id: "viewer", says, at: first.unwrap_or(0..0), out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_before_elements() {
        let text = "<?xml version=\"1.0\" ?>\n- <a>\n  - <b>x - <i/></b>\n</a>";
        assert_eq!(signs(text.as_bytes()).collect::<Vec<_>>(), [23..25, 31..33]);
        assert_eq!(signs(b"- one\n- two <a>\n").count(), 0);
    }
}
