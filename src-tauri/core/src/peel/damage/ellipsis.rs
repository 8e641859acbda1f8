//! A message of which a viewer left out the middle or the end: `PHNhb…PT4=`. What it left out can't be put back.

use std::ops::Range;

use super::{blob_after, blob_before, is_blob_byte};
use crate::case::{Case, Layer, LayerKind};
use crate::peel::form::{Bid, Form};
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "ellipsis",
    title: "A message of which a viewer left out a part",
    example: "PHNhbWxwOlJlc3BvbnNlIElEPSJfMSI+…PC9zYW1scDpSZXNwb25zZT4=",
    surest: 88,
    needs: b"",
    bid,
    open,
};

/// What viewers write where they leave something out.
const MARKS: &[&[u8]] = &[
    "…".as_bytes(),
    b"...",
    b"[truncated]",
    b"(truncated)",
    b"<truncated>",
    b"[snip]",
    b"[cut]",
    b"[more]",
    b"[[...]]",
];

/// What people write over a part of a message, each as often as they like.
const BLANKS: &[&[u8]] = &[
    b"[REDACTED]",
    b"[redacted]",
    b"<REDACTED>",
    b"(REDACTED)",
    b"[MASKED]",
    b"[masked]",
    b"***",
    "███".as_bytes(),
    "•••".as_bytes(),
];

/// What marks begin with, but for those of dots.
const MARK_STARTS: &[u8] = b"\xE2[(<*";

/// Bytes before the mark, at least.
const SHORTEST: usize = 40;

fn bid(layer: &Layer) -> Option<Bid> {
    if may_hold_a_mark(layer) && whole(&layer.bytes).is_some() {
        Bid::new(88, "a mark stands in it where something was left out")
    } else {
        None
    }
}

/// Whether any mark may stand in a layer. A dot alone is none: each token has two.
fn may_hold_a_mark(layer: &Layer) -> bool {
    let dots = || layer.holds.has(b'.') && memchr::memmem::find(&layer.bytes, b"..").is_some();
    layer.holds.has_any(MARK_STARTS) || dots()
}

/// Where a mark stands in a text that is a message otherwise.
fn whole(bytes: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let end = lead + bytes.trim_ascii().len();
    let (kept, mark) = cut(bytes, lead)?;
    let rest = bytes.get(mark.end..end)?;
    let goes_on = rest.iter().all(|byte| is_blob_byte(*byte) || matches!(byte, b'\n' | b'\r'));
    (goes_on && may_be_base64(bytes.get(kept.clone())?)).then_some((kept, mark))
}

/// Whether the percent-encoding in a text is such as base64 needs: any other text may have dots of its own.
fn may_be_base64(text: &[u8]) -> bool {
    const ESCAPES: &[&[u8]] = &[b"2B", b"2F", b"3D", b"0A", b"0D"];
    let fits = |at: usize| {
        text.get(at + 1..at + 3)
            .is_none_or(|digits| ESCAPES.iter().any(|known| digits.eq_ignore_ascii_case(known)))
    };
    memchr::memchr_iter(b'%', text).all(fits)
}

/// How long a mark at the start of a text is, if one stands there.
pub(in crate::peel) fn mark(text: &[u8]) -> Option<usize> {
    let Some(mark) = MARKS.iter().find(|mark| text.starts_with(mark)) else { return blank(text) };
    Some(mark.len().max(text.iter().take_while(|byte| **byte == b'.').count()))
}

/// How long what somebody wrote over a part is, if such stands at the start of a text.
fn blank(text: &[u8]) -> Option<usize> {
    let mark = BLANKS.iter().find(|mark| text.starts_with(mark))?;
    let stars = text.iter().take_while(|byte| **byte == b'*').count();
    let repeated = text
        .chunks(3)
        .take_while(|chunk| mark.starts_with(chunk) && chunk.len() == 3 && !mark.is_ascii())
        .count()
        * 3;
    Some(mark.len().max(stars).max(repeated))
}

