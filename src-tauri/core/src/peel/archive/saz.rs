//! A capture of Fiddler (SAZ): a ZIP file with a request, an answer and times for each session, in the folder `raw`.

use std::collections::BTreeMap;

use super::zip;
use super::zip_reader::{Entry, entries, is_zip};
use crate::case::{Case, Layer};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::http::raw_http;
use crate::peel::sift::Sieve;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "saz",
    title: "A capture of Fiddler (SAZ)",
    example: "PK… raw/01_c.txt, raw/01_s.txt, raw/01_m.xml",
    surest: 97,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let named = || {
        memchr::memmem::find(&layer.bytes, b"_c.txt").is_some()
            && memchr::memmem::find(&layer.bytes, b"raw/").is_some()
    };
    if is_zip(&layer.bytes) && named() {
        Bid::new(97, "a ZIP file with the sessions of Fiddler")
    } else {
        None
    }
}

/// What belongs to one session.
#[derive(Default)]
struct Session<'a> {
    request: Option<&'a Entry>,
    answer: Option<&'a Entry>,
    times: Option<&'a Entry>,
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some((found, _)) = case.layer(id).and_then(|layer| entries(&layer.bytes)) else { return Vec::new() };
    let mut sessions: BTreeMap<u32, Session> = BTreeMap::new();
    for entry in &found {
        let Some((number, part)) = entry.file_name().split_once('_') else { continue };
        let Ok(number) = number.parse() else { continue };
        let session = sessions.entry(number).or_default();
        match part {
            "c.txt" => session.request = Some(entry),
            "s.txt" => session.answer = Some(entry),
            "m.xml" => session.times = Some(entry),
            _ => {}
        }
    }
    let mut left = Limits::ARCHIVE_BYTES;
    let mut opened = Vec::new();
    for (number, session) in sessions {
        opened.extend(open_session(case, id, number, &session, &mut left));
    }
    opened
}

fn open_session(
    case: &mut Case,
    id: LayerId,
    number: u32,
    session: &Session,
    left: &mut usize,
) -> Vec<LayerId> {
    let seen = session.times.and_then(|entry| began(case, id, entry));
    let Some(request) = session.request.and_then(|entry| zip::unpack(case, id, entry, left)) else {
        return Vec::new();
    };
    let answer = session.answer.and_then(|entry| zip::unpack(case, id, entry, left));
    raw_http::open_pair(case, (request, answer), Source::Tool { entry: number }, seen)
}

/// When the browser began, by the clock of the machine that captured it.
fn began(case: &Case, id: LayerId, entry: &Entry) -> Option<Seen> {
    let layer = case.layer(id)?;
    let mut sieve = Sieve::new(entry.file_name(), layer.role);
    entry.unpack(&layer.bytes, 64 << 10, &mut sieve)?;
    let text = String::from_utf8_lossy(&sieve.paste().bytes).into_owned();
    let value = text.split("ClientBeginRequest=\"").nth(1)?.split('"').next()?;
    let at = chrono::DateTime::parse_from_rfc3339(value).ok()?.to_utc();
    let span = Span::new(id, entry.data.start as u32..entry.data.end as u32);
    Some(Seen { at, span, called: "ClientBeginRequest" })
}
