//! JSON written as common writers lay it out: to find the text that somebody read and wrote anew.

use std::fmt::Write;

use super::{Kind, Member, Value};

/// A way to write JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Who writes like this, such as "Python's json module".
    pub name: &'static str,
    layout: Layout,
    escapes: Escapes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// No white space.
    Compact,
    /// A space behind each comma and colon.
    Spaced,
    /// One member a line: what it is indented with, and how lines end.
    Lines { indent: &'static str, end: &'static str },
}

/// What is escaped beyond what JSON demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Escapes {
    slash: bool,
    /// Characters beyond ASCII.
    wide: bool,
    /// Characters that matter to HTML.
    html: &'static [char],
    upper: bool,
}

const NONE: Escapes = Escapes { slash: false, wide: false, html: &[], upper: false };
const WIDE: Escapes = Escapes { wide: true, ..NONE };
const SLASH: Escapes = Escapes { slash: true, ..NONE };
const BOTH: Escapes = Escapes { slash: true, wide: true, ..NONE };
const GO: Escapes = Escapes { html: &['<', '>', '&'], ..NONE };
const NET: Escapes = Escapes { wide: true, html: &['<', '>', '&', '\'', '+', '`', '"'], upper: true, ..NONE };

const fn writer(name: &'static str, layout: Layout, escapes: Escapes) -> Writer {
    Writer { name, layout, escapes }
}

const fn lines(indent: &'static str, end: &'static str) -> Layout {
    Layout::Lines { indent, end }
}

impl Writer {
    /// Writers that are met, the commonest first.
    pub const ALL: [Writer; 13] = [
        writer("without white space", Layout::Compact, NONE),
        writer("as Python's json module writes it", Layout::Spaced, WIDE),
        writer("without white space, in ASCII", Layout::Compact, WIDE),
        writer("as PHP writes it", Layout::Compact, BOTH),
        writer("without white space, its slashes escaped", Layout::Compact, SLASH),
        writer("as Go writes it", Layout::Compact, GO),
        writer("as .NET writes it", Layout::Compact, NET),
        writer("with a space behind each comma and colon", Layout::Spaced, NONE),
        writer("indented by two spaces", lines("  ", "\n"), NONE),
        writer("indented by four spaces", lines("    ", "\n"), NONE),
        writer("indented by tabs", lines("\t", "\n"), NONE),
        writer("indented by two spaces, with Windows' line ends", lines("  ", "\r\n"), NONE),
        writer("indented by four spaces, with Windows' line ends", lines("    ", "\r\n"), NONE),
    ];

    /// The value in this layout; the members as they stand, or by their names.
    pub fn write(&self, value: &Value, sorted: bool) -> String {
        let mut text = String::new();
        self.value(value, sorted, 0, &mut text);
        text
    }

    fn value(&self, value: &Value, sorted: bool, depth: usize, text: &mut String) {
        match &value.kind {
            Kind::Null => text.push_str("null"),
            Kind::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
            Kind::Number(lexical) => text.push_str(lexical),
            Kind::String(string) => self.string(&string.value, text),
            Kind::Array(items) => self.enclosed(['[', ']'], items.len(), depth, text, |at, text| {
                items.get(at).into_iter().for_each(|item| self.value(item, sorted, depth + 1, text));
            }),
            Kind::Object(members) => {
                let mut members: Vec<&Member> = members.iter().collect();
                if sorted {
                    members.sort_by(|one, other| one.name.value.cmp(&other.name.value));
                }
                self.enclosed(['{', '}'], members.len(), depth, text, |at, text| {
                    if let Some(member) = members.get(at) {
                        self.string(&member.name.value, text);
                        text.push_str(if self.layout == Layout::Compact { ":" } else { ": " });
                        self.value(&member.value, sorted, depth + 1, text);
                    }
                });
            }
        }
    }

    fn enclosed(
        &self,
        [open, close]: [char; 2],
        count: usize,
        depth: usize,
        text: &mut String,
        item: impl Fn(usize, &mut String),
    ) {
        text.push(open);
        for at in 0..count {
            if at > 0 {
                text.push_str(if self.layout == Layout::Spaced { ", " } else { "," });
            }
            self.line(depth + 1, text);
            item(at, text);
        }
        if count > 0 {
            self.line(depth, text);
        }
        text.push(close);
    }

    fn line(&self, depth: usize, text: &mut String) {
        if let Layout::Lines { indent, end } = self.layout {
            text.push_str(end);
            (0..depth).for_each(|_| text.push_str(indent));
        }
    }

    fn string(&self, string: &str, text: &mut String) {
        text.push('"');
        string.chars().for_each(|c| self.character(c, text));
        text.push('"');
    }

    fn character(&self, c: char, text: &mut String) {
        let Escapes { slash, wide, html, .. } = self.escapes;
        match c {
            _ if html.contains(&c) => self.unicode(c, text),
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '/' if slash => text.push_str("\\/"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\0'..=' ' if c != ' ' => self.unicode(c, text),
            _ if wide && !c.is_ascii() => self.unicode(c, text),
            _ => text.push(c),
        }
    }

    fn unicode(&self, c: char, text: &mut String) {
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string never fails.
            let _ = match self.escapes.upper {
                true => write!(text, "\\u{unit:04X}"),
                false => write!(text, "\\u{unit:04x}"),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, json};

    fn written(name: &str, text: &str, sorted: bool) -> String {
        let writer = Writer::ALL.into_iter().find(|writer| writer.name.contains(name)).unwrap();
        writer.write(&json::read(text.as_bytes(), &Limits::DEFAULT).root.unwrap(), sorted)
    }

    #[test]
    fn each_writer_is_met_to_the_letter() {
        let text = "{\"b\":[1,{\"x\":\"a/<ä\"}],\"a\":{} }";
        assert_eq!(written("Python", text, false), "{\"b\": [1, {\"x\": \"a/<\\u00e4\"}], \"a\": {}}");
        assert_eq!(written("PHP", text, false), "{\"b\":[1,{\"x\":\"a\\/<\\u00e4\"}],\"a\":{}}");
        assert_eq!(written("Go", text, true), "{\"a\":{},\"b\":[1,{\"x\":\"a/\\u003cä\"}]}");
        assert_eq!(written(".NET", text, false), "{\"b\":[1,{\"x\":\"a/\\u003C\\u00E4\"}],\"a\":{}}");
        assert_eq!(written("two spaces", "{\"a\":[1]}", false), "{\n  \"a\": [\n    1\n  ]\n}");
    }
}
