//! A browser's log, entry by entry.

use super::carry::Carry;
use super::entry::{self, Hosts};
use super::selection::{Item, Selection, Weight};
use crate::kept::Kept;
use crate::limits::Limits;
use crate::peel::har;

/// The entries of a log as they come.
pub(super) struct Entries {
    selection: Selection,
    hosts: Hosts,
    /// Where in the file the next piece starts.
    at: u64,
    items: u64,
    comma: Option<u64>,
    /// The entry that is not whole yet.
    carry: Option<Carry>,
    /// Room for the others.
    room: Item,
    /// Whether the list of entries is over.
    over: bool,
    /// Bytes behind the list that are kept.
    tail: usize,
}

/// Pages, and other entries that tell of the way, that are kept before and behind one with a message.
const BESIDE: usize = 32;
/// Bytes behind the list of entries that are kept: brackets, and what tools write there.
const TAIL: usize = 16 << 10;

impl Entries {
    /// Takes the start of a file, if it is that of a log.
    pub(super) fn begin(head: &[u8]) -> Option<Self> {
        let start = har::is_log(head).then(|| har::scan::list(head)).flatten()?;
        let mut entries = Entries {
            selection: Selection::new(BESIDE, Limits::EXCHANGES),
            hosts: Hosts::default(),
            at: start as u64,
            items: 0,
            comma: None,
            carry: None,
            room: Item::default(),
            over: false,
            tail: 0,
        };
        let (before, rest) = head.split_at_checked(start)?;
        entries.selection.frame(before, 0, 0);
        entries.take(rest);
        Some(entries)
    }

    /// Takes the next piece.
    pub(super) fn take(&mut self, piece: &[u8]) {
        let mut here = if self.carry.is_some() { self.carry_on(piece, 0) } else { 0 };
        while let Some(byte) = piece.get(here).filter(|_| !self.over && self.carry.is_none()) {
            match byte {
                b']' => self.over = true,
                b',' => {
                    self.comma = Some(self.at + here as u64);
                    here += 1;
                }
                b'{' | b'[' | b'"' => here = self.entry(piece, here),
                _ => here += 1,
            }
        }
        if self.over {
            self.behind(piece.get(here..).unwrap_or_default(), self.at + here as u64);
        }
        self.at += piece.len() as u64;
    }

    /// The entry that starts at `here`; where it ends, which is the piece's end where it goes on.
    fn entry(&mut self, piece: &[u8], here: usize) -> usize {
        let number = self.items;
        self.items += 1;
        let comma = self.comma.take();
        let Some((weighed, end)) = entry::weigh(piece, here, &mut self.hosts) else {
            self.carry = Some(Carry::begin(Item { number, comma, ..Item::default() }));
            return self.carry_on(piece, here);
        };
        if weighed.weight > Weight::Nothing {
            let gap = weighed.leave_out.unwrap_or(end..end);
            self.room.begin(number, comma);
            self.room.hold(piece.get(here..gap.start).unwrap_or_default(), self.at + here as u64);
            self.room.hold(piece.get(gap.end..end).unwrap_or_default(), self.at + gap.end as u64);
            self.selection.add(&self.room, weighed.weight);
        }
        end
    }

    /// Goes on with the entry that came in part.
    fn carry_on(&mut self, piece: &[u8], here: usize) -> usize {
        let Some(mut carry) = self.carry.take() else { return here };
        let rest = piece.get(here..).unwrap_or_default();
        match carry.go_on(rest, self.at + here as u64) {
            Some(len) => {
                self.carried(carry.item());
                here + len
            }
            None => {
                self.carry = Some(carry);
                piece.len()
            }
        }
    }

    fn carried(&mut self, item: Option<Item>) {
        let Some(mut item) = item else { return self.selection.lose() };
        let Some((weighed, _)) = entry::weigh(&item.bytes, 0, &mut self.hosts) else {
            // What is not JSON by the letter is for the reader to judge.
            return self.selection.add(&item, Weight::Message);
        };
        if let Some(gap) = weighed.leave_out {
            item.leave_out(gap);
        }
        self.selection.add(&item, weighed.weight);
    }

    fn behind(&mut self, rest: &[u8], at: u64) {
        let kept = rest.get(..rest.len().min(TAIL - self.tail)).unwrap_or_default();
        if self.tail == 0 {
            self.selection.end_of_items();
        }
        self.tail += kept.len();
        self.selection.frame(kept, at, self.items);
    }

    /// What was kept. An entry that the file breaks off in is kept as far as it goes.
    pub(super) fn finish(mut self) -> (Vec<u8>, Kept) {
        if let Some(item) = self.carry.take().and_then(Carry::item) {
            self.selection.add(&item, Weight::Message);
        }
        if !self.over {
            self.selection.end_of_items();
        }
        self.selection.finish(self.at, self.items)
    }
}
