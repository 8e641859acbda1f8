//! A playbook that is being written: each line with where its value comes from, the doubtful ones commented out.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::expect::KEYS;

/// A playbook that is being written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    title: Vec<String>,
    lines: BTreeMap<String, Line>,
    listed: Vec<(&'static str, Vec<Entry>)>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    value: String,
    from: String,
    doubtful: bool,
}

/// A key of a listed section, with its value and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    key: &'static str,
    line: Line,
}

impl Entry {
    pub(super) fn new(key: &'static str, value: impl Into<String>, from: impl Into<String>) -> Self {
        Entry { key, line: Line { value: value.into(), from: from.into(), doubtful: false } }
    }

    /// Commented out, for a person to decide.
    pub(super) fn doubtful(mut self) -> Self {
        self.line.doubtful = true;
        self
    }
}

impl Draft {
    /// A draft whose first comment says what it is.
    pub(super) fn new(title: impl Into<String>) -> Self {
        Draft { title: vec![title.into()], ..Draft::default() }
    }

    /// Adds a line to the comment at its head.
    pub(super) fn remark(&mut self, says: impl Into<String>) {
        self.title.push(says.into());
    }

    /// Sets a value, which is TOML already, unless an earlier source said so.
    pub(super) fn put(&mut self, path: &str, value: impl Into<String>, from: impl Into<String>) {
        let line = Line { value: value.into(), from: from.into(), doubtful: false };
        self.lines.entry(path.to_owned()).or_insert(line);
    }

    /// The same for a text, where there is one.
    pub(super) fn put_text(&mut self, path: &str, value: Option<&str>, from: &str) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.put(path, quoted(value), from);
        }
    }

    /// The same for a list, where it is not empty.
    pub(super) fn put_list<T: AsRef<str>>(&mut self, path: &str, values: &[T], from: &str) {
        if !values.is_empty() {
            self.put(path, list(values), from);
        }
    }

    /// A value that a person has to decide about: it is written as a comment.
    pub(super) fn suggest(&mut self, path: &str, value: impl Into<String>, from: impl Into<String>) {
        let line = Line { value: value.into(), from: from.into(), doubtful: true };
        self.lines.entry(path.to_owned()).or_insert(line);
    }

    /// Adds a section that stands once for each thing.
    pub(super) fn list(&mut self, section: &'static str, entries: Vec<Entry>) {
        self.listed.push((section, entries));
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.listed.is_empty()
    }

    /// The playbook's text, in the order of the vocabulary.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.title {
            let _ = writeln!(out, "# {}", one_line(line));
        }
        out.push_str("schema = \"ssoscope-playbook/1\"\n");
        let mut section = "";
        for key in KEYS {
            let Some(line) = self.lines.get(key.path) else { continue };
            let (own, name) = key.path.rsplit_once('.').unwrap_or(("", key.path));
            if own != section {
                section = own;
                let _ = writeln!(out, "\n[{section}]");
            }
            write_line(&mut out, name, line);
        }
        for (section, entries) in &self.listed {
            let _ = writeln!(out, "\n[[{section}]]");
            entries.iter().for_each(|entry| write_line(&mut out, entry.key, &entry.line));
        }
        out
    }
}

fn write_line(out: &mut String, name: &str, line: &Line) {
    let lead = if line.doubtful { "# " } else { "" };
    let from = if line.from.is_empty() { String::new() } else { format!("  # {}", one_line(&line.from)) };
    let _ = writeln!(out, "{lead}{name} = {}{from}", line.value);
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text in TOML, on one line; where it has quotation marks or backslashes and nothing stands against it, as it is.
pub(super) fn quoted(text: &str) -> String {
    let plain = !text.contains('\'') && !text.chars().any(char::is_control);
    if plain && (text.contains('\\') || text.contains('"')) {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// A list of texts in TOML.
pub(super) fn list<T: AsRef<str>>(values: &[T]) -> String {
    let values: Vec<String> = values.iter().map(|value| quoted(value.as_ref())).collect();
    format!("[{}]", values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expect::Playbook;

    #[test]
    fn what_is_written_is_read() {
        let mut draft = Draft::new("A draft");
        draft.put("saml.sp.entity_id", quoted("https://a.example/\"'\\"), "metadata\nof two lines");
        draft.suggest("saml.sp.signed", "\"both\"", "seen once");
        draft.list(
            "saml.attribute",
            vec![Entry::new("name", quoted("mail"), ""), Entry::new("pattern", quoted("\\d+"), "x")],
        );
        let book = Playbook::read(&draft.text(), &[]).unwrap();
        assert_eq!(book.saml.sp.entity_id.as_deref(), Some("https://a.example/\"'\\"));
        assert_eq!(book.saml.sp.signed, None);
        assert_eq!(book.saml.attribute[0].pattern.as_deref(), Some("\\d+"));
    }
}
