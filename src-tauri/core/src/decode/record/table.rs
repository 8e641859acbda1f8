//! Entries of sign-in logs as tables (CSV, RFC 4180): a row of names, then a row an entry.

use super::{Record, push};
use crate::case::Case;
use crate::decode::{Message, Spanned};
use crate::limits::Limits;
use crate::peel::table::{COLUMNS, Columns, cells};
use crate::span::Span;

/// Decodes a table whose first row has names that a product's export has.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let bytes = case.bytes(at);
    let mut rows = cells(bytes);
    let Some(names) = rows.next() else { return };
    let names: Vec<String> = names.iter().map(|cell| cell.text(bytes)).collect();
    let Some(product) = COLUMNS.iter().find(|columns| columns.fits(&names)) else {
        return super::setup::decode(case, at, messages);
    };
    for row in rows.take(Limits::MESSAGES) {
        let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
        let place = |range: std::ops::Range<usize>| {
            Span::new(at.layer, at.start + range.start as u32..at.start + range.end as u32)
        };
        let value = |name: &str| {
            let cell =
                names.iter().position(|known| known.eq_ignore_ascii_case(name)).and_then(|at| row.get(at))?;
            Some(Spanned::new(cell.text(bytes), place(cell.range.clone())))
        };
        let record = record(product, value);
        if !record.fields.is_empty() {
            push(case, place(first.range.start..last.range.end), record, messages);
        }
    }
}

fn record(product: &Columns, value: impl Fn(&str) -> Option<Spanned<String>>) -> Record {
    let mut record = Record { kind: product.kind, title: product.title, fields: Vec::new() };
    for (name, columns) in product.fields {
        if let Some(value) =
            columns.iter().find_map(|column| value(column).filter(|value| !value.value.is_empty()))
        {
            record.tell(name, value);
        }
    }
    record
}
