//! What a JSON document holds.

use std::ops::Range;

use super::JsonProblem;
use crate::problem::Problem;
use crate::{Origin, Run};

/// A JSON document: what could be read of it, and what is wrong with it.
#[derive(Clone, Default)]
pub struct Document {
    /// The outermost value; absent where not even its first byte could be read.
    pub root: Option<Value>,
    /// What is wrong, in the order of the bytes.
    pub problems: Vec<Problem<JsonProblem>>,
}

/// A value and its bytes.
#[derive(Clone)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Its bytes, delimiters included.
    pub at: Range<u32>,
}

/// The kinds of values (RFC 8259 section 3).
#[derive(Clone)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string.
    String(Text),
    /// An array.
    Array(Vec<Value>),
    /// An object: every member in the order of the text, also one whose name stands twice.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone)]
pub struct Member {
    /// Its name.
    pub name: Text,
    /// Its value.
    pub value: Value,
}

/// A string, its escapes taken off.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The decoded string; what could not be decoded is U+FFFD.
    pub value: String,
    /// Its bytes, quotes included.
    pub at: Range<u32>,
    /// Where the decoded bytes came from, for a string that does not stand there byte for byte.
    pub(super) runs: Option<Box<Origin>>,
}

impl Document {
    /// Whether the document is JSON by the letter of RFC 8259; repeated names, which it only advises against, are allowed.
    pub fn is_json(&self) -> bool {
        self.root.is_some() && self.problems.iter().all(|problem| problem.kind.is_advice())
    }

    /// The members, where the outermost value is an object.
    pub fn object(&self) -> Option<&[Member]> {
        self.root.as_ref()?.object()
    }

    /// The value of a member of the outermost object; of several with this name the last.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.root.as_ref()?.member(name)
    }

    /// The string of a member of the outermost object.
    pub fn text(&self, name: &str) -> Option<&Text> {
        self.member(name)?.text()
    }
}

impl Value {
    /// The value of a member, where this is an object; of several with this name the last, as most readers take it.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.object()?.iter().rfind(|member| member.name.value == name).map(|member| &member.value)
    }

    /// The members, where this is an object.
    pub fn object(&self) -> Option<&[Member]> {
        match &self.kind {
            Kind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, where this is an array.
    pub fn array(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The string, where this is one.
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number as it is written, where this is one.
    pub fn number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(lexical) => Some(lexical),
            _ => None,
        }
    }

    /// The truth value, where this is one.
    pub fn boolean(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }
}

impl Kind {
    /// What it is, for people: "a string".
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }
}

impl Text {
    /// A string that stands in no document.
    pub(crate) fn made(value: &str) -> Text {
        Text { value: value.to_owned(), at: 0..0, runs: None }
    }

    /// A string that stands in the document byte for byte between its quotes.
    pub(super) fn verbatim(value: &str, at: Range<u32>) -> Text {
        Text { value: value.to_owned(), at, runs: None }
    }

    /// Which bytes of the document the bytes of [`Text::value`] came from.
    pub fn origin(&self) -> Origin {
        match &self.runs {
            Some(origin) => (**origin).clone(),
            None => Origin::copied(self.at.start + 1, self.value.len() as u32),
        }
    }

    /// Whether it stands in the document byte for byte.
    pub fn is_verbatim(&self) -> bool {
        self.runs.is_none()
    }

    /// The document's bytes for bytes of [`Text::value`].
    pub fn trace(&self, range: Range<u32>) -> Option<Range<u32>> {
        self.origin().trace(range)
    }
}

/// Collects a string and where it came from; the runs are only kept once something is not verbatim.
pub(super) struct TextBuilder {
    pub(super) value: String,
    origin: Origin,
    verbatim: bool,
}

impl TextBuilder {
    pub(super) fn new() -> TextBuilder {
        TextBuilder { value: String::new(), origin: Origin::default(), verbatim: true }
    }

    pub(super) fn copy(&mut self, text: &str, beneath: u32) {
        self.origin.push(Run { start: 0, beneath, units: text.len() as u32, here: 1, there: 1 });
        self.value.push_str(text);
    }

    pub(super) fn decoded(&mut self, c: char, beneath: u32, there: u32) {
        self.verbatim = false;
        self.origin.push(Run { start: 0, beneath, units: 1, here: c.len_utf8() as u32, there });
        self.value.push(c);
    }

    /// Source bytes that leave nothing behind.
    pub(super) fn dropped(&mut self) {
        self.verbatim = false;
    }

    pub(super) fn finish(self, at: Range<u32>) -> Text {
        let runs = (!self.verbatim).then(|| Box::new(self.origin));
        Text { value: self.value, at, runs }
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Document({:?}, {} problems)", self.root, self.problems.len())
    }
}

impl std::fmt::Debug for Value {
    /// Tokens and keys are JSON: their content is never shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {:?}", self.kind.name(), self.at)
    }
}

impl std::fmt::Debug for Text {
    /// Only where it is.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "text at {:?}", self.at)
    }
}
