//! Markup whose own markup characters were escaped: `&lt;samlp:Response …&gt;`.

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "character_references",
    title: "XML inside XML or HTML",
    example: "&lt;samlp:Response ID=&quot;_1&quot;&gt;",
    surest: 75,
    needs: b"&",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii();
    let escaped = STARTS.iter().any(|start| bytes.starts_with(start));
    if escaped {
        return Bid::new(75, "starts with an escaped <");
    }
    if is_escaped_blob(bytes) { Bid::new(74, "base64 or a token with character references") } else { None }
}

/// How a `<` is written as a reference, once or twice.
const STARTS: &[&[u8]] = &[b"&lt;", b"&#60;", b"&#x3c;", b"&#x3C;", b"&amp;lt;", b"&amp;#60;", b"&amp;#x3c;"];

/// Whether a text is base64, a token or a URL in which characters are written as references, as in the source of a page.
fn is_escaped_blob(bytes: &[u8]) -> bool {
    let mut at = 0;
    let mut references = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr(b'&', rest)) {
        let Some((_, len)) = bytes.get(at + next..).and_then(reference) else { return false };
        let between = bytes.get(at..at + next).unwrap_or_default();
        if !between.iter().all(is_blob_byte) {
            return false;
        }
        (at, references) = (at + next + len, references + 1);
    }
    references > 0 && bytes.get(at..).is_some_and(|rest| rest.iter().all(is_blob_byte))
}

fn is_blob_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'.' | b'=' | b'\n' | b'\r')
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let out = unwrap(&layer.bytes, 0);
    let says = "Characters in it are written as references, such as &lt; or &#x2b;, as in the source of a page; they were taken off.";
    case.crack(span, "character-references", says.to_owned());
    case.add_layer(LayerKind::CharacterReferences, &name, span, out.bytes, out.map).into_iter().collect()
}

/// Takes character references off `bytes`, which start at `beneath`; what is none stays as it stands.
pub(super) fn unwrap(bytes: &[u8], beneath: usize) -> Unwrapped {
    let mut out = Unwrapped::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match reference(bytes.get(at..).unwrap_or_default()) {
            Some((character, len)) => {
                out.unit(character.encode_utf8(&mut [0; 4]).as_bytes(), beneath + at, len);
                at += len;
            }
            None => {
                out.copied(byte, beneath + at);
                at += 1;
            }
        }
    }
    out
}

/// The character that a reference at the start of `bytes` stands for, and how long the reference is.
pub(crate) fn reference(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let end = bytes.iter().take(12).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(bytes.get(1..end)?).ok()?;
    let character = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => numeric(name)?,
    };
    Some((character, end + 1))
}

fn numeric(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    #[test]
    fn references_and_what_is_none() {
        let out = super::unwrap(b"&lt;a b=&#34;1&#x22;&gt; &co; &", 0);
        assert_eq!(out.bytes, b"<a b=\"1\"> &co; &");
        assert_eq!(out.map.trace(0..1), Some(0..4));
    }
}
