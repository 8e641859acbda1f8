//! JSON of which every part knows its bytes.

use ssoscope_jose::json::{self, Kind, Text, Value};
use ssoscope_jose::{Limits, Problem as Flaw};

use super::Problem;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// A JSON value.
#[derive(Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string, its escapes taken off.
    Text(String),
    /// An array.
    Array(Vec<Spanned<Json>>),
    /// An object.
    Object(Object),
}

impl Json {
    /// What it is, for people: "a string".
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::Text(_) => "a string",
            Json::Array(_) => "an array",
            Json::Object(_) => "an object",
        }
    }

    /// The text of a string, a number or a truth value; `None` for what holds others.
    pub fn scalar(&self) -> Option<&str> {
        match self {
            Json::Text(text) | Json::Number(text) => Some(text),
            Json::Bool(true) => Some("true"),
            Json::Bool(false) => Some("false"),
            Json::Null | Json::Array(_) | Json::Object(_) => None,
        }
    }
}

/// A member of an object.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub name: Spanned<String>,
    /// Its value.
    pub value: Spanned<Json>,
}

impl Member {
    /// Name and value together.
    pub fn at(&self) -> Span {
        Span::new(self.name.at.layer, self.name.at.start..self.value.at.end)
    }
}

/// A JSON object, its members in the order of the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Object {
    /// All of it.
    pub at: Span,
    /// Every member, also one whose name stands twice.
    pub members: Vec<Member>,
}

impl Object {
    /// The value of a member; of several with the name the last, as RFC 7519, section 4 allows.
    pub fn member(&self, name: &str) -> Option<&Spanned<Json>> {
        self.members.iter().rev().find(|member| member.name.value == name).map(|member| &member.value)
    }

    /// Whether there is such a member.
    pub fn has(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    /// The text of a member that is a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.member(name)?.value {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A JSON document: what could be read of it, and what is wrong with it.
pub(super) struct Document {
    /// The outermost value.
    pub(super) root: Option<Spanned<Json>>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
}

/// Reads the JSON that fills `at`; `what` names it in the problems: "The header".
pub(super) fn read(bytes: &[u8], at: Span, what: &str) -> Document {
    place(json::read(bytes, &Limits::DEFAULT), at, what)
}

/// Places what was read in its layer.
pub(super) fn place(document: json::Document, at: Span, what: &str) -> Document {
    let problem = |flaw: &Flaw<json::JsonProblem>| {
        let says = format!("{what} is not clean JSON: {}.", flaw.kind);
        Problem::new(flaw.kind.id(), says, placed(flaw.at.clone(), at))
    };
    let problems = document.problems.iter().map(problem).collect();
    Document { root: document.root.map(|value| value_of(value, at)), problems }
}

/// Bytes counted within a document as a span of its layer.
pub(super) fn placed(range: std::ops::Range<u32>, within: Span) -> Span {
    Span::new(within.layer, within.start + range.start..within.start + range.end)
}

fn value_of(value: Value, within: Span) -> Spanned<Json> {
    let at = placed(value.at, within);
    match value.kind {
        Kind::Null => Spanned::new(Json::Null, at),
        Kind::Bool(flag) => Spanned::new(Json::Bool(flag), at),
        Kind::Number(lexical) => Spanned::new(Json::Number(lexical), at),
        Kind::String(text) => text_of(text, within).map(Json::Text),
        Kind::Array(items) => {
            let items = items.into_iter().map(|item| value_of(item, within)).collect();
            Spanned::new(Json::Array(items), at)
        }
        Kind::Object(members) => Spanned::new(Json::Object(object_of(members, at, within)), at),
    }
}

fn object_of(members: Vec<json::Member>, at: Span, within: Span) -> Object {
    let member = |member: json::Member| Member {
        name: text_of(member.name, within),
        value: value_of(member.value, within),
    };
    Object { at, members: members.into_iter().map(member).collect() }
}

/// A string and the bytes between its quotes; of an empty one the quotes.
pub(super) fn text_of(text: Text, within: Span) -> Spanned<String> {
    let inside = text.at.start + 1..text.at.end.saturating_sub(1);
    let at = if inside.is_empty() { text.at } else { inside };
    Spanned::new(text.value, placed(at, within))
}

/// Reads typed members of an object, and notes those of another type as problems.
pub(super) struct Fields<'a> {
    object: &'a Object,
    /// What was of another type.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Fields<'a> {
    /// Reads the members of `object`.
    pub(super) fn of(object: &'a Object) -> Self {
        Fields { object, problems: Vec::new() }
    }

    /// A string.
    pub(super) fn text(&mut self, name: &str) -> Option<Spanned<String>> {
        let value = self.object.member(name)?;
        match &value.value {
            Json::Text(text) => Some(Spanned::new(text.clone(), value.at)),
            Json::Null => None,
            other => self.wrong(name, value.at, "a string", other),
        }
    }

    /// One string, or several in an array.
    pub(super) fn texts(&mut self, name: &str) -> Vec<Spanned<String>> {
        let Some(value) = self.object.member(name) else { return Vec::new() };
        match &value.value {
            Json::Array(items) => items.iter().filter_map(|item| self.item(name, item)).collect(),
            Json::Text(text) => vec![Spanned::new(text.clone(), value.at)],
            Json::Null => Vec::new(),
            other => {
                self.wrong(name, value.at, "a string or an array of strings", other).into_iter().collect()
            }
        }
    }

    /// A time in seconds since 1970; one written as a string is read, and is a problem.
    pub(super) fn time(&mut self, name: &str) -> Option<Spanned<Time>> {
        let value = self.object.member(name)?;
        match &value.value {
            Json::Number(lexical) => Some(Spanned::new(Time::numeric_date(lexical), value.at)),
            Json::Text(lexical) => {
                self.wrong::<()>(name, value.at, "a number", &value.value);
                Some(Spanned::new(Time::numeric_date(lexical), value.at))
            }
            other => self.wrong(name, value.at, "a number", other),
        }
    }

    /// A truth value.
    pub(super) fn flag(&mut self, name: &str) -> Option<Spanned<bool>> {
        let value = self.object.member(name)?;
        match &value.value {
            Json::Bool(flag) => Some(Spanned::new(*flag, value.at)),
            Json::Null => None,
            other => self.wrong(name, value.at, "true or false", other),
        }
    }

    /// A whole number.
    pub(super) fn count(&mut self, name: &str) -> Option<Spanned<i64>> {
        let value = self.object.member(name)?;
        let lexical = match &value.value {
            Json::Number(lexical) | Json::Text(lexical) => lexical,
            Json::Null => return None,
            other => return self.wrong(name, value.at, "a number", other),
        };
        lexical.parse().ok().map(|count| Spanned::new(count, value.at))
    }

    fn item(&mut self, name: &str, item: &Spanned<Json>) -> Option<Spanned<String>> {
        match &item.value {
            Json::Text(text) => Some(Spanned::new(text.clone(), item.at)),
            other => self.wrong(name, item.at, "a string", other),
        }
    }

    fn wrong<T>(&mut self, name: &str, at: Span, wanted: &str, seen: &Json) -> Option<T> {
        let says = format!("{name} is {}; {wanted} is wanted.", seen.kind());
        self.problems.push(Problem::new("json/type", says, at));
        None
    }
}
