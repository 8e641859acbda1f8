//! Which items of a file are kept: those with a message, and those of use that stand beside one.

use std::collections::VecDeque;

use crate::kept::{Kept, Stretch};
use crate::limits::Limits;

/// What an item is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// It tells nothing.
    Nothing,
    /// It tells something of the way there, where a message is near: a cookie that is set, an error, a time.
    Sign,
    /// The same, by a page that the person saw or a redirect.
    Page,
    /// It may hold a message.
    Message,
}

/// An item that is held: its bytes, those of its texts left out that tell nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// Its number, counted from 0.
    pub(super) number: u64,
    /// Where the comma before it stands, if there is one.
    pub(super) comma: Option<u64>,
    /// What is held of it.
    pub(super) bytes: Vec<u8>,
    /// Where its stretches start: in `bytes`, and in the file.
    pub(super) stretches: Vec<(usize, u64)>,
}

impl Item {
    /// Appends bytes that stand at `at` of the file.
    pub(super) fn hold(&mut self, bytes: &[u8], at: u64) {
        let follows =
            self.stretches.last().is_some_and(|(start, from)| from + (self.bytes.len() - start) as u64 == at);
        if !follows && !bytes.is_empty() {
            self.stretches.push((self.bytes.len(), at));
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Where in the file a byte of what is held stands.
    pub(super) fn at(&self, place: usize) -> u64 {
        let next = self.stretches.partition_point(|(start, _)| *start <= place);
        let stretch = next.checked_sub(1).and_then(|last| self.stretches.get(last));
        stretch.map_or(0, |(start, at)| at + (place - start) as u64)
    }

    /// The same item without the bytes at `gap`.
    pub(super) fn without(self, gap: Option<std::ops::Range<usize>>) -> Item {
        let Some(gap) = gap else { return self };
        let mut item = Item { number: self.number, comma: self.comma, ..Item::default() };
        let ends = self.stretches.iter().skip(1).map(|(start, _)| *start).chain([self.bytes.len()]);
        for ((start, at), end) in self.stretches.iter().zip(ends) {
            for part in [*start..end.min(gap.start), (*start).max(gap.end)..end] {
                if let Some(bytes) = self.bytes.get(part.clone()) {
                    item.hold(bytes, at + (part.start - start) as u64);
                }
            }
        }
        item
    }
}

/// Bytes of pages, or of other signs, that are held back until a message follows.
const HELD_BACK_BYTES: usize = 1 << 20;

/// What was kept so far.
pub(super) struct Selection {
    /// How many pages, and how many other signs, are kept before and behind a message.
    beside: usize,
    /// How many items are kept at most.
    most: usize,
    bytes: Vec<u8>,
    kept: Kept,
    /// Signs and pages since the last message.
    held_back: [VecDeque<Item>; 2],
    held_bytes: [usize; 2],
    /// How many signs and pages are still kept behind the last message.
    behind: [usize; 2],
    messages: bool,
}

impl Selection {
    /// Keeps `most` items at most, and `beside` of each weight before and behind one with a message.
    pub(super) fn new(beside: usize, most: usize) -> Self {
        Selection {
            beside,
            most,
            bytes: Vec::new(),
            kept: Kept::default(),
            held_back: Default::default(),
            held_bytes: [0; 2],
            behind: [0; 2],
            messages: false,
        }
    }

    /// Keeps bytes that belong to no item: the head and the end of the file.
    pub(super) fn frame(&mut self, bytes: &[u8], at: u64, item: u64) {
        self.stretch(at, item);
        self.bytes.extend_from_slice(bytes);
    }

    /// Takes the next item.
    pub(super) fn add(&mut self, item: Item, weight: Weight) {
        let queue = match weight {
            Weight::Nothing => return,
            Weight::Message => {
                self.messages = true;
                self.release();
                self.behind = [self.beside; 2];
                return self.keep(item, true);
            }
            Weight::Sign => 0,
            Weight::Page => 1,
        };
        if let Some(behind @ 1..) = self.behind.get_mut(queue) {
            *behind -= 1;
            return self.keep(item, false);
        }
        self.hold_back(queue, item);
    }

    fn hold_back(&mut self, queue: usize, item: Item) {
        let (Some(held), Some(bytes)) = (self.held_back.get_mut(queue), self.held_bytes.get_mut(queue))
        else {
            return;
        };
        *bytes += item.bytes.len();
        held.push_back(item);
        while held.len() > self.beside || *bytes > HELD_BACK_BYTES {
            let Some(gone) = held.pop_front() else { break };
            *bytes -= gone.bytes.len();
        }
    }

    /// Keeps what was held back, in the order of the file.
    fn release(&mut self) {
        let mut held: Vec<Item> = self.held_back.iter_mut().flat_map(std::mem::take).collect();
        self.held_bytes = [0; 2];
        held.sort_by_key(|item| item.number);
        held.into_iter().for_each(|item| self.keep(item, false));
    }

    fn keep(&mut self, item: Item, message: bool) {
        // What only stands beside a message leaves a quarter of the room to messages.
        let (most, room) = match message {
            true => (self.most, Limits::KEPT_BYTES),
            false => (self.most / 4 * 3, Limits::KEPT_BYTES / 4 * 3),
        };
        if self.kept.items_kept >= most as u64 || self.bytes.len() + item.bytes.len() > room {
            self.kept.items_lost += u64::from(message);
            return;
        }
        if let Some(at) = item.comma.filter(|_| self.kept.items_kept > 0) {
            self.frame(b",", at, item.number);
        }
        self.kept.items_kept += 1;
        let start = self.bytes.len();
        for (place, at) in &item.stretches {
            self.kept.push(Stretch { start: (start + place) as u32, at: *at, item: item.number });
        }
        self.bytes.extend_from_slice(&item.bytes);
    }

    fn stretch(&mut self, at: u64, item: u64) {
        self.kept.push(Stretch { start: self.bytes.len() as u32, at, item });
    }

    /// An item with a message that was too large to be held.
    pub(super) fn lose(&mut self) {
        self.kept.items_lost += 1;
    }

    /// Where no message was found, what came last is kept: a sign-in may have failed before it sent one.
    pub(super) fn end_of_items(&mut self) {
        if !self.messages {
            self.release();
        }
    }

    /// All that was kept of a file of so many bytes and items.
    pub(super) fn finish(mut self, size: u64, items: u64) -> (Vec<u8>, Kept) {
        (self.kept.size, self.kept.items) = (size, items);
        (self.bytes, self.kept)
    }
}