/// Notes where a viewer left out the middle of a document: inside a value, with a message's characters on both sides.
pub(in crate::peel) fn note(case: &mut Case, at: Span) {
    let Some(layer) = case.layer(at.layer) else { return };
    let (holds, bytes) = (layer.holds, case.bytes(at));
    // Where the document is broken, less around a mark will do.
    let broken = layer.cracks.iter().any(|crack| matches!(crack.id, "json/broken" | "xml/cut"));
    let near = if broken { 1 } else { NEAR };
    let found = MARKS.iter().filter(|mark| holds.has_all(mark)).find_map(|mark| {
        let inside = |at: &usize| {
            let before = blob_before(bytes, *at, near);
            before == near && blob_after(bytes, at + mark.len(), near) == near
                || ends_a_value(bytes, *at..at + mark.len())
        };
        memchr::memmem::find_iter(bytes, mark).find(inside).map(|start| (start, mark.len()))
    });
    if let Some((start, len)) = found {
        let place = Span::new(at.layer, at.start + start as u32..at.start + (start + len) as u32);
        let says = "A viewer left out what stood here; it can't be put back.";
        case.crack(place, "ellipsis/cut", says.to_owned());
    }
}

/// Whether a mark stands at the end of a value, or for all of it: `"_9e8..."`, `>...<`; that of a sentence has words before it.
fn ends_a_value(bytes: &[u8], mark: Range<usize>) -> bool {
    let (before, after) =
        (bytes.get(..mark.start).unwrap_or_default(), bytes.get(mark.end..).unwrap_or_default());
    let after = after.trim_ascii_start();
    let text = before.trim_ascii_end();
    let value = text.iter().rev().take_while(|byte| !matches!(byte, b'"' | b'\'' | b'>' | b'<')).count();
    let value = text.get(text.len() - value..).unwrap_or_default();
    let closed = after.first().is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'<' | b'.'));
    closed && value.len() < LONGEST_VALUE && !value.iter().any(u8::is_ascii_whitespace)
}

/// Bytes of a value that somebody shortened by hand, at most.
const LONGEST_VALUE: usize = 400;

/// Bytes of a value on each side of a mark inside a document.
const NEAR: usize = 12;

/// What stands before a mark, and the mark, where a message starts at `from`.
pub(in crate::peel) fn cut(bytes: &[u8], from: usize) -> Option<(Range<usize>, Range<usize>)> {
    let rest = bytes.get(from..)?;
    let stop = rest
        .iter()
        .position(|byte| !(is_blob_byte(*byte) || matches!(byte, b'\n' | b'\r')))
        .unwrap_or(rest.len());
    let at = memchr::memmem::find(rest.get(..stop)?, b"...").unwrap_or(stop);
    let len = mark(rest.get(at..)?).filter(|_| at >= SHORTEST)?;
    Some((from..from + at, from + at..from + at + len))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some((kept, mark)) = whole(&layer.bytes) else { return Vec::new() };
    let name = layer.name.clone();
    let from = Span::new(id, kept.start as u32..kept.end as u32);
    let bytes = case.bytes(from).to_vec();
    let at = Span::new(id, mark.start as u32..mark.end as u32);
    let (crack, says) = match blank(case.bytes(at)) {
        Some(_) => (
            "mask",
            "Somebody blanked what stood here. It can't be put back; what stands before it was read.",
        ),
        None => (
            "ellipsis/cut",
            "A viewer left out what stood here. It can't be put back; what stands before it was read.",
        ),
    };
    case.crack(at, crack, says.to_owned());
    case.add_layer(LayerKind::Excerpt, &name, from, bytes, Map::copied(from.start, from.len()))
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_messages_only() {
        let head = "PHNhbWxwOlJlc3BvbnNlIElEPSJfMSIPHNhbWxwOlJlc3";
        for mark in ["…", "...", "....", "[truncated]"] {
            let text = format!("{head}{mark}PT4=");
            let (kept, at) = whole(text.as_bytes()).unwrap();
            assert_eq!((kept, at), (0..head.len(), head.len()..head.len() + mark.len()), "{mark}");
        }
        assert_eq!(whole("It does not work… help".as_bytes()), None);
        assert_eq!(whole(head.as_bytes()), None);
    }
}
