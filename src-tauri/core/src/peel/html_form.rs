//! A page that posts a form by itself: `<input type="hidden" name="SAMLResponse" value="…">`.

use super::character_references::unwrap;
use super::form::{Bid, Form};
use crate::case::{Case, Layer, LayerKind};
use crate::limits::Limits;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "html_form",
    title: "A page that posts a form by itself",
    example: "<input type=\"hidden\" name=\"SAMLResponse\" value=\"PHNhb…&#x2b;\"/>",
    surest: 90,
    needs: b"<=",
    bid,
    open,
};

const NAMES: &[&str] = &[
    "SAMLResponse",
    "SAMLRequest",
    "wresult",
    "id_token",
    "access_token",
    "code",
    "state",
    "response",
    "RelayState",
];

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.trim_ascii_start();
    if head.first() != Some(&b'<') || memchr::memmem::find(head, b"<input").is_none() {
        return None;
    }
    if tells(head) { Bid::new(90, "it has an input field of a sign-in") } else { None }
}

/// Whether a page has a form that carries a message of a sign-in.
pub(super) fn tells(page: &[u8]) -> bool {
    let names =
        |input: &Input| input.name.starts_with("SAML") || input.name == "id_token" || input.name == "wresult";
    inputs(page).iter().any(|input| names(input) && !input.value.is_empty())
}

struct Input {
    name: String,
    value: std::ops::Range<usize>,
}

/// The input fields of a sign-in, in order.
fn inputs(bytes: &[u8]) -> Vec<Input> {
    let tags = memchr::memmem::find_iter(bytes, b"<input").take(Limits::EXCERPTS);
    tags.filter_map(|start| input(bytes, start)).collect()
}

fn input(bytes: &[u8], start: usize) -> Option<Input> {
    let name = attribute(bytes, start, b"name")?;
    let name = std::str::from_utf8(bytes.get(name)?).ok()?;
    let known = NAMES.contains(&name);
    let value = attribute(bytes, start, b"value")?;
    known.then(|| Input { name: name.to_owned(), value })
}

/// Where the value of an attribute stands, in the tag that starts at `start`.
pub(super) fn attribute(bytes: &[u8], start: usize, name: &[u8]) -> Option<std::ops::Range<usize>> {
    let mut at = start + 1;
    while at < bytes.len() {
        let rest = bytes.get(at..)?;
        let skipped = rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'='))?;
        let stop = *rest.get(skipped)?;
        if matches!(stop, b'<' | b'>') {
            return None;
        }
        if stop != b'=' {
            at = past_quoted(bytes, at + skipped)?;
            continue;
        }
        let named = rest.get(..skipped)?.trim_ascii_end().to_ascii_lowercase();
        let value = quoted(bytes, at + skipped + 1)?;
        if is_named(&named, name) {
            return Some(value);
        }
        at = value.end + 1;
    }
    None
}

/// Whether the text before an equals sign ends in the attribute's name, with white space before it.
fn is_named(before: &[u8], name: &[u8]) -> bool {
    before.strip_suffix(name).and_then(<[u8]>::last).is_some_and(u8::is_ascii_whitespace)
}

fn past_quoted(bytes: &[u8], at: usize) -> Option<usize> {
    quoted(bytes, at).map(|value| value.end + 1)
}

/// The text between quotes that start at or after `at`, white space skipped.
fn quoted(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let lead = bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let start = at + lead;
    let quote = *bytes.get(start).filter(|byte| matches!(byte, b'"' | b'\''))?;
    let len = memchr::memchr(quote, bytes.get(start + 1..)?)?;
    Some(start + 1..start + 1 + len)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let found: Vec<_> = inputs(&layer.bytes)
        .into_iter()
        .filter_map(|input| Some((unwrap(layer.bytes.get(input.value.clone())?, input.value.start), input)))
        .collect();
    found
        .into_iter()
        .filter_map(|(out, input)| {
            let from = Span::new(id, input.value.start as u32..input.value.end as u32);
            let added = case.add_layer(LayerKind::Parameter, &input.name, from, out.bytes, out.map)?;
            case.layer_mut(added)?.travel.parameter = Some(input.name);
            Some(added)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn fields_in_either_order_of_attributes() {
        let page = br#"<html><form><input type="hidden" data-name="x" value='a&#x2b;b' name = "SAMLResponse"/><input name="csrf" value="1"></form>"#;
        let found = super::inputs(page);
        assert_eq!(found.len(), 1);
        assert_eq!(&page[found[0].value.clone()], b"a&#x2b;b");
    }
}
