//! A text of lines: an access log, a sign-in log in NDJSON, the log of a product.

use memchr::memmem;

use super::selection::{Item, Selection, Weight};
use crate::kept::Kept;
use crate::limits::Limits;
use crate::peel::http::access_log;
use crate::peel::logs::{line, ndjson};
use crate::peel::parameters;

/// The lines of a text as they come.
pub(super) struct Lines {
    selection: Selection,
    /// Whether every line is an event of a sign-in log.
    events: bool,
    /// Where in the file the next piece starts.
    at: u64,
    items: u64,
    /// The line that is not whole yet.
    carry: Item,
    /// Whether that line is too long to be held.
    too_long: bool,
}

/// Lines before and behind one with a message that are kept with it.
const BESIDE: usize = 8;
/// Bytes at the start that are looked at to tell what a text is.
const HEAD: usize = 64 << 10;

impl Lines {
    /// Takes the start of a file, if it is a text of lines that can be told apart.
    pub(super) fn begin(head: &[u8]) -> Option<Self> {
        let start = head.get(..HEAD.min(head.len()))?;
        let events = ndjson::begins(start);
        if !(events || access_log::begins(start).is_some() || is_log(start)) {
            return None;
        }
        let mut lines = Lines {
            selection: Selection::new(BESIDE, Limits::EXCERPTS),
            events,
            at: 0,
            items: 0,
            carry: Item::default(),
            too_long: false,
        };
        lines.take(head);
        Some(lines)
    }

    /// Takes the next piece.
    pub(super) fn take(&mut self, piece: &[u8]) {
        let mut here = 0;
        while let Some(len) = piece.get(here..).and_then(|rest| memchr::memchr(b'\n', rest)) {
            let end = here + len + 1;
            self.hold(piece.get(here..end).unwrap_or_default(), self.at + here as u64);
            self.line();
            here = end;
        }
        self.hold(piece.get(here..).unwrap_or_default(), self.at + here as u64);
        self.at += piece.len() as u64;
    }

    fn hold(&mut self, bytes: &[u8], at: u64) {
        self.too_long |= self.carry.bytes.len() + bytes.len() > Limits::TEXT_BYTES;
        if !self.too_long {
            self.carry.hold(bytes, at);
        }
    }

    /// A line is whole.
    fn line(&mut self) {
        self.carry.number = self.items;
        self.items += 1;
        if std::mem::take(&mut self.too_long) {
            self.selection.lose();
        } else if self.carry.bytes.first() == Some(&b'#') {
            // It names the fields of the lines that follow.
            self.selection.frame(&self.carry.bytes, self.carry.at(0), self.carry.number);
        } else {
            let weight = if self.tells(&self.carry.bytes) { Weight::Message } else { Weight::Sign };
            self.selection.add(&self.carry, weight);
        }
        self.carry.begin(self.items, None);
    }

    fn tells(&self, line: &[u8]) -> bool {
        let fails = || FAILING.iter().any(|word| memmem::find(line, word).is_some());
        MESSAGES.iter().any(|sign| memmem::find(line, sign).is_some())
            || asks_with_parameters(line)
            || fails() && (self.events || line::kind_of(line).is_some())
    }

    /// What was kept.
    pub(super) fn finish(mut self) -> (Vec<u8>, Kept) {
        if !self.carry.bytes.is_empty() {
            self.line();
        }
        self.selection.end_of_items();
        self.selection.finish(self.at, self.items)
    }
}

/// How messages, and what carries them, look in a line.
const MESSAGES: &[&[u8]] = &[b"SAMLRe", b"SAMLart", b"wresult", b"eyJ", b"PHNhbWw", b"id_token"];
/// What a line says of something that failed.
const FAILING: &[&[u8]] = &[
    b"rror", b"ERROR", b"ail", b"FAIL", b"enied", b"DENY", b"nvalid", b"xpired", b"eject", b"WARN", b"AADSTS",
];

/// A request in an access log, with parameters of a sign-in.
fn asks_with_parameters(line: &[u8]) -> bool {
    let targets = memchr::memchr_iter(b'?', line).take(8);
    targets.filter_map(|at| line.get(at + 1..)).any(|rest| {
        parameters::tells(rest.split(|byte| matches!(byte, b' ' | b'"')).next().unwrap_or_default())
    })
}

/// Lines that are looked at.
const LOOKED_AT: usize = 50;

/// Whether most lines begin with a time, as those of logs do, or one is of a product that is known.
fn is_log(head: &[u8]) -> bool {
    if head.contains(&0) || matches!(head.trim_ascii_start().first(), Some(b'<' | b'{' | b'-') | None) {
        return false;
    }
    let lines: Vec<&[u8]> =
        head.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(LOOKED_AT).collect();
    let timed = |line: &&&[u8]| {
        let start = line.get(..40.min(line.len())).unwrap_or_default();
        matches!(start, [b'0'..=b'9' | b'[', ..]) && start.contains(&b':') && start.contains(&b' ')
    };
    lines.len() > 4 && (lines.iter().filter(timed).count() * 2 > lines.len() || line::kind_of(head).is_some())
}
