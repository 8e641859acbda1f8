//! Two values that the words compare: “expected https://op.example/, got https://op.example”. How they differ tells which of
//! several causes it is.

use crate::case::Case;
use crate::check::identifiers::{NearMiss, near_miss};
use crate::span::Span;

/// Two values in the words of somebody who refused, and how they nearly agree.
pub(super) struct Pair {
    /// The one that is named first.
    pub(super) first: String,
    /// The other.
    pub(super) second: String,
    /// How they differ.
    pub(super) near: NearMiss,
}

impl Pair {
    /// The cause that such a difference has, where a kind of fault names several. Who compares two addresses names first the
    /// one that it sees itself under: only where that is the plain one, a proxy hides the other from it.
    pub(super) fn cause(&self) -> Option<&'static str> {
        match self.near.kind {
            "trailing-slash" => Some("issuer_slash"),
            "scheme" if self.first.starts_with("https:") => None,
            "scheme" | "port" | "default-port" => Some("own_address_unknown"),
            _ => None,
        }
    }
}

/// Bytes of the sentence before the words and behind them in which the values stand.
const BEFORE: usize = 160;
const BEHIND: usize = 400;

/// The two values that stand in the sentence of some words, where there are two and they nearly agree.
pub(super) fn of(case: &Case, words: Span) -> Option<Pair> {
    let layer = case.layer(words.layer)?;
    let (start, end) = (words.start as usize, words.end as usize);
    let lead = layer.bytes.get(start.saturating_sub(BEFORE)..start)?;
    let lead = lead.len() - memchr::memrchr(b'\n', lead).map_or(0, |at| at + 1);
    let rest = layer.bytes.get(end..)?;
    let rest = rest.get(..rest.len().min(BEHIND))?;
    let line = memchr::memchr(b'\n', rest).filter(|at| *at > 0).unwrap_or(rest.len());
    let sentence = String::from_utf8_lossy(layer.bytes.get(start - lead..end + line)?).replace('\\', "");
    let mut values: Vec<&str> = values(&sentence);
    values.dedup();
    let (second, first) = (values.pop()?, values.iter().rev().copied());
    let (first, near) =
        first.filter(|first| *first != second).find_map(|first| Some((first, near_miss(first, second)?)))?;
    Some(Pair { first: first.to_owned(), second: second.to_owned(), near })
}

/// The values of a sentence: what is quoted, and addresses, without what closes a clause behind them.
fn values(sentence: &str) -> Vec<&str> {
    let parts = sentence.split(|c: char| c.is_whitespace() || "\"'`“”‘’[]()<>,;|".contains(c));
    let bare = parts.map(|part| part.trim_end_matches(['.', ':', '!']));
    bare.filter(|part| {
        part.starts_with("http://") || part.starts_with("https://") || part.starts_with("urn:")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::peel::peel;
    use crate::span::LayerId;

    fn pair(text: &str) -> Option<(String, String, &'static str)> {
        let case = peel(vec![Paste::capture("log", text)]);
        let at = text.find('#').map(|at| at as u32)?;
        let pair = of(&case, Span::new(LayerId(0), at..at + 1))?;
        Some((pair.first, pair.second, pair.near.kind))
    }

    #[test]
    fn what_the_words_compare_and_how_it_differs() {
        let said = pair("# iss mismatch: got 'https:\\/\\/op.example', want 'https:\\/\\/op.example\\/'.");
        assert_eq!(said, Some(("https://op.example".into(), "https://op.example/".into(), "trailing-slash")));
        let said =
            pair("received at http://sp.example/acs # instead of https://sp.example/acs\nhttps://a.example");
        assert_eq!(said.map(|(_, _, kind)| kind), Some("scheme"));
        assert_eq!(pair("# of https://sp.example/acs and urn:other:name"), None);
        assert_eq!(pair("# of https://sp.example/acs alone"), None);
    }
}
