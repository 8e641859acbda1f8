//! Writes the little TOML that a case needs, in an order of its own.

/// A string.
pub(crate) fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A list of strings.
pub(crate) fn list(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|item| text(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A table of strings, its keys quoted because they hold dots; nothing where it is empty.
pub(crate) fn table(name: &str, entries: &[(&str, String)]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let lines: String =
        entries.iter().map(|(key, value)| format!("{} = {}\n", text(key), text(value))).collect();
    format!("\n[{name}]\n{lines}")
}
