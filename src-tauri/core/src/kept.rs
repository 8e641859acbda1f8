//! What was kept of a file that is too large to be held: stretches of it, one behind the other, and where each stood.

use std::ops::Range;

/// A file of which stretches are held. Nothing is put between them: the bytes held are the file's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Bytes of the whole file.
    pub size: u64,
    /// What the file is a list of: entries of a log, lines. All of them are counted, those that were left aside too.
    pub items: u64,
    /// How many of them were kept.
    pub items_kept: u64,
    /// How many were left aside, for want of room, that hold something of a sign-in.
    pub items_lost: u64,
    stretches: Vec<Stretch>,
}

/// The start of a stretch; it goes on to the start of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it starts in what is held.
    pub start: u32,
    /// Where it starts in the file.
    pub at: u64,
    /// Which item of the file it belongs to, counted from 0.
    pub item: u64,
}

impl Kept {
    /// A file of so many bytes of which nothing is held.
    pub fn nothing_of(size: u64) -> Self {
        Kept { size, ..Kept::default() }
    }

    /// Appends a stretch; bytes that follow those before in the file, of the same item, go on with that one's.
    pub fn push(&mut self, stretch: Stretch) {
        let follows = self.stretches.last().is_some_and(|last| {
            last.item == stretch.item && last.at + u64::from(stretch.start - last.start) == stretch.at
        });
        if !follows {
            self.stretches.push(stretch);
        }
    }

    /// The stretches, in order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// Where in the file the bytes stand that are held at `range`: from the first of them to the last.
    pub fn in_file(&self, range: Range<u32>) -> Range<u64> {
        let place =
            |at: u32| self.stretch(at).map_or(0, |stretch| stretch.at + u64::from(at - stretch.start));
        let start = place(range.start);
        if range.end <= range.start {
            return start..start;
        }
        start..place(range.end - 1) + 1
    }

    /// The item of the file that a byte which is held belongs to.
    pub fn item(&self, at: u32) -> u64 {
        self.stretch(at).map_or(0, |stretch| stretch.item)
    }

    fn stretch(&self, at: u32) -> Option<&Stretch> {
        let next = self.stretches.partition_point(|stretch| stretch.start <= at);
        self.stretches.get(next.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_knows_its_place_in_the_file() {
        let mut kept = Kept::default();
        for (start, at, item) in [(0, 0, 0), (10, 10, 0), (20, 5_000_000_000, 7)] {
            kept.push(Stretch { start, at, item });
        }
        assert_eq!(kept.stretches().len(), 2, "the second goes on with the first");
        assert_eq!(kept.in_file(3..12), 3..12);
        assert_eq!(kept.in_file(20..25), 5_000_000_000..5_000_000_005);
        assert_eq!(kept.in_file(18..21), 18..5_000_000_001);
        assert_eq!((kept.item(19), kept.item(20)), (0, 7));
        assert_eq!(kept.in_file(21..21), 5_000_000_001..5_000_000_001);
    }
}
