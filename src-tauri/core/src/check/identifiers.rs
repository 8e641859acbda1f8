//! Two identifiers that differ: how, character by character. Never normalises; says which rule would have to be bent.

mod bend;
mod rules;

pub(crate) use bend::ENVIRONMENTS;
use bend::common_ends;

/// A difference between what was expected and what was seen, named by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// A short name, such as `trailing-slash`.
    pub kind: &'static str,
    /// What differs, in a sentence: "One ends in a slash, the other does not."
    pub says: String,
    /// Which side changes what, as a sentence; nothing where the class doesn't tell. In general a name is as its owner writes it:
    /// an issuer as the provider does, an audience, a client ID or an address for answers as the application does; the other
    /// side copies it.
    pub mend: &'static str,
}

/// Longer ones are not compared character by character.
const LONGEST: usize = 2_000;

/// How two different identifiers nearly agree; `None` where they are equal or have little in common.
pub fn near_miss(expected: &str, observed: &str) -> Option<NearMiss> {
    if expected == observed {
        return None;
    }
    rules::named(expected, observed)
        .or_else(|| cut(expected, observed))
        .or_else(|| rules::of_parts(expected, observed))
        .or_else(|| typo(expected, observed))
}

/// One is the beginning of the other, or its end: a copy lost a piece.
fn cut(expected: &str, observed: &str) -> Option<NearMiss> {
    let (long, short) =
        if expected.len() > observed.len() { (expected, observed) } else { (observed, expected) };
    // A host alone begins every address below it, and is no piece of one.
    let is_piece = short.len() >= 8 && short.len() * 2 > long.len();
    let lost = if let Some(lost) = long.strip_prefix(short) {
        (!lost.starts_with(['/', '?', '#'])).then_some(("end", lost))
    } else {
        long.strip_suffix(short).map(|lost| ("beginning", lost))
    };
    let (place, lost) = lost.filter(|_| is_piece)?;
    let which = if long == expected { "The one that was seen" } else { "The one that is expected" };
    let says = format!("{which} lacks “{}” at its {place}.", shortened(lost));
    Some(NearMiss { kind: "truncated", says, mend: "Copy it again, whole." })
}

fn typo(expected: &str, observed: &str) -> Option<NearMiss> {
    let longest = expected.chars().count().max(observed.chars().count());
    if longest > LONGEST {
        return None;
    }
    let edits = strsim::damerau_levenshtein(expected, observed);
    let near = edits <= 3 && edits * 4 <= longest;
    let (wanted, seen) = common_ends(expected, observed);
    let how = match (wanted.is_empty(), seen.is_empty()) {
        (true, _) => format!("“{}” was put in", shortened(seen)),
        (_, true) => format!("“{}” is missing", shortened(wanted)),
        _ => format!("“{}” stands where “{}” should", shortened(seen), shortened(wanted)),
    };
    let says = match edits {
        1 => format!("They differ in one character: {how}."),
        _ => format!("They differ in {edits} characters: {how}."),
    };
    near.then_some(NearMiss { kind: "typing", says, mend: "" })
}

fn shortened(piece: &str) -> String {
    let mut short: String = piece.chars().take(40).collect();
    if short.len() < piece.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests;
