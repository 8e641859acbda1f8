//! Something about a message that is not as its specification wants it; the message was read all the same.

use crate::span::Span;

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A short name for tests and scripts, such as `base64url/padding`.
    pub id: &'static str,
    /// One plain sentence.
    pub says: String,
    /// Where.
    pub at: Span,
}

impl Problem {
    /// A problem at a place.
    pub fn new(id: &'static str, says: impl Into<String>, at: Span) -> Self {
        Problem { id, says: says.into(), at }
    }
}
