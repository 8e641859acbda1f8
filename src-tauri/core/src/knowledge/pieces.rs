//! Many pieces of text looked for in one pass, and where those stand that were found.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::word_starts::{WordStarts, starts};

/// Pieces of text; their letters may be large or small in what is searched.
pub(super) struct Pieces {
    written: Vec<Vec<u8>>,
    starts: WordStarts,
}

/// Where the pieces stand that a text has, by their numbers; few of all.
#[derive(Default)]
pub(super) struct Places(HashMap<usize, Vec<Range<usize>>>);

/// Things that are numbered, each once, in the order in which they came.
pub(super) struct Numbered<T> {
    all: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Numbered { all: Vec::new(), numbers: HashMap::new() }
    }

    /// The number of a thing.
    pub(super) fn number(&mut self, thing: T) -> usize {
        *self.numbers.entry(thing).or_insert_with(|| {
            self.all.push(thing);
            self.all.len() - 1
        })
    }

    /// All of them, by their numbers.
    pub(super) fn into_all(self) -> Vec<T> {
        self.all
    }
}

impl Pieces {
    /// Of pieces whose numbers are their places in this order. One without a start of a word is never found.
    pub(super) fn new<'p>(pieces: impl IntoIterator<Item = &'p str>) -> Self {
        let written: Vec<Vec<u8>> = pieces.into_iter().map(|piece| piece.as_bytes().to_vec()).collect();
        Pieces { starts: WordStarts::new(&written), written }
    }

    /// Where each piece stands, the first `most` places of each; `kept` says where it ends, or that it does not count there.
    pub(super) fn places(
        &self,
        text: &[u8],
        most: usize,
        kept: impl Fn(usize, Range<usize>) -> Option<usize>,
    ) -> Places {
        let mut found = Places::default();
        for at in starts(text) {
            for anchor in self.starts.of(text.get(at..).unwrap_or_default()) {
                let Some(range) = self.stands(anchor.piece, text, at.checked_sub(anchor.before)) else {
                    continue;
                };
                let Some(end) = kept(anchor.piece, range.clone()) else { continue };
                let places = found.0.entry(anchor.piece).or_default();
                if places.len() < most {
                    places.push(range.start..end);
                }
            }
        }
        found
    }

    fn stands(&self, piece: usize, text: &[u8], start: Option<usize>) -> Option<Range<usize>> {
        let (written, start) = (self.written.get(piece)?, start?);
        let range = start..start + written.len();
        text.get(range.clone())?.eq_ignore_ascii_case(written).then_some(range)
    }
}

impl Places {
    /// The numbers of the pieces that were found, in no order.
    pub(super) fn pieces(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    /// Where a piece stands, in the order of the text.
    pub(super) fn of(&self, piece: usize) -> &[Range<usize>] {
        self.0.get(&piece).map(Vec::as_slice).unwrap_or_default()
    }
}
