//! The parameters of a request as a browser's network panel lists them: a name, a colon, and the value beside or below it.

use std::ops::Range;

use super::{Copied, Piece, lines};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::parameters;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "form_panel",
    title: "Parameters as a browser's network panel lists them",
    example: "Form Data\nSAMLResponse: \nPHNhb…\nRelayState: \n/home",
    surest: 77,
    needs: b"",
    bid,
    open,
};

/// What a panel writes above the parameters.
const TITLES: &[&str] = &[
    "form data",
    "view source",
    "view parsed",
    "view decoded",
    "view url-encoded",
    "query string parameters",
    "payload",
    "request payload",
    "filter request parameters",
];

fn bid(layer: &Layer) -> Option<Bid> {
    let first = layer.bytes.trim_ascii_start().first()?;
    if first.is_ascii_alphabetic() && layer.holds.has_any(b":\t") && !parameters(&layer.bytes)?.is_empty() {
        Bid::new(77, "it lists parameters, a name and a value each")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let found = parameters(&layer.bytes).unwrap_or_default();
    let parameters =
        found.into_iter().map(|(name, value)| (name, Piece::plain(&layer.bytes, value))).collect();
    Copied { parameters, ..Copied::default() }.open(case, id)
}

/// The parameters that are opened; `None` where a line is neither a title, nor a name, nor a value.
fn parameters(bytes: &[u8]) -> Option<Vec<(String, Range<usize>)>> {
    let mut found = Vec::new();
    let mut waiting: Option<String> = None;
    for line in lines(bytes, 0).map(|line| trimmed(bytes, line)).filter(|line| !line.is_empty()) {
        if let Some(name) = waiting.take() {
            found.push((name, line));
            continue;
        }
        match named(bytes, line.clone()) {
            Some((name, value)) if value.is_empty() => waiting = Some(name),
            Some((name, value)) => found.push((name, value)),
            None if is_title(bytes, line) => {}
            None => return None,
        }
    }
    found.retain(|(name, value)| parameters::is_opened(name) && !value.is_empty());
    Some(found)
}

fn trimmed(bytes: &[u8], line: Range<usize>) -> Range<usize> {
    let text = bytes.get(line.clone()).unwrap_or_default();
    let lead = text.len() - text.trim_ascii_start().len();
    line.start + lead..line.start + lead + text.trim_ascii().len()
}

/// A parameter's name and where its value stands on the line.
fn named(bytes: &[u8], line: Range<usize>) -> Option<(String, Range<usize>)> {
    let text = bytes.get(line.clone())?;
    let end = text.iter().position(|byte| matches!(byte, b':' | b'\t'))?;
    let name = std::str::from_utf8(text.get(..end)?).ok()?.trim();
    let is_name = !name.is_empty()
        && name.len() < 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    let value = trimmed(bytes, line.start + end + 1..line.end);
    let quoted = bytes.get(value.clone())?.len() > 1
        && bytes.get(value.start) == Some(&b'"')
        && bytes.get(value.end - 1) == Some(&b'"');
    let value = if quoted { value.start + 1..value.end - 1 } else { value };
    is_name.then(|| (name.to_owned(), value))
}

fn is_title(bytes: &[u8], line: Range<usize>) -> bool {
    let text = String::from_utf8_lossy(bytes.get(line).unwrap_or_default()).to_ascii_lowercase();
    TITLES.iter().any(|title| text.starts_with(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beside_or_below() {
        let panel =
            b"Form Data\nview source\nview URL-encoded\nSAMLResponse: \nPHN\nRelayState: \n/reports\n";
        assert_eq!(
            parameters(panel).unwrap(),
            [("SAMLResponse".to_owned(), 54..57), ("RelayState".to_owned(), 71..79)]
        );
        assert_eq!(parameters(b"SAMLResponse\t\"PHN\"").unwrap(), [("SAMLResponse".to_owned(), 14..17)]);
        assert!(parameters(b"Hello,\nSAMLResponse: PHN").is_none());
    }
}
