//! Takes an observed value into a playbook's text, deliberately and one at a time; comments and order stay as they are.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::expect::{Fault, Kind, LISTED, Playbook, PlaybookError, key_named};

/// Sets a key of a playbook's text to a value; a list key takes it in beside what is there.
///
/// `key` is a path of the vocabulary; in a listed section the number of the entry stands in brackets, such as
/// `saml.attribute[1].pattern`, and a number past the last one adds an entry.
///
/// # Errors
/// A text that is no playbook, an unknown key, or a value that does not fit it.
pub fn accept_value(text: &str, key: &str, value: &str) -> Result<String, PlaybookError> {
    Playbook::read(text, &[])?;
    let fault = |says: String| PlaybookError::from(Fault { says, at: None });
    let bare: String = without_numbers(key);
    let kind = key_named(&bare).ok_or_else(|| fault(format!("there is no key “{key}”")))?.kind;
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| fault(error.to_string()))?;
    let (section, name) = key.rsplit_once('.').ok_or_else(|| fault(format!("“{key}” is in no section")))?;
    let table = section_of(document.as_table_mut(), section)
        .ok_or_else(|| fault(format!("there is no section {section}")))?;
    set(table, name, kind, value).ok_or_else(|| fault(format!("{key} can't be “{value}”")))?;
    let written = document.to_string();
    Playbook::read(&written, &[])?;
    Ok(written)
}

fn without_numbers(key: &str) -> String {
    let parts = key.split('.').map(|part| part.split('[').next().unwrap_or(part));
    parts.collect::<Vec<_>>().join(".")
}

/// The table of a section, made where it is not there.
fn section_of<'t>(root: &'t mut Table, section: &str) -> Option<&'t mut Table> {
    let mut at = root;
    let mut walked = String::new();
    for part in section.split('.') {
        let (name, number) = match part.split_once('[') {
            Some((name, number)) => (name, number.trim_end_matches(']').parse::<usize>().ok()),
            None => (part, None),
        };
        walked = if walked.is_empty() { name.to_owned() } else { format!("{walked}.{name}") };
        at = match LISTED.contains(&walked.as_str()) {
            true => entry(at, name, number?)?,
            false => {
                let made = Item::Table(implicit());
                at.entry(name).or_insert(made).as_table_mut()?
            }
        };
    }
    at.set_implicit(false);
    Some(at)
}

/// A table that is written only where something stands in it.
fn implicit() -> Table {
    let mut table = Table::new();
    table.set_implicit(true);
    table
}

fn entry<'t>(table: &'t mut Table, name: &str, number: usize) -> Option<&'t mut Table> {
    let made = Item::ArrayOfTables(ArrayOfTables::new());
    let list = table.entry(name).or_insert(made).as_array_of_tables_mut()?;
    if number >= list.len() {
        list.push(Table::new());
    }
    let last = list.len() - 1;
    list.get_mut(number.min(last))
}

fn set(table: &mut Table, name: &str, kind: Kind, value: &str) -> Option<()> {
    let new = match kind {
        Kind::Flag => Value::from(value.parse::<bool>().ok()?),
        Kind::Count => Value::from(value.parse::<i64>().ok()?),
        Kind::Texts | Kind::Files | Kind::SomeOf(_) => return add(table, name, value),
        _ => Value::from(value),
    };
    match table.get_mut(name).and_then(Item::as_value_mut) {
        // The comment behind the old value stays.
        Some(old) => {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(name, Item::Value(new));
        }
    }
    Some(())
}

fn add(table: &mut Table, name: &str, value: &str) -> Option<()> {
    let item = table.entry(name).or_insert_with(|| Item::Value(Value::Array(Array::new())));
    if let Some(single) = item.as_str().map(str::to_owned) {
        *item = Item::Value(Value::Array(Array::from_iter([single])));
    }
    let list = item.as_array_mut()?;
    if !list.iter().any(|own| own.as_str() == Some(value)) {
        list.push(value);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "# ours\nschema = \"ssoscope-playbook/1\"\n\n[saml.sp]\nentity_id = \"old\" # why\nacs = \"https://a\"\n\n[[saml.attribute]]\nname = \"mail\"\n";

    #[test]
    fn a_value_is_taken_in_and_comments_stay() {
        let text = accept_value(BOOK, "saml.sp.entity_id", "new").unwrap();
        assert!(text.starts_with("# ours\n") && text.contains("entity_id = \"new\" # why"), "{text}");
        let text = accept_value(&text, "saml.sp.acs", "https://b").unwrap();
        assert_eq!(Playbook::read(&text, &[]).unwrap().saml.sp.acs, ["https://a", "https://b"]);
        assert_eq!(accept_value(&text, "saml.sp.acs", "https://b").unwrap(), text);
    }

    #[test]
    fn sections_and_entries_are_made() {
        let text = accept_value(BOOK, "oidc.rp.client_id", "app").unwrap();
        assert_eq!(Playbook::read(&text, &[]).unwrap().oidc.rp.client_id.as_deref(), Some("app"));
        let text = accept_value(&text, "saml.attribute[0].pattern", "\\S+@a").unwrap();
        let text = accept_value(&text, "saml.attribute[1].name", "role").unwrap();
        let text = accept_value(&text, "saml.attribute[1].many", "true").unwrap();
        let book = Playbook::read(&text, &[]).unwrap();
        assert_eq!(book.saml.attribute.len(), 2);
        assert_eq!(book.saml.attribute[0].pattern.as_deref(), Some("\\S+@a"));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(accept_value(BOOK, "saml.sp.nothing", "x").is_err());
        assert!(accept_value(BOOK, "saml.sp.encrypted", "perhaps").is_err());
        assert!(accept_value(BOOK, "saml.sp.skew", "soon").is_err());
    }
}
