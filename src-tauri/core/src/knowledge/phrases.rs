//! Many phrases looked for in one text at once: pieces that stand in order, and others that stand beside them.

use std::ops::Range;

use super::folded::Folded;
use super::pieces::{Numbered, Pieces, Places};

/// Bytes that may stand between two pieces of one phrase.
const GAP: usize = 400;
/// Places of one piece that are looked at.
const PLACES: usize = 16;

/// A phrase as it is written down.
struct Phrase {
    /// Its pieces, in order; `…` stands between them.
    pieces: Vec<usize>,
    /// Pieces that have to stand somewhere in the same text.
    beside: Vec<usize>,
    /// Bytes that are written in its pieces.
    written: usize,
}

/// What may follow a piece.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Tail {
    /// The end of a word, where the piece ends in one.
    End,
    /// Digits, at least one.
    Digits,
    /// The rest of a word.
    Word,
}

/// Phrases, put together so that one pass over a text finds all of them.
pub(super) struct Phrases {
    pieces: Pieces,
    tails: Vec<Tail>,
    phrases: Vec<Phrase>,
    /// For each piece, the phrases that begin with it.
    begun_by: Vec<Vec<usize>>,
}

/// A phrase that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its number.
    pub(super) phrase: usize,
    /// From its first piece to its last, in the text as it was given.
    pub(super) at: Range<usize>,
}

impl Phrases {
    /// Of phrases as they are written down.
    pub(super) fn new<'p>(written: impl Iterator<Item = &'p str>) -> Self {
        let mut pieces = Numbered::new();
        let mut number = |piece: &'p str| pieces.number(tail(piece));
        let phrases = written.map(|phrase| {
            let mut parts = phrase.split(" & ");
            let own: Vec<&str> = parts.next().unwrap_or_default().split('…').map(str::trim).collect();
            Phrase {
                written: own.iter().map(|piece| piece.len()).sum(),
                pieces: own.into_iter().map(&mut number).collect(),
                beside: parts.map(|part| number(part.trim())).collect(),
            }
        });
        let phrases: Vec<Phrase> = phrases.collect();
        let pieces = pieces.into_all();
        let mut begun_by = vec![Vec::new(); pieces.len()];
        for (number, phrase) in phrases.iter().enumerate() {
            if let Some(begun) = phrase.pieces.first().and_then(|piece| begun_by.get_mut(*piece)) {
                begun.push(number);
            }
        }
        let tails = pieces.iter().map(|(_, tail)| *tail).collect();
        Phrases { pieces: Pieces::new(pieces.iter().map(|(piece, _)| *piece)), tails, phrases, begun_by }
    }

    /// The phrases that stand in a text, the longest where several stand in one place; in the order of the text.
    pub(super) fn find(&self, text: &Folded) -> Vec<Found> {
        let ends = |piece: usize, at| ends(&text.bytes, at, *self.tails.get(piece)?);
        let places = self.pieces.places(&text.bytes, PLACES, ends);
        let begun = places.pieces().filter_map(|piece| self.begun_by.get(piece)).flatten();
        let mut found: Vec<(Range<usize>, usize, usize)> = begun
            .filter_map(|number| {
                let phrase = self.phrases.get(*number)?;
                Some((phrase.stands(&places)?, phrase.written, *number))
            })
            .collect();
        found.sort_by_key(|(at, written, number)| (std::cmp::Reverse((at.len(), *written)), *number));
        let mut kept: Vec<(Range<usize>, usize, usize)> = Vec::new();
        for one in found {
            if !kept.iter().any(|longer| longer.0.start < one.0.end && one.0.start < longer.0.end) {
                kept.push(one);
            }
        }
        kept.sort_by_key(|(at, ..)| at.start);
        let found = kept.into_iter().map(|(at, _, phrase)| Found { phrase, at: text.original(at) });
        found.collect()
    }
}

impl Phrase {
    /// From its first piece to its last, where all of it stands in order and what belongs beside it is there too.
    fn stands(&self, places: &Places) -> Option<Range<usize>> {
        let of = |piece: &usize| places.of(*piece);
        if self.beside.iter().any(|piece| of(piece).is_empty()) {
            return None;
        }
        let (first, more) = self.pieces.split_first()?;
        of(first).iter().find_map(|start| {
            let end = more.iter().try_fold(start.end, |end, piece| {
                let next = of(piece).iter().find(|place| place.start >= end)?;
                (next.start - end <= GAP).then_some(next.end)
            })?;
            Some(start.start..end)
        })
    }
}

/// A piece without the sign at its end that says what may follow.
fn tail(piece: &str) -> (&str, Tail) {
    if let Some(piece) = piece.strip_suffix('#') {
        (piece, Tail::Digits)
    } else if let Some(piece) = piece.strip_suffix('*') {
        (piece, Tail::Word)
    } else {
        (piece, Tail::End)
    }
}

