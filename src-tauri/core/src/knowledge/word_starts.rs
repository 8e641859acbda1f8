//! An index of many pieces of text, each by the start of one of its words: a text is asked only where its own words start.

use crate::byte_block::{BLOCK, Ranges, bits, marked, of_bytes, spread, start};

/// A word by which a piece is found.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    /// The number of the piece.
    pub(super) piece: usize,
    /// How many bytes of the piece stand before the word.
    pub(super) before: usize,
    /// What the piece holds from there on, as far as one number goes.
    first: u64,
    /// The bits of it that count.
    counts: u64,
}

/// Pieces by the starts of their words.
pub(super) struct WordStarts {
    /// For each bucket, where its anchors begin; one more than there are buckets.
    begins: Vec<u32>,
    /// The anchors, bucket by bucket.
    anchors: Vec<Anchor>,
}

/// How many buckets there are, as a power of two: more than pieces, and few enough to stay near the processor.
const BITS: u32 = 12;

impl WordStarts {
    /// Of pieces; each is found by the one of its words whose start the fewest others share.
    pub(super) fn new(pieces: &[Vec<u8>]) -> Self {
        let mut shared = vec![0_u32; 1 << BITS];
        for bucket in pieces.iter().flat_map(|piece| buckets(piece)).map(|(_, bucket)| bucket) {
            if let Some(shared) = shared.get_mut(bucket) {
                *shared += 1;
            }
        }
        let rarest = |piece| buckets(piece).min_by_key(|(_, bucket)| shared.get(*bucket).copied());
        let anchored = pieces.iter().enumerate().filter_map(|(piece, written)| {
            let (before, bucket) = rarest(written)?;
            let rest = written.get(before..)?;
            let counts = of_bytes(rest.len());
            Some((bucket, Anchor { piece, before, first: start(rest) & counts, counts }))
        });
        let mut anchored: Vec<(usize, Anchor)> = anchored.collect();
        anchored.sort_by_key(|(bucket, anchor)| (*bucket, anchor.piece));
        let begins = |bucket| anchored.partition_point(|(of, _)| *of < bucket) as u32;
        WordStarts {
            begins: (0..=1 << BITS).map(begins).collect(),
            anchors: anchored.iter().map(|(_, anchor)| *anchor).collect(),
        }
    }

    /// The anchors that the word may be which begins a text: their first bytes are the same.
    pub(super) fn of(&self, text: &[u8]) -> impl Iterator<Item = &Anchor> {
        let here = start(text);
        // The last word of a piece goes on in digits at most.
        let is_long = text.first_chunk::<4>().is_some_and(|start| start.iter().all(u8::is_ascii_alphabetic));
        let short = if is_long { &[] } else { self.bucket(bucket(here & SHORT)) };
        let anchors = self.bucket(bucket(here & LONG)).iter().chain(short);
        anchors.filter(move |anchor| here & anchor.counts == anchor.first)
    }

    fn bucket(&self, bucket: usize) -> &[Anchor] {
        let end = |bucket: usize| self.begins.get(bucket).map(|end| *end as usize);
        let range = end(bucket).zip(end(bucket + 1)).map(|(start, end)| start..end);
        range.and_then(|range| self.anchors.get(range)).unwrap_or_default()
    }
}

/// Where words start in a text: behind what is of no word; and each character that is not of ASCII, for some languages put
/// nothing between their words.
pub(super) fn starts(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut within = 0;
    marked(text, move |block| {
        let words = bits(block, OF_WORDS);
        // A word goes on where the byte before is of it, in the block before too.
        let starts = words & !(words << 1 | within) | bits(block, LEADS);
        within = words >> (BLOCK - 1);
        starts
    })
}

/// Letters, digits and the underscore.
const OF_WORDS: Ranges<4> = [(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];
/// The first bytes of characters that are not of ASCII (RFC 3629, section 4).
const LEADS: Ranges<1> = [(0xC2, 0xF4)];

/// Each start of a word in a piece, with its bucket.
fn buckets(piece: &[u8]) -> impl Iterator<Item = (usize, usize)> + '_ {
    starts(piece).filter_map(|at| {
        let rest = piece.get(at..)?;
        let found_by = [LONG, SHORT].into_iter().find(|bits| *bits <= of_bytes(rest.len()))?;
        Some((at, bucket(start(rest) & found_by)))
    })
}

/// The bits of the bytes by which a word is found; a piece that ends sooner is found by those of `SHORT`.
const LONG: u64 = 0xFFFF_FFFF;
/// The bits of the bytes by which the last word of a piece is found.
const SHORT: u64 = 0xFFFF;

fn bucket(start: u64) -> usize {
    spread(start, BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pieces: &[&str], text: &str) -> Vec<usize> {
        let pieces: Vec<Vec<u8>> = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
        let index = WordStarts::new(&pieces);
        let text = text.as_bytes();
        let anchors = starts(text).flat_map(|at| index.of(&text[at..]).map(move |anchor| (at, *anchor)));
        let stands = anchors.filter(|(at, anchor)| {
            let rest = at.checked_sub(anchor.before).map(|start| &text[start..]);
            rest.and_then(|rest| rest.get(..pieces[anchor.piece].len()))
                .is_some_and(|here| here.eq_ignore_ascii_case(&pieces[anchor.piece]))
        });
        stands.map(|(_, anchor)| anchor.piece).collect()
    }

    #[test]
    fn pieces_are_found_by_any_of_their_words() {
        let pieces = ["is not valid", "jwt", "IDX", "[1]", "'state'", "неверный", "署名", "not"];
        assert_eq!(found(&pieces, "It IS NOT VALID: a JWT"), [0, 7, 1]);
        assert_eq!(found(&pieces, "IDX10223, no idxes; v[1]; 'State'"), [2, 3, 4]);
        assert_eq!(found(&pieces, "Неверный? неверный; この署名は"), [5, 6]);
        assert_eq!(found(&pieces, "nothing, notes, not"), [7]);
    }

    #[test]
    fn words_start_behind_what_is_of_no_word() {
        assert_eq!(starts("a bc-d_e'ß1".as_bytes()).collect::<Vec<_>>(), [0, 2, 5, 9, 11]);
    }
}
