//! Lines of an application's log, or a vendor's error text, as people quote them.

use std::ops::Range;

use super::error_text;
use super::line::kind_of;
use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::peel::excerpts;
use crate::peel::form::{Bid, Form};
use crate::peel::http::lines;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "application_log",
    title: "Lines of an application's log, or a vendor's error text",
    example: "AADSTS50011: The reply URL 'https://sp.example/acs' specified in the request does not match …",
    surest: 15,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.get(..HEAD.min(layer.bytes.len()))?;
    if kind_of(head).is_some() && layer.is_text() {
        Bid::new(15, "words of a product's log or error")
    } else {
        None
    }
}

/// Bytes at the start in which a line of a kind stands, if there is one.
const HEAD: usize = 1 << 20;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    error_text::note_time(case, id);
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let found = texts(&layer.bytes);
    for at in found {
        let at = Span::new(id, at.start as u32..at.end as u32);
        case.artefacts.push(Artefact { at, content: Content::LogText });
    }
    // Messages and tokens may stand among the lines.
    excerpts::open(case, id)
}

/// The stretches that tell: each line of a kind; where only all of the text is of one, all of it.
fn texts(bytes: &[u8]) -> Vec<Range<usize>> {
    let printed = kind_of(bytes).is_some_and(|kind| kind.kind == "printed-certificate");
    let known = |line: &Range<usize>| bytes.get(line.clone()).and_then(kind_of).is_some();
    let single: Vec<_> =
        if printed { Vec::new() } else { lines(bytes, 0).filter(known).take(Limits::EXCERPTS).collect() };
    match single.as_slice() {
        [] | [_] => {
            let lead = bytes.len() - bytes.trim_ascii_start().len();
            std::iter::once(lead..lead + bytes.trim_ascii().len()).collect()
        }
        _ => with_what_follows(bytes, single),
    }
}

/// Whether a line begins a record of its own, by its date or its time of day.
fn begins_with_time(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"[").unwrap_or(line);
    let fits = |form: &[u8]| {
        line.len() > form.len()
            && line.iter().zip(form).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    fits(b"0000-00-00") || fits(b"00:00:00") || fits(b"0000/00/00")
}

/// Each line with those behind it that begin no other record, up to an empty one: a stack, or the rest of a line that was broken.
fn with_what_follows(bytes: &[u8], mut known: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let starts: Vec<usize> = known.iter().map(|line| line.start).chain([bytes.len()]).collect();
    for (line, next) in known.iter_mut().zip(starts.iter().skip(1)) {
        let behind = lines(bytes, line.end).skip(1).take_while(|more| {
            let text = bytes.get(more.clone()).unwrap_or_default();
            more.start < *next && !text.is_empty() && !begins_with_time(text)
        });
        line.end = behind.last().map_or(line.end, |last| last.end);
    }
    known
}