/// Where a piece that stands in a text ends; nothing, where it is only part of a longer word.
fn ends(text: &[u8], at: Range<usize>, tail: Tail) -> Option<usize> {
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let inside = text.get(at.clone())?;
    let before = at.start.checked_sub(1).and_then(|before| text.get(before));
    let begun = inside.first().is_some_and(word) && before.is_some_and(word);
    let rest = text.get(at.end..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = match tail {
        Tail::Digits => (digits > 0).then_some(at.end + digits),
        Tail::Word => Some(at.end + rest.iter().take_while(|byte| word(byte)).count()),
        Tail::End => {
            let goes_on = inside.last().is_some_and(word) && rest.first().is_some_and(word);
            (!goes_on).then_some(at.end)
        }
    };
    end.filter(|_| !begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<(usize, String)> {
        let all = Phrases::new(phrases.iter().copied()).find(&Folded::of(text.as_bytes()));
        all.into_iter().map(|found| (found.phrase, text[found.at].to_owned())).collect()
    }

    #[test]
    fn pieces_stand_in_order_and_as_words() {
        let phrases = ["received at … instead of", "AADSTS50011", "AADSTS#", "signature & keycloak"];
        assert_eq!(
            found(&phrases, "received at https://a instead  of b")[0].1,
            "received at https://a instead  of"
        );
        assert!(found(&phrases, "instead of x, received at y").is_empty());
        assert_eq!(found(&phrases, "aadsts50011: no"), [(1, "aadsts50011".to_owned())]);
        assert_eq!(found(&phrases, "AADSTS500113"), [(2, "AADSTS500113".to_owned())]);
        assert!(found(&phrases, "XAADSTS50011").is_empty());
        assert!(found(&phrases, "a signature").is_empty());
        assert_eq!(found(&phrases, "signature of org.keycloak").len(), 1);
    }

    /// What nobody needs an index for: each piece held against each place of a text.
    fn naively(pieces: &[&str], text: &str) -> Vec<(usize, Range<usize>)> {
        let (written, tails): (Vec<&str>, Vec<Tail>) = pieces.iter().map(|piece| tail(piece)).unzip();
        let stands = |piece: usize, start: usize| {
            let range = start..start + written[piece].len();
            let here = text.as_bytes().get(range.clone())?;
            let end = ends(text.as_bytes(), range, tails[piece])?;
            here.eq_ignore_ascii_case(written[piece].as_bytes()).then_some((piece, start..end))
        };
        (0..pieces.len())
            .flat_map(|piece| (0..text.len()).map(move |start| (piece, start)))
            .filter_map(|(piece, start)| stands(piece, start))
            .collect()
    }

    /// Pieces with signs, digits and letters beyond ASCII at their ends, some within others.
    const PIECES: &[&str] = &[
        "is not valid",
        "not",
        "not valid",
        "jwt",
        "IDX#",
        "AADSTS#",
        "[1]",
        "'state'",
        "%40",
        "no",
        "é",
        "état invalide",
        "неверный",
        "署名",
        "Invalid_Grant",
        "error=",
        "NameID*",
        "sp-a",
        "(0x1)",
        "a_b",
    ];

    proptest::proptest! {
        #[test]
        fn an_index_finds_what_stands_there(
            parts in proptest::collection::vec((0..PIECES.len() + 6, proptest::bool::ANY), 0..30)
        ) {
            let glue = [" ", "_", "7", "x", "é", "."];
            let part = |(number, large): &(usize, bool)| {
                let part = PIECES.get(*number).map_or_else(|| glue[*number - PIECES.len()], |piece| tail(piece).0);
                if *large { part.to_ascii_uppercase() } else { part.to_owned() }
            };
            let text: String = parts.iter().map(part).collect();
            let tails: Vec<Tail> = PIECES.iter().map(|piece| tail(piece).1).collect();
            let index = Pieces::new(PIECES.iter().map(|piece| tail(piece).0));
            let places = index.places(text.as_bytes(), usize::MAX, |piece, at| ends(text.as_bytes(), at, tails[piece]));
            let found: Vec<_> = (0..PIECES.len())
                .flat_map(|piece| places.of(piece).iter().map(move |at| (piece, at.clone())))
                .collect();
            proptest::prop_assert_eq!(found, naively(PIECES, &text));
        }
    }

    #[test]
    fn the_longest_words_win() {
        let phrases = ["Invalid signature", "Invalid signature: multiple assertions"];
        assert_eq!(found(&phrases, "Invalid signature: multiple assertions")[0].0, 1);
        assert_eq!(found(&phrases, "Invalid signature")[0].0, 0);
    }
}
