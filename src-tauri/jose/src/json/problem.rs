//! What can be wrong with JSON.

use std::ops::Range;

/// What is wrong with a JSON document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonProblem {
    /// Something else was expected; nothing after it is read.
    Syntax {
        /// What was expected, such as "a value".
        wanted: &'static str,
        /// What stands there instead; nothing at the end of the document.
        found: Option<String>,
    },
    /// A string without its closing quote.
    Unterminated,
    /// A number that is not written as JSON writes numbers.
    Number,
    /// A comma after the last item or member.
    TrailingComma,
    /// A control character that is not escaped.
    ControlCharacter(u8),
    /// A backslash before a character that JSON does not escape, or `\u` without four hexadecimal digits.
    Escape,
    /// Half of a surrogate pair.
    LoneSurrogate(u16),
    /// Bytes that are not UTF-8.
    Utf8,
    /// A byte order mark before the document.
    ByteOrderMark,
    /// Something after the document's end.
    TrailingData,
    /// A name that stands in the same object before.
    DuplicateName {
        /// The name, as it is decoded.
        name: String,
        /// The first place.
        first: Range<u32>,
    },
    /// More bytes than are read.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Arrays and objects nested deeper than is read.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// More values than are read.
    TooManyValues {
        /// The limit.
        limit: usize,
    },
    /// More problems than are told.
    MoreProblems,
}

impl JsonProblem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            JsonProblem::Syntax { .. } => "json/syntax",
            JsonProblem::Unterminated => "json/unterminated",
            JsonProblem::Number => "json/number",
            JsonProblem::TrailingComma => "json/trailing-comma",
            JsonProblem::ControlCharacter(_) => "json/control-character",
            JsonProblem::Escape => "json/escape",
            JsonProblem::LoneSurrogate(_) => "json/lone-surrogate",
            JsonProblem::Utf8 => "json/utf-8",
            JsonProblem::ByteOrderMark => "json/byte-order-mark",
            JsonProblem::TrailingData => "json/trailing-data",
            JsonProblem::DuplicateName { .. } => "json/duplicate-name",
            JsonProblem::TooLarge { .. } => "json/too-large",
            JsonProblem::TooDeep { .. } => "json/too-deep",
            JsonProblem::TooManyValues { .. } => "json/too-many-values",
            JsonProblem::MoreProblems => "json/more-problems",
        }
    }

    /// Whether RFC 8259 only advises against it.
    pub(super) fn is_advice(&self) -> bool {
        matches!(self, JsonProblem::DuplicateName { .. })
    }
}

impl std::fmt::Display for JsonProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            JsonProblem::Syntax { wanted, found: Some(found) } => {
                write!(f, "{wanted} should stand here, but here is {found}")
            }
            JsonProblem::Syntax { wanted, found: None } => {
                write!(f, "the JSON ends where {wanted} should stand")
            }
            JsonProblem::Unterminated => f.write_str("this string has no closing quote"),
            JsonProblem::Number => f.write_str("JSON does not write numbers like this"),
            JsonProblem::TrailingComma => f.write_str("a comma stands before the closing bracket"),
            JsonProblem::ControlCharacter(byte) => {
                write!(f, "the control character U+{byte:04X} stands in a string without an escape")
            }
            JsonProblem::Escape => f.write_str("JSON has no such escape"),
            JsonProblem::LoneSurrogate(unit) => {
                write!(f, "\\u{unit:04x} is half of a pair, and the other half is missing")
            }
            JsonProblem::Utf8 => f.write_str("these bytes are not UTF-8"),
            JsonProblem::ByteOrderMark => f.write_str("a byte order mark stands before the JSON"),
            JsonProblem::TrailingData => f.write_str("the JSON has ended, but something follows"),
            JsonProblem::DuplicateName { name, .. } => {
                write!(
                    f,
                    "the name {name:?} stands twice in one object; readers differ in which one they take"
                )
            }
            JsonProblem::TooLarge { limit } => {
                write!(f, "this is longer than the {limit} bytes that are read")
            }
            JsonProblem::TooDeep { limit } => {
                write!(f, "brackets are nested deeper than the {limit} levels that are read")
            }
            JsonProblem::TooManyValues { limit } => {
                write!(f, "there are more than the {limit} values that are read")
            }
            JsonProblem::MoreProblems => f.write_str("there are more problems after this one"),
        }
    }
}
