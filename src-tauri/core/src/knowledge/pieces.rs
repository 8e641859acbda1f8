//! Many pieces of text looked for in one pass, and where those stand that were found.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Pieces of text; their letters may be large or small in what is searched.
pub(super) struct Pieces(Option<AhoCorasick>);

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
    /// Of pieces whose numbers are their places in this order. The tables take half a megabyte for a thousand of them; as a
    /// deterministic automaton they would take twenty times as much, to be searched in half the time.
    pub(super) fn new<'p>(pieces: impl IntoIterator<Item = &'p str>) -> Self {
        let machine = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(pieces);
        Pieces(machine.ok())
    }

    /// Where each piece stands, the first `most` places of each; `kept` says where it ends, or that it does not count there.
    pub(super) fn places(
        &self,
        text: &[u8],
        most: usize,
        kept: impl Fn(usize, Range<usize>) -> Option<usize>,
    ) -> Places {
        let mut found = Places::default();
        let Some(machine) = &self.0 else { return found };
        for hit in machine.find_overlapping_iter(text) {
            let piece = hit.pattern().as_usize();
            let Some(end) = kept(piece, hit.range()) else { continue };
            let places = found.0.entry(piece).or_default();
            if places.len() < most {
                places.push(hit.start()..end);
            }
        }
        found
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
