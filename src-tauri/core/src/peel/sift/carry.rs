//! An item that goes over the end of a piece: what is held of it so far, and where in it the piece ended.

use super::selection::Item;
use crate::limits::Limits;

/// A JSON value that is not whole yet.
#[derive(Default)]
pub(super) struct Carry {
    item: Item,
    depth: u32,
    in_text: bool,
    escaped: bool,
    /// Where in the item the text starts that is being read.
    text: usize,
    /// Whether that text is too long to be held.
    leaving_out: bool,
    /// Whether the item is too large to be held.
    too_large: bool,
}

impl Carry {
    /// A value that starts with the next byte.
    pub(super) fn begin(item: Item) -> Self {
        Carry { item, ..Carry::default() }
    }

    /// Goes on through `piece`, which stands at `at` of the file; how many of its bytes belong to the value, where it ends.
    pub(super) fn go_on(&mut self, piece: &[u8], at: u64) -> Option<usize> {
        let mut here = 0;
        while let Some(rest) = piece.get(here..).filter(|rest| !rest.is_empty()) {
            let was_text = self.in_text;
            let len = if self.in_text { self.through_text(rest) } else { self.through_structure(rest) };
            self.hold(rest.get(..len).unwrap_or_default(), at + here as u64, was_text && self.in_text);
            here += len;
            if self.depth == 0 && !self.in_text {
                return Some(here);
            }
        }
        None
    }

    /// What is held of the value; nothing where that was too much.
    pub(super) fn item(self) -> Option<Item> {
        (!self.too_large).then_some(self.item)
    }

    /// To the quote that ends the text, and no further; a backslash takes the next byte along.
    fn through_text(&mut self, rest: &[u8]) -> usize {
        if std::mem::take(&mut self.escaped) {
            return 1;
        }
        match memchr::memchr2(b'"', b'\\', rest) {
            None => rest.len(),
            Some(0) if rest.first() == Some(&b'"') => {
                self.in_text = false;
                1
            }
            Some(len) if rest.get(len) == Some(&b'"') => len,
            Some(len) => {
                self.escaped = true;
                len + 1
            }
        }
    }

    /// To the next text, or to the end of the value.
    fn through_structure(&mut self, rest: &[u8]) -> usize {
        for (place, byte) in rest.iter().enumerate() {
            match byte {
                b'"' => {
                    self.in_text = true;
                    return place + 1;
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return place + 1;
                    }
                }
                _ => {}
            }
        }
        rest.len()
    }

    fn hold(&mut self, bytes: &[u8], at: u64, inside_text: bool) {
        if self.too_large || self.leaving_out && inside_text {
            return;
        }
        self.leaving_out = false;
        self.item.hold(bytes, at);
        if !inside_text {
            self.text = self.item.bytes.len();
        } else if self.item.bytes.len() - self.text > Limits::TEXT_BYTES {
            self.item.bytes.truncate(self.text);
            let held = self.item.stretches.partition_point(|(start, _)| *start < self.text);
            self.item.stretches.truncate(held);
            self.leaving_out = true;
        }
        if self.item.bytes.len() > Limits::ENTRY_BYTES {
            self.too_large = true;
            self.item = Item { number: self.item.number, ..Item::default() };
        }
    }
}
