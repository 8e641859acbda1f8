//! The JSON Schema of a playbook, for editors; made from the vocabulary.

use serde_json::{Value, json};

use super::vocabulary::{KEYS, Kind, is_listed};

/// The JSON Schema (draft 2020-12) of a playbook.
pub fn schema() -> Value {
    let mut root = section("What is expected of an integration's sign-ins");
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("SSOscope playbook");
    for key in KEYS {
        let (sections, name) = key.path.rsplit_once('.').unwrap_or(("", key.path));
        let mut value = value(key.kind);
        value["description"] = json!(key.holds);
        members(&mut root, sections)[name] = value;
    }
    root
}

fn section(description: &str) -> Value {
    json!({ "type": "object", "description": description, "additionalProperties": false, "properties": {} })
}

/// The members of a section, which is made where it is not there yet.
fn members<'s>(root: &'s mut Value, path: &str) -> &'s mut Value {
    let mut at = root;
    let mut walked = String::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        walked = if walked.is_empty() { part.to_owned() } else { format!("{walked}.{part}") };
        let listed = is_listed(&walked);
        let next = &mut at["properties"][part];
        if next.is_null() {
            let of_section = section(&format!("[{walked}]"));
            *next = if listed { json!({ "type": "array", "items": of_section }) } else { of_section };
        }
        at = if listed { &mut next["items"] } else { next };
    }
    &mut at["properties"]
}

fn value(kind: Kind) -> Value {
    let text = json!({ "type": "string" });
    match kind {
        Kind::Text | Kind::File => text,
        Kind::Texts | Kind::Files => json!({ "anyOf": [text, { "type": "array", "items": text }] }),
        Kind::OneOf(words) => json!({ "type": "string", "enum": words }),
        Kind::SomeOf(words) => {
            json!({ "anyOf": [{ "type": "string", "enum": words }, { "type": "array", "items": { "type": "string", "enum": words } }] })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Count => json!({ "type": "integer", "minimum": 0 }),
        Kind::Duration => {
            json!({ "anyOf": [{ "type": "string", "pattern": "^[0-9]+ *(s|m|min|h|d)?$" }, { "type": "integer", "minimum": 0 }] })
        }
        Kind::Instant => json!({ "type": "string" }),
        Kind::Pattern => json!({ "type": "string", "format": "regex" }),
    }
}
