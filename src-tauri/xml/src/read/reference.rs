//! References (XML 1.0 §4.1): characters by number and the five predefined entities; any other is named, never expanded.

use super::Reading;
use super::characters::{is_char, ncname_length};
use crate::problem::ProblemKind;
use std::ops::Range;

impl Reading<'_> {
    /// The character that `raw` (`&…;`) stands for; `None`, after a report, where it stands for none.
    pub(super) fn resolve(&mut self, raw: &str, at: Range<usize>) -> Option<char> {
        let name = raw.strip_prefix('&').and_then(|rest| rest.strip_suffix(';')).unwrap_or("");
        match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix('#') {
                Some(number) => self.character(number, at),
                None => self.entity(name, at),
            },
        }
    }

    fn character(&mut self, number: &str, at: Range<usize>) -> Option<char> {
        let Some(code) = code_point(number) else {
            let says = format!("&#{}; is not a number that names a character.", shortened(number));
            self.report(ProblemKind::BadReference, at, says);
            return None;
        };
        let named = char::from_u32(code).filter(|c| is_char(*c));
        if named.is_none() {
            let says = format!("&#{}; names a character that XML does not allow.", shortened(number));
            self.report(ProblemKind::ForbiddenCharacterReference, at, says);
        }
        named
    }

    fn entity(&mut self, name: &str, at: Range<usize>) -> Option<char> {
        let well_named = !name.is_empty() && name.split(':').all(|part| ncname_length(part) == part.len());
        let name = shortened(name);
        let (kind, says) = match (well_named, self.document.doctype) {
            (false, _) => (ProblemKind::BadReference, format!("&{name}; is no reference that XML knows.")),
            (true, None) => (
                ProblemKind::UndeclaredEntity,
                format!("&{name}; refers to an entity that nothing declares."),
            ),
            (true, Some(_)) => {
                let says = format!("&{name}; refers to an entity of the DOCTYPE. It was not expanded.");
                (ProblemKind::EntityNotExpanded, says)
            }
        };
        self.report(kind, at, says);
        None
    }
}

/// The number of `#` or `#x`; values beyond Unicode come out as one that is no character.
fn code_point(number: &str) -> Option<u32> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0u32, |code, c| {
        Some(code.saturating_mul(radix).saturating_add(c.to_digit(radix)?).min(0x11_0000))
    })
}

/// Enough of a name for a sentence.
pub(super) fn shortened(name: &str) -> String {
    let mut short: String = name.chars().take(60).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}
