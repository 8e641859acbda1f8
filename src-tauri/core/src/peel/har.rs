//! A browser's network log (HAR 1.2): each request and answer of a sign-in with when and where it travelled.

mod answer;
mod entry;
mod read;
pub(super) mod scan;
pub(super) mod walk;

use super::form::{Bid, Form};
use crate::case::{Case, Layer};
use crate::limits::Limits;
use crate::span::{LayerId, Span};
use entry::Entry;
use scan::{Ending, Log};

/// The form.
pub static FORM: Form = Form {
    name: "har",
    title: "A browser's network log (HAR)",
    example: "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"startedDateTime\":\"2026-11-23T07:40:23.692Z\",\"request\":{…}}]}}",
    surest: 96,
    needs: b"{\"",
    bid,
    open,
};

/// Bytes at the start of a file in which a HAR names its parts.
const HEAD: usize = 64 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    if is_log(&layer.bytes) { Bid::new(96, "a log with entries") } else { None }
}

/// Whether bytes start like a log; a long list of pages may stand before its entries.
pub(super) fn is_log(bytes: &[u8]) -> bool {
    let head = bytes.trim_ascii_start();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.get(..HEAD.min(head.len())).unwrap_or_default();
    let named = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    head.first() == Some(&b'{')
        && named(b"\"log\"")
        && (named(b"\"entries\"") || named(b"\"creator\"") && named(b"\"pages\""))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let log = scan::entries(&layer.bytes);
    let mut entries: Vec<Entry> = Vec::new();
    for (number, at) in log.entries.iter().enumerate().take(Limits::HAR_ENTRIES) {
        let number = layer.kept.as_ref().map_or(number as u64, |kept| kept.item(at.start as u32));
        entries.extend(read::entry(layer, number.try_into().unwrap_or(u32::MAX), at.clone()));
    }
    note_ending(case, id, &log);
    entries.sort_by_key(Entry::start);
    entry::forget_what_is_sent_later(&mut entries);
    entries.into_iter().flat_map(|entry| entry.open(case, id)).collect()
}

/// Says what of the log is missing, where it does not end as it should.
fn note_ending(case: &mut Case, id: LayerId, log: &Log) {
    let Some(layer) = case.layer(id) else { return };
    let end = layer.bytes.len();
    let listed = layer.kept.as_ref().map_or(log.entries.len(), |kept| kept.items as usize);
    let whole = listed - usize::from(matches!(log.ending, Ending::InEntry)).min(listed);
    let says = match log.ending {
        Ending::Whole if log.entries.len() > Limits::HAR_ENTRIES => {
            format!("Only the first {} of {whole} entries were read.", Limits::HAR_ENTRIES)
        }
        Ending::Whole => return,
        Ending::InEntry => format!(
            "The log breaks off inside entry {}: {} read whole, and of the last one what is there. At least this one \
             entry is missing; how many came after it, the log does not say.",
            whole + 1,
            before_it(whole),
        ),
        Ending::AfterEntry => format!(
            "The log breaks off after entry {whole}: {} read. Whether more came after, the log does not say.",
            before_it(whole),
        ),
    };
    let place = Span::new(id, end.saturating_sub(1) as u32..end as u32);
    let name = if log.ending == Ending::Whole { "limit/entries" } else { "har/broken" };
    case.crack(place, name, says);
}

fn before_it(whole: usize) -> String {
    match whole {
        0 => "none was".to_owned(),
        1 => "the one before it was".to_owned(),
        n => format!("the {n} before it were"),
    }
}

#[cfg(test)]
mod tests;
