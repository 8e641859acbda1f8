//! A flaw and its place.

use std::ops::Range;

/// Something that is not as it should be, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<K> {
    /// What is wrong.
    pub kind: K,
    /// The bytes in question, counted in what was read.
    pub at: Range<u32>,
}

impl<K: std::fmt::Display> std::fmt::Display for Problem<K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind.fmt(f)
    }
}

/// An offset as spans keep it; nothing longer than 4 GiB is ever read.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(crate) fn span(start: usize, end: usize) -> Range<u32> {
    offset(start)..offset(end)
}
