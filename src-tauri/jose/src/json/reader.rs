//! Reads JSON without recursion, and keeps going where a reader may.

use std::collections::HashMap;

use super::{Document, JsonProblem, Kind, Member, Text, Value, string};
use crate::Limits;
use crate::problem::{Problem, span};

/// Reads `bytes`. What is wrong is told beside what could be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Document {
    let limit = limits.bytes.min(u32::MAX as usize);
    if bytes.len() > limit {
        let kind = JsonProblem::TooLarge { limit };
        return Document { root: None, problems: vec![Problem { kind, at: span(limit, bytes.len()) }] };
    }
    let mut reader = Reader {
        bytes,
        at: 0,
        values: 0,
        open: Vec::new(),
        limits,
        problems: Problems::new(limits.problems),
    };
    let root = reader.document();
    let mut problems = reader.problems.found;
    problems.sort_by_key(|problem| problem.at.start);
    Document { root, problems }
}

/// The problems found so far, up to a limit.
pub(super) struct Problems {
    found: Vec<Problem<JsonProblem>>,
    limit: usize,
}

impl Problems {
    fn new(limit: usize) -> Problems {
        Problems { found: Vec::new(), limit }
    }

    pub(super) fn add(&mut self, kind: JsonProblem, start: usize, end: usize) {
        let at = span(start, end);
        match self.found.len() {
            count if count < self.limit => self.found.push(Problem { kind, at }),
            count if count == self.limit => self.found.push(Problem { kind: JsonProblem::MoreProblems, at }),
            _ => {}
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    values: usize,
    open: Vec<Open>,
    limits: &'a Limits,
    problems: Problems,
}

/// An array or object whose end has not been reached.
struct Open {
    start: usize,
    contents: Contents,
}

enum Contents {
    Array(Vec<Value>),
    /// The members, and the name whose value comes next.
    Object(Vec<Member>, Option<Text>),
}

/// What the reader does next.
enum Step {
    /// A value starts here, after white space.
    Value,
    /// A value has been read and belongs to what is open.
    Read(Value),
    /// The document cannot be read further.
    Stop,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<Value> {
        if self.bytes.starts_with(b"\xef\xbb\xbf") {
            self.problems.add(JsonProblem::ByteOrderMark, 0, 3);
            self.at = 3;
        }
        let mut step = Step::Value;
        loop {
            step = match step {
                Step::Value => self.value(),
                Step::Read(value) if self.open.is_empty() => {
                    self.trailing_data();
                    return Some(value);
                }
                Step::Read(value) => self.after(value),
                Step::Stop => return self.close_all(),
            };
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte after white space.
    fn next_token(&mut self) -> Option<u8> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.peek()
    }

    fn value(&mut self) -> Step {
        let token = self.next_token();
        self.values += 1;
        if self.values > self.limits.values {
            let kind = JsonProblem::TooManyValues { limit: self.limits.values };
            self.problems.add(kind, self.at, self.at);
            return Step::Stop;
        }
        match token {
            Some(b'{') => self.open(Contents::Object(Vec::new(), None)),
            Some(b'[') => self.open(Contents::Array(Vec::new())),
            Some(b'"') => self.string_value(),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            _ => self.literal(),
        }
    }

    fn open(&mut self, contents: Contents) -> Step {
        if self.open.len() >= self.limits.depth {
            self.problems.add(JsonProblem::TooDeep { limit: self.limits.depth }, self.at, self.at + 1);
            return Step::Stop;
        }
        let closer = contents.closer();
        self.open.push(Open { start: self.at, contents });
        self.at += 1;
        if self.next_token() == Some(closer) { self.close() } else { self.item() }
    }

    /// The start of an item or member.
    fn item(&mut self) -> Step {
        match self.open.last() {
            Some(Open { contents: Contents::Object(..), .. }) => self.name(),
            _ => Step::Value,
        }
    }

    fn name(&mut self) -> Step {
        if self.next_token() != Some(b'"') {
            return self.stop("a name in double quotes");
        }
        let (name, ended) = self.string();
        if !ended {
            return Step::Stop;
        }
        if self.next_token() != Some(b':') {
            return self.stop("a colon");
        }
        self.at += 1;
        if let Some(Open { contents: Contents::Object(_, next), .. }) = self.open.last_mut() {
            *next = Some(name);
        }
        Step::Value
    }

    /// Puts a value where it belongs and reads on to the next item or the end.
    fn after(&mut self, value: Value) -> Step {
        self.put(value);
        let Some(closer) = self.open.last().map(|open| open.contents.closer()) else { return Step::Stop };
        match self.next_token() {
            Some(b',') => self.comma(closer),
            Some(byte) if byte == closer => self.close(),
            _ if closer == b'}' => self.stop("a comma or the object's closing brace"),
            _ => self.stop("a comma or the array's closing bracket"),
        }
    }

    fn comma(&mut self, closer: u8) -> Step {
        let comma = self.at;
        self.at += 1;
        if self.next_token() != Some(closer) {
            return self.item();
        }
        self.problems.add(JsonProblem::TrailingComma, comma, comma + 1);
        self.close()
    }

    fn put(&mut self, value: Value) {
        match self.open.last_mut().map(|open| &mut open.contents) {
            Some(Contents::Array(items)) => items.push(value),
            Some(Contents::Object(members, next)) => {
                members.extend(next.take().map(|name| Member { name, value }));
            }
            None => {}
        }
    }

    /// Ends the innermost array or object at its closing bracket.
    fn close(&mut self) -> Step {
        self.at += 1;
        self.pop().map_or(Step::Stop, Step::Read)
    }

    fn pop(&mut self) -> Option<Value> {
        let Open { start, contents } = self.open.pop()?;
        let kind = match contents {
            Contents::Array(items) => Kind::Array(items),
            Contents::Object(members, _) => {
                report_duplicates(&members, &mut self.problems);
                Kind::Object(members)
            }
        };
        Some(Value { kind, at: span(start, self.at) })
    }

    /// Ends everything that is open where reading stopped.
    fn close_all(&mut self) -> Option<Value> {
        let mut value = self.pop()?;
        while !self.open.is_empty() {
            self.put(value);
            value = self.pop()?;
        }
        Some(value)
    }

    fn string_value(&mut self) -> Step {
        let (text, ended) = self.string();
        let at = text.at.clone();
        let value = Value { kind: Kind::String(text), at };
        if ended {
            return Step::Read(value);
        }
        match self.open.is_empty() {
            true => Step::Read(value),
            false => {
                self.put(value);
                Step::Stop
            }
        }
    }

    /// The string that starts here, and whether it ends.
    fn string(&mut self) -> (Text, bool) {
        let (text, end, ended) = string::read(self.bytes, self.at, &mut self.problems);
        self.at = end;
        (text, ended)
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let lexical = self.bytes.get(start..self.at).unwrap_or_default();
        if !is_number(lexical) {
            self.problems.add(JsonProblem::Number, start, self.at);
        }
        let lexical = String::from_utf8_lossy(lexical).into_owned();
        Step::Read(Value { kind: Kind::Number(lexical), at: span(start, self.at) })
    }

    fn literal(&mut self) -> Step {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let kind = match rest.get(..word) {
            Some(b"null") => Kind::Null,
            Some(b"true") => Kind::Bool(true),
            Some(b"false") => Kind::Bool(false),
            _ => return self.stop("a value"),
        };
        self.at += word;
        Step::Read(Value { kind, at: span(start, self.at) })
    }

    fn stop(&mut self, wanted: &'static str) -> Step {
        let (found, len) = self.found();
        self.problems.add(JsonProblem::Syntax { wanted, found }, self.at, self.at + len);
        Step::Stop
    }

    /// What stands here, for a person, and its length: a word, a character or a byte.
    fn found(&self) -> (Option<String>, usize) {
        const WORD: usize = 16;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let word = rest.iter().take(WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let text = rest.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        match (text.get(..word), text.chars().next(), rest.first()) {
            (Some(word), ..) if !word.is_empty() => (Some(format!("\"{word}\"")), word.len()),
            (_, Some(c), _) => (Some(format!("{c:?}")), c.len_utf8()),
            (_, _, Some(byte)) => (Some(format!("the byte {byte:#04x}")), 1),
            _ => (None, 0),
        }
    }

    fn trailing_data(&mut self) {
        if self.next_token().is_some() {
            self.problems.add(JsonProblem::TrailingData, self.at, self.bytes.len());
        }
    }
}

impl Contents {
    fn closer(&self) -> u8 {
        match self {
            Contents::Array(_) => b']',
            Contents::Object(..) => b'}',
        }
    }
}

/// Members of an object that are compared each with each: above it a table costs less.
const COMPARED: usize = 24;

fn report_duplicates(members: &[Member], problems: &mut Problems) {
    if members.len() > COMPARED {
        return report_duplicates_of_many(members, problems);
    }
    for (place, Member { name, .. }) in members.iter().enumerate() {
        let before = members.iter().take(place).find(|before| before.name.value == name.value);
        if let Some(before) = before {
            report_duplicate(name, &before.name, problems);
        }
    }
}

fn report_duplicates_of_many(members: &[Member], problems: &mut Problems) {
    let mut first: HashMap<&str, &Text> = HashMap::with_capacity(members.len());
    for Member { name, .. } in members {
        if let Some(before) = first.get(name.value.as_str()) {
            report_duplicate(name, before, problems);
        } else {
            first.insert(&name.value, name);
        }
    }
}

fn report_duplicate(name: &Text, first: &Text, problems: &mut Problems) {
    let kind = JsonProblem::DuplicateName { name: name.value.clone(), first: first.at.clone() };
    problems.add(kind, name.at.start as usize, name.at.end as usize);
}

/// The grammar of RFC 8259 section 6.
fn is_number(lexical: &[u8]) -> bool {
    let unsigned = lexical.strip_prefix(b"-").unwrap_or(lexical);
    let (whole, rest) = digits(unsigned);
    if whole == 0 || (whole > 1 && unsigned.first() == Some(&b'0')) {
        return false;
    }
    let rest = match rest.strip_prefix(b".").map(digits) {
        Some((0, _)) => return false,
        Some((_, rest)) => rest,
        None => rest,
    };
    let Some((b'e' | b'E', exponent)) = rest.split_first() else { return rest.is_empty() };
    let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
    matches!(digits(exponent), (1.., []))
}

fn digits(bytes: &[u8]) -> (usize, &[u8]) {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count, bytes.get(count..).unwrap_or_default())
}
