//! Two values that the words compare: “expected https://op.example/, got https://op.example”. How they differ tells which of
//! several causes it is.

use super::kinds::Kind;
use crate::case::{Case, Role};
use crate::check::Look;
use crate::check::identifiers::{NearMiss, near_miss};
use crate::decode::Body;
use crate::diagnose::words::quoted;
use crate::span::Span;

/// Two values in the words of somebody who refused, and how they nearly agree.
pub(super) struct Pair {
    /// The one that is named first.
    first: String,
    /// The other.
    second: String,
    /// Whether a message has the other, and not the words.
    in_message: bool,
    /// Whether the second is the one that the application takes for its own: “expected B”.
    expects_second: bool,
    /// How they differ.
    near: NearMiss,
}

impl Pair {
    /// The two values and how they differ, as sentences.
    pub(super) fn says(&self) -> String {
        let (first, second) = (quoted(&self.first), quoted(&self.second));
        let how = &self.near.says;
        match self.in_message {
            true => format!("It names {first}; the message here has {second}. {how}"),
            false => format!("It names {first} and {second}. {how}"),
        }
    }

    /// The cause that such a difference has, where a kind of fault names several.
    pub(super) fn cause(&self) -> Option<&'static str> {
        // “Received at A instead of B”, “A is invalid, expected B”: whoever takes itself to be at http or at an inner port
        // stands behind a proxy.
        let (own, other) = match self.expects_second {
            true => (&self.second, &self.first),
            false => (&self.first, &self.second),
        };
        match self.near.kind {
            "trailing-slash" => Some("issuer_slash"),
            "scheme" if own.starts_with("http://") => Some("own_address_unknown"),
            "port" | "default-port" if own.len() > other.len() => Some("own_address_unknown"),
            _ => None,
        }
    }
}

/// Bytes of the sentence before the words and behind them in which the values stand.
const BEFORE: usize = 160;
const BEHIND: usize = 400;

/// The two values that stand in the sentence of some words, where there are two and they nearly agree; else the one that stands
/// there and the one that a message has in its place.
pub(super) fn of(look: &Look, words: Span, kind: &Kind) -> Option<Pair> {
    let sentence = sentence(look.case, words)?;
    let values = values(&sentence);
    let second = values.last()?;
    let shown = || in_messages(look, kind).iter().find_map(|value| near(second, value));
    let pair = two(&values).or_else(|| Some(Pair { in_message: true, ..shown()? }))?;
    Some(Pair { expects_second: expects(&sentence, &pair.second), ..pair })
}

/// Whether a sentence says of a value that it is the expected one: “expected https://sp.example”.
fn expects(sentence: &str, value: &str) -> bool {
    let before = sentence.rfind(value).and_then(|at| sentence.get(..at)).unwrap_or_default();
    let words = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    ["expected", "expects", "expecting", "required", "should be"].iter().any(|word| words.ends_with(word))
}

fn two(values: &[&str]) -> Option<Pair> {
    let (second, before) = values.split_last()?;
    before.iter().rev().find_map(|first| near(first, second))
}

fn near(first: &str, second: &str) -> Option<Pair> {
    let near = near_miss(first, second)?;
    Some(Pair {
        first: first.to_owned(),
        second: second.to_owned(),
        in_message: false,
        expects_second: false,
        near,
    })
}

/// What the messages of the case have where the words say that something is another one.
fn in_messages(look: &Look, kind: &Kind) -> Vec<String> {
    let issuer = kind.causes.contains(&"wrong_issuer");
    let audience = kind.causes.contains(&"wrong_client") || kind.causes.contains(&"audience_mismatch");
    let mut values = Vec::new();
    for message in look.messages.iter().filter(|message| message.role == Role::Capture) {
        match &message.body {
            Body::Token(token) if issuer => {
                values.extend(token.claimed.iss.iter().map(|iss| iss.value.clone()))
            }
            Body::Token(token) if audience => {
                values.extend(token.claimed.aud.iter().map(|aud| aud.value.clone()))
            }
            Body::Saml(saml) if issuer => {
                values.extend(saml.issuer().map(|issuer| issuer.value.value.clone()))
            }
            _ => {}
        }
    }
    values
}

/// The line that words stand in, as far as it is near them.
pub(super) fn sentence(case: &Case, words: Span) -> Option<String> {
    let layer = case.layer(words.layer)?;
    let (start, end) = (words.start as usize, words.end as usize);
    let lead = layer.bytes.get(start.saturating_sub(BEFORE)..start)?;
    let lead = lead.len() - memchr::memrchr(b'\n', lead).map_or(0, |at| at + 1);
    let rest = layer.bytes.get(end..)?;
    let rest = rest.get(..rest.len().min(BEHIND))?;
    let line = memchr::memchr(b'\n', rest).filter(|at| *at > 0).unwrap_or(rest.len());
    Some(
        String::from_utf8_lossy(layer.bytes.get(start - lead..end + line)?)
            .replace("\\n", " ")
            .replace('\\', ""),
    )
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
        let sentence = sentence(&case, Span::new(LayerId(0), at..at + 1))?;
        let pair = two(&values(&sentence))?;
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
        assert!(expects("invalid [https://a.example]; expected http://a.example", "http://a.example"));
        assert!(!expects("received at http://a.example instead of https://a.example", "https://a.example"));
    }
}
