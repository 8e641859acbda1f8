//! Takes a file in pieces, and keeps what may tell of a sign-in: memory is bounded, however large the file is.
//!
//! A browser's log keeps its entries that hold a message and those beside them, a text its lines; the bodies that hold
//! nothing are never held. What is kept are the file's own bytes, and [`Kept`] knows where each stood. A file of any
//! other kind is held whole, since nothing of it can be told before its end.

mod carry;
mod entries;
mod entry;
mod lines;
mod selection;

#[cfg(test)]
mod tests;

use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;

use super::har;
use crate::case::{Case, Paste, Role};
use crate::kept::Kept;
use crate::limits::Limits;
use crate::span::{LayerId, Span};
use crate::watch::{Progress, Stage, Watch};

/// Takes the pieces of one file.
pub struct Sieve {
    name: String,
    role: Role,
    /// A file up to this size is held whole, whatever it is.
    whole_up_to: usize,
    state: State,
}

enum State {
    /// So little has come that it is held whole.
    Start(Vec<u8>),
    /// It is of a kind that has to be held whole.
    Whole(Vec<u8>),
    /// A browser's log.
    Entries(Box<entries::Entries>),
    /// A text of lines.
    Lines(Box<lines::Lines>),
    /// It would have to be held whole, and is too large: only its bytes are counted.
    TooLarge(u64),
}

impl Sieve {
    /// For a file of this name, that plays this part.
    pub fn new(name: impl Into<String>, role: Role) -> Self {
        Self::from(name, role, Limits::WHOLE_BYTES)
    }

    /// The same, where a file is sifted that is larger than `whole_up_to` bytes; that many are looked at to tell its kind.
    pub fn from(name: impl Into<String>, role: Role, whole_up_to: usize) -> Self {
        Sieve { name: name.into(), role, whole_up_to, state: State::Start(Vec::new()) }
    }

    /// Takes the next piece.
    pub fn take(&mut self, piece: &[u8]) {
        match &mut self.state {
            State::Start(held) => {
                let room = (self.whole_up_to + 1).saturating_sub(held.len());
                let (now, later) = piece.split_at_checked(room).unwrap_or((piece, &[]));
                held.extend_from_slice(now);
                if held.len() > self.whole_up_to {
                    self.state = kind(std::mem::take(held));
                    self.take(later);
                }
            }
            State::Whole(held) if held.len() + piece.len() > Limits::PASTE_BYTES => {
                self.state = State::TooLarge((held.len() + piece.len()) as u64);
            }
            State::Whole(held) => held.extend_from_slice(piece),
            State::Entries(entries) => entries.take(piece),
            State::Lines(lines) => lines.take(piece),
            State::TooLarge(size) => *size += piece.len() as u64,
        }
    }

    /// How many bytes are held of what has to be held whole; 0 where the file is sifted.
    pub(super) fn held(&self) -> usize {
        match &self.state {
            State::Start(held) | State::Whole(held) => held.len(),
            State::Entries(_) | State::Lines(_) | State::TooLarge(_) => 0,
        }
    }

    /// What was kept, once all pieces were taken.
    pub fn paste(self) -> Paste {
        let (bytes, kept) = match self.state {
            State::Start(bytes) | State::Whole(bytes) => (bytes, None),
            State::Entries(entries) => some(entries.finish()),
            State::Lines(lines) => some(lines.finish()),
            State::TooLarge(size) => (Vec::new(), Some(Kept::nothing_of(size))),
        };
        Paste { name: self.name, bytes, role: self.role, kept }
    }

    /// Takes all that a reader gives, while `watch` goes on waiting; nothing where it does not.
    ///
    /// # Errors
    /// What the reader says.
    pub fn read(
        mut self,
        mut from: impl Read,
        size: Option<u64>,
        watch: &dyn Watch,
    ) -> std::io::Result<Option<Paste>> {
        let mut piece = vec![0; PIECE];
        let mut done = 0;
        loop {
            if watch.at(Progress { stage: Stage::Read, done, of: size }) == ControlFlow::Break(()) {
                return Ok(None);
            }
            match from.read(&mut piece) {
                Ok(0) => return Ok(Some(self.paste())),
                Ok(len) => {
                    self.take(piece.get(..len).unwrap_or_default());
                    done += len as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// What kind of file starts so, and how the rest of it is taken.
fn kind(head: Vec<u8>) -> State {
    if let Some(entries) = entries::Entries::begin(&head) {
        return State::Entries(Box::new(entries));
    }
    match lines::Lines::begin(&head) {
        Some(lines) => State::Lines(Box::new(lines)),
        None => State::Whole(head),
    }
}

fn some((bytes, kept): (Vec<u8>, Kept)) -> (Vec<u8>, Option<Kept>) {
    (bytes, Some(kept))
}

/// A paste that came whole, sifted like a file that comes in pieces.
pub(super) fn sifted(paste: Paste) -> Paste {
    if paste.kept.is_some() || paste.bytes.len() <= Limits::WHOLE_BYTES {
        return paste;
    }
    let mut sieve = Sieve::new(paste.name.clone(), paste.role);
    let head = paste.bytes.get(..Limits::WHOLE_BYTES + 1).unwrap_or_default();
    match kind(head.to_vec()) {
        State::Whole(_) if paste.bytes.len() <= Limits::PASTE_BYTES => paste,
        _ => {
            sieve.take(&paste.bytes);
            sieve.paste()
        }
    }
}

/// Notes of a layer that it holds parts of a file only, and what of that matters.
pub(super) fn keep(case: &mut Case, id: LayerId, kept: Kept) {
    let Some(layer) = case.layer_mut(id) else { return };
    layer.kept = Some(kept);
    note(case, id);
}

/// Says what was left aside of a file.
pub(super) fn note(case: &mut Case, id: LayerId) {
    let Some(layer) = case.layer(id) else { return };
    let Some(kept) = layer.kept.as_ref().filter(|kept| kept.items > 0) else { return };
    let (at, lost) = (Span::new(id, 0..0), kept.items_lost);
    let item = if har::is_log(&layer.bytes) { "entries" } else { "lines" };
    let says = format!(
        "The file is large: of its {} {item} in {}, {} were read, those that may tell of a sign-in and what stands \
         beside them.",
        kept.items,
        megabytes(kept.size),
        kept.items_kept,
    );
    case.crack(at, "sifted", says);
    if lost > 0 {
        let says = format!(
            "{lost} more of its {item} may hold a message, and there was no room for them: save the minutes of the \
             sign-in alone."
        );
        case.crack(at, "sifted/lost", says);
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}
