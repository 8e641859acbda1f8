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

    /// Holds nothing any more, and is another item: its room is used again.
    pub(super) fn begin(&mut self, number: u64, comma: Option<u64>) {
        (self.number, self.comma) = (number, comma);
        self.bytes.clear();
        self.stretches.clear();
    }

    /// Takes the bytes at `gap` out.
    pub(super) fn leave_out(&mut self, gap: std::ops::Range<usize>) {
        let behind = self.at(gap.end);
        let ends = self.stretches.partition_point(|(start, _)| *start <= gap.start);
        let follows = self.stretches.partition_point(|(start, _)| *start <= gap.end);
        if gap.end > self.bytes.len() || gap.is_empty() || ends == 0 {
            return;
        }
        self.bytes.drain(gap.clone());
        let moved = |(start, at): (usize, u64)| (start - gap.len(), at);
        let later: Vec<(usize, u64)> =
            self.stretches.get(follows..).unwrap_or_default().iter().copied().map(moved).collect();
        self.stretches.truncate(ends);
        self.stretches.push((gap.start, behind));
        self.stretches.extend(later);
    }
}

/// Bytes of pages, or of other signs, that are held back until a message follows.
const HELD_BACK_BYTES: usize = 384 << 10;

/// What was kept so far.
pub(super) struct Selection {
    /// How many pages, and how many other signs, are kept before and behind a message.
    beside: usize,
    /// How many items are kept at most.
    most: usize,
    bytes: Vec<u8>,
    kept: Kept,
    /// Signs and pages since the last message.
    held_back: [Queue; 2],
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
    pub(super) fn add(&mut self, item: &Item, weight: Weight) {
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
        if let Some(held) = self.held_back.get_mut(queue) {
            held.push(item, self.beside);
        }
    }

    /// Keeps what was held back, in the order of the file.
    fn release(&mut self) {
        let [mut signs, mut pages] = std::mem::take(&mut self.held_back);
        let mut item = Item::default();
        loop {
            let next = match (signs.first(), pages.first()) {
                (None, None) => break,
                (Some(sign), Some(page)) if sign < page => &mut signs,
                (Some(_), None) => &mut signs,
                _ => &mut pages,
            };
            next.pop(&mut item);
            self.keep(&item, false);
        }
        // Their room is used again.
        self.held_back = [signs, pages];
    }

    fn keep(&mut self, item: &Item, message: bool) {
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

/// Items behind one another in one stretch of memory.
#[derive(Default)]
struct Queue {
    bytes: Vec<u8>,
    /// How many bytes at the start belong to items that are gone.
    gone: usize,
    items: VecDeque<Held>,
}

/// An item without its bytes.
struct Held {
    number: u64,
    comma: Option<u64>,
    len: usize,
    stretches: Vec<(usize, u64)>,
}

impl Queue {
    /// Puts an item at the end; no more than `most` are held, and no more than so many bytes.
    fn push(&mut self, item: &Item, most: usize) {
        self.bytes.extend_from_slice(&item.bytes);
        let stretches = item.stretches.clone();
        self.items.push_back(Held {
            number: item.number,
            comma: item.comma,
            len: item.bytes.len(),
            stretches,
        });
        while self.items.len() > most || self.bytes.len() - self.gone > HELD_BACK_BYTES {
            let Some(gone) = self.items.pop_front() else { break };
            self.gone += gone.len;
        }
        if self.gone > HELD_BACK_BYTES {
            self.bytes.drain(..self.gone);
            self.gone = 0;
        }
    }

    /// The number of the first item.
    fn first(&self) -> Option<u64> {
        self.items.front().map(|held| held.number)
    }

    /// Takes the first item out.
    fn pop(&mut self, item: &mut Item) {
        let Some(held) = self.items.pop_front() else { return };
        item.begin(held.number, held.comma);
        item.bytes.extend_from_slice(self.bytes.get(self.gone..self.gone + held.len).unwrap_or_default());
        item.stretches.extend(held.stretches);
        self.gone += held.len;
        if self.items.is_empty() {
            self.bytes.clear();
            self.gone = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_moves_what_stands_behind() {
        let mut item = Item::default();
        item.hold(b"abcdef", 100);
        item.hold(b"ghij", 200);
        item.leave_out(2..4);
        assert_eq!(item.bytes, b"abefghij");
        assert_eq!([0, 1, 2, 3, 4, 7].map(|place| item.at(place)), [100, 101, 104, 105, 200, 203]);
        item.leave_out(3..5);
        assert_eq!(item.bytes, b"abehij");
        assert_eq!([2, 3, 5].map(|place| item.at(place)), [104, 201, 203]);
    }

    #[test]
    fn a_queue_holds_the_last_ones() {
        let mut queue = Queue::default();
        for number in 0..2_000 {
            let mut item = Item { number, ..Item::default() };
            item.hold(&[number as u8; 1_000], number * 1_000);
            queue.push(&item, 3);
        }
        assert!(queue.bytes.len() <= 2 * HELD_BACK_BYTES + 1_000 && queue.items.len() == 3);
        let mut item = Item::default();
        for number in 1_997_u64..2_000 {
            queue.pop(&mut item);
            assert_eq!((item.number, item.bytes[0], item.at(5)), (number, number as u8, number * 1_000 + 5));
        }
        assert!(queue.first().is_none() && queue.bytes.is_empty());
    }
}
