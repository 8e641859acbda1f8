//! Values of expressions, and how one kind becomes another (XPath 1.0 §4).

use crate::tree::{AxisNode, Document};

/// What an expression comes to. Nodes are in document order, each once.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nodes(Vec<AxisNode>),
    Boolean(bool),
    Number(f64),
    Text(String),
}

impl Value {
    pub(super) fn boolean(&self) -> bool {
        match self {
            Value::Nodes(nodes) => !nodes.is_empty(),
            Value::Boolean(value) => *value,
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Text(text) => !text.is_empty(),
        }
    }

    pub(super) fn number(&self, document: &Document) -> f64 {
        match self {
            Value::Boolean(value) => f64::from(u8::from(*value)),
            Value::Number(number) => *number,
            Value::Nodes(_) | Value::Text(_) => number_of(&self.text(document)),
        }
    }

    pub(super) fn text(&self, document: &Document) -> String {
        match self {
            Value::Nodes(nodes) => nodes.first().map(|node| document.string_value(*node)).unwrap_or_default(),
            Value::Boolean(value) => value.to_string(),
            Value::Number(number) => text_of(*number),
            Value::Text(text) => text.clone(),
        }
    }
}

/// The number that a text writes; not a number where it writes none (§4.4).
pub(super) fn number_of(text: &str) -> f64 {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b != b'.');
    if plain { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// A number as text (§4.2).
fn text_of(number: f64) -> String {
    match number {
        number if number.is_nan() => "NaN".to_owned(),
        number if number.is_infinite() => if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned(),
        0.0 => "0".to_owned(),
        number => number.to_string(),
    }
}
