//! The settings of an integration, as somebody wrote them down.

use super::{Record, push};
use crate::case::Case;
use crate::decode::{Message, Spanned};
use crate::limits::Limits;
use crate::peel::setup::rows;
use crate::span::Span;

/// Decodes the lines that give a setting its value.
pub(super) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let mut record =
        Record { kind: "setup-table", title: "The settings of an integration", fields: Vec::new() };
    for row in rows(case.bytes(at)).take(Limits::FINDINGS) {
        let place = Span::new(at.layer, at.start + row.value.start as u32..at.start + row.value.end as u32);
        record.tell(row.name, Spanned::new(String::from_utf8_lossy(case.bytes(place)).into_owned(), place));
    }
    push(case, at, record, messages);
}
