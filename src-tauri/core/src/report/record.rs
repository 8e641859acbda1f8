//! What tells of a sign-in without being a message of it, in a person's words.

use super::describe::Described;
use super::shape::FieldShape;
use crate::decode::record::{Record, Told};
use crate::limits::Limits;

/// What it is, and what it tells.
pub(super) fn describe(record: &Record) -> Described {
    Described {
        kind: record.kind,
        title: record.title.to_owned(),
        summary: summary(record),
        fields: record.fields.iter().map(field).collect(),
    }
}

/// The names that make up one line, as far as they are told.
const TOLD: &[&str] =
    &["Error code", "Error", "Event", "User", "Application", "Issuer", "Certificate", "wtrealm", "Date"];

fn summary(record: &Record) -> String {
    let named = TOLD
        .iter()
        .filter_map(|name| record.first(name).map(|value| format!("{name} {}", cut(&value.value))));
    let told: Vec<String> = named.take(3).collect();
    if told.is_empty() {
        "It was recognised; its fields are below.".to_owned()
    } else {
        format!("{}.", told.join(", "))
    }
}

fn field(told: &Told) -> FieldShape {
    FieldShape { name: told.name.clone(), value: cut(&told.value.value), at: Some(told.value.at) }
}

fn cut(value: &str) -> String {
    let kept: String = value.chars().take(Limits::QUOTED_BYTES).collect();
    if kept.len() < value.len() { format!("{kept}…") } else { kept }
}
