//! What is pulled out of a text: named parts of a pattern.

use std::sync::OnceLock;

use regex::Regex;

use super::Record;
use crate::decode::Spanned;
use crate::span::Span;

/// A pattern with named parts, compiled once.
pub(super) struct Pattern {
    /// As the crate `regex` writes it; each named group is a field.
    pub(super) text: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(super) const fn new(text: &'static str) -> Self {
        Pattern { text, compiled: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.text).ok()).as_ref()
    }

    /// Tells a record what the pattern finds in a text that starts at `at`; the underscores of a group's name are spaces.
    pub(super) fn pull(&self, text: &str, at: Span, record: &mut Record) {
        let Some(regex) = self.regex() else { return };
        for found in regex.captures_iter(text).take(MOST) {
            for name in regex.capture_names().flatten() {
                let Some(part) = found.name(name) else { continue };
                let place = Span::new(at.layer, at.start + part.start() as u32..at.start + part.end() as u32);
                let value = Spanned::new(part.as_str().trim().to_owned(), place);
                if record.first(name).is_none_or(|known| known.value != value.value) {
                    record.tell(&name.replace('_', " "), value);
                }
            }
        }
    }

    #[cfg(test)]
    pub(super) fn compiles(&self) -> bool {
        self.regex().is_some()
    }
}

/// Finds of one pattern in one text that are told.
const MOST: usize = 10;
