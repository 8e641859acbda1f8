//! An object as a language prints it for people: Python's `{'iss': 'https://…', 'ok': True}`, Ruby's `{"iss"=>"https://…"}`.

use super::beside;
use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Case, Layer, LayerKind};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "printed",
    title: "An object as Python or Ruby prints it",
    example: "{'iss': 'https://op.example', 'aud': 'app', 'email_verified': True}",
    surest: 81,
    needs: b"{}",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii();
    let whole = text.last() == Some(&b'}') && starts(text) && !beside::goes_on(layer);
    if whole { Bid::new(81, "starts and ends like an object that Python or Ruby prints") } else { None }
}

/// Whether a text starts like one: a name in single quotes, or one with `=>` behind it.
pub(super) fn starts(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else { return false };
    let name = |quote: u8| {
        let end = memchr::memchr(quote, rest.get(1..)?.get(..LONGEST_NAME.min(rest.len() - 1))?)? + 2;
        Some(rest.get(end..)?.trim_ascii_start())
    };
    match rest.first() {
        Some(b'\'') => name(b'\'').is_some_and(|after| after.starts_with(b":") || after.starts_with(b"=>")),
        Some(b'"') => name(b'"').is_some_and(|after| after.starts_with(b"=>")),
        Some(b':') => symbol(rest).is_some(),
        _ => false,
    }
}

/// Bytes of a name, at most.
const LONGEST_NAME: usize = 80;

/// How long a symbol of Ruby is that names a value: `:iss` before `=>`.
fn symbol(text: &[u8]) -> Option<usize> {
    let name = text.strip_prefix(b":")?;
    let len = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let named = len > 0 && name.get(len..)?.trim_ascii_start().starts_with(b"=>");
    named.then_some(len + 1)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let name = layer.name.clone();
    let Unwrapped { bytes, map } = as_json(&layer.bytes);
    let from = layer.span();
    case.add_layer(LayerKind::Repaired, &name, from, bytes, map).into_iter().collect()
}

/// What a language calls the three values that have names in JSON.
const VALUES: &[(&[u8], &[u8])] =
    &[(b"True", b"true"), (b"False", b"false"), (b"None", b"null"), (b"nil", b"null")];

/// The same object in JSON.
fn as_json(text: &[u8]) -> Unwrapped {
    let mut out = Unwrapped::with_room(text.len());
    let (mut at, mut quote) = (0, None);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (len, next) = match quote {
            Some(quote) => in_string(rest, at, quote, &mut out),
            None => outside(rest, at, &mut out),
        };
        quote = next;
        at += len;
    }
    out
}

/// One step inside a string: how many bytes it takes, and the quote that is open behind it.
fn in_string(rest: &[u8], at: usize, quote: u8, out: &mut Unwrapped) -> (usize, Option<u8>) {
    match rest {
        [b'\\', b'\'', ..] => out.unit(b"'", at, 2),
        [b'\\', _, ..] => out.copied_all(rest.get(..2).unwrap_or_default(), at),
        [first, ..] if *first == quote => {
            out.unit(b"\"", at, 1);
            return (1, None);
        }
        [b'"', ..] => out.unit(b"\\\"", at, 1),
        _ => out.copied_all(rest.get(..1).unwrap_or_default(), at),
    }
    (if rest.first() == Some(&b'\\') { 2 } else { 1 }, Some(quote))
}

/// One step between strings.
fn outside(rest: &[u8], at: usize, out: &mut Unwrapped) -> (usize, Option<u8>) {
    if let Some(&quote) = rest.first().filter(|byte| matches!(byte, b'\'' | b'"')) {
        out.unit(b"\"", at, 1);
        return (1, Some(quote));
    }
    if rest.starts_with(b"=>") {
        out.unit(b":", at, 2);
        return (2, None);
    }
    if let Some(len) = symbol(rest) {
        out.unit(b"\"", at, 1);
        out.copied_all(rest.get(1..len).unwrap_or_default(), at + 1);
        out.unit(b"\"", at + len - 1, 1);
        return (len, None);
    }
    if let Some((written, is)) = VALUES.iter().find(|(written, _)| rest.starts_with(written)) {
        out.unit(is, at, written.len());
        return (written.len(), None);
    }
    out.copied_all(rest.get(..1).unwrap_or_default(), at);
    (1, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_and_ruby_print_is_read_as_json() {
        let python =
            r#"{'iss': 'https://op.example', 'who': 'O\'Hara', 'ok': True, 'x': None, 'a': ["b\"c"]}"#;
        let json = r#"{"iss": "https://op.example", "who": "O'Hara", "ok": true, "x": null, "a": ["b\"c"]}"#;
        assert_eq!(FORM.opened(python).as_deref(), Some(json));
        let ruby = r#"{"iss"=>"https://op.example", :aud=>"app", "n"=>nil}"#;
        assert_eq!(
            FORM.opened(ruby).as_deref(),
            Some(r#"{"iss":"https://op.example", "aud":"app", "n":null}"#)
        );
        assert_eq!(FORM.opened(r#"{"iss":"https://op.example"}"#), None);
        assert_eq!(FORM.opened("{'quoted': but not closed"), None);
    }
}
