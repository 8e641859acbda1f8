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
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii();
    let escaped = [&b"&lt;"[..], b"&#60;", b"&#x3c;", b"&#x3C;"].iter().any(|start| bytes.starts_with(start));
    if escaped { Bid::new(75, "starts with an escaped <") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    let out = unwrap(&layer.bytes, 0);
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
fn reference(bytes: &[u8]) -> Option<(char, usize)> {
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
