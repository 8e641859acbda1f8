//! How anybody may say that a sign-in failed, in words that no product owns: what a sentence is about, and what is wrong with it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::error_texts::{ErrorText, Said};
use super::folded::Folded;

/// The data; how to read it stands at its head.
static DATA: &str = include_str!("plain_words.txt");

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| read(DATA));

/// What to call whoever said it.
pub(super) const SOMEBODY: &str = "The text";

/// A longer text says many things, and few of them of the sign-in.
const LONGEST: usize = 2_000;

/// Bytes that may stand between what a sentence is about and what is wrong with it.
const GAP: usize = 60;

/// Sentences that tell what to do, what would be, or what went well.
const HEDGES: &[&str] = &[
    "if",
    "when",
    "whenever",
    "unless",
    "make sure",
    "ensure",
    "check that",
    "verify that",
    "should",
    "how to",
    "successful",
    "successfully",
    "succeeded",
    "not an error",
    "no error",
    "no errors",
    "for example",
];

struct Rule {
    text: ErrorText,
    about: Vec<&'static str>,
    wrong: Vec<&'static str>,
    /// What has to stand somewhere in the text; nothing where all fits.
    beside: Vec<&'static str>,
}

/// Every way of saying it that is known.
pub fn all() -> impl Iterator<Item = &'static ErrorText> {
    RULES.iter().map(|rule| &rule.text)
}

/// What a short text says went wrong; the first rule that fits.
pub(super) fn find(text: &[u8]) -> Option<Said> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = Folded::of(text);
    let small = String::from_utf8_lossy(&folded.bytes).to_lowercase();
    // Where small letters take other room than large ones, the places would not be those of the text.
    if small.len() != folded.bytes.len() {
        return None;
    }
    let fits =
        |rule: &'static Rule| Some(Said { text: &rule.text, at: folded.original(rule.place(&small)?) });
    RULES.iter().find_map(fits)
}

impl Rule {
    fn place(&self, text: &str) -> Option<Range<usize>> {
        let about = self.about.iter().flat_map(|word| places(text, word));
        let nearest = about.flat_map(|about| self.around(text, about)).min_by_key(|at| at.len())?;
        // Last, since few texts come this far.
        let beside = || self.beside.iter().any(|word| places(text, word).next().is_some());
        (self.beside.is_empty() || beside()).then_some(nearest)
    }

    /// From what the sentence is about to what is wrong with it, or the other way round.
    fn around(&self, text: &str, about: Range<usize>) -> Option<Range<usize>> {
        let sentence = sentence(text, about.start);
        let within = text.get(sentence.clone())?;
        if HEDGES.iter().any(|hedge| places(within, hedge).next().is_some()) {
            return None;
        }
        let wrong = self.wrong.iter().flat_map(|word| places(within, word));
        let wrong = wrong.map(|at| at.start + sentence.start..at.end + sentence.start);
        let apart = |wrong: &Range<usize>| match wrong.start >= about.end {
            true => Some(wrong.start - about.end),
            false => about.start.checked_sub(wrong.end),
        };
        let near = wrong.filter(|wrong| apart(wrong).is_some_and(|gap| gap <= GAP));
        let nearest = near.min_by_key(|wrong| apart(wrong))?;
        Some(about.start.min(nearest.start)..about.end.max(nearest.end))
    }
}

/// The sentence around a place: a full stop ends one only where a space follows.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let ends = [". ", "! ", "? "];
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let start = ends.iter().filter_map(|end| before.rfind(end)).map(|at| at + 2).max().unwrap_or(0);
    let end = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    start..at + end
}

/// Where words stand in a text as words of their own.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let begun = is_word(word.chars().next()) && is_word(before);
        let goes_on = is_word(word.chars().next_back()) && is_word(after);
        (!begun && !goes_on).then_some(start..end)
    })
}

/// Reads the data. A line that is not as the head of the file says is left out; a test finds it.
fn read(data: &'static str) -> Vec<Rule> {
    let mut lists: HashMap<&str, Vec<&'static str>> = HashMap::new();
    let mut rules = Vec::new();
    for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("= ").and_then(|list| list.split_once(": ")) {
            Some((name, words)) => drop(lists.insert(name, words.split(" // ").collect())),
            None => rules.extend(rule(line, &lists)),
        }
    }
    rules
}

fn rule(line: &'static str, lists: &HashMap<&str, Vec<&'static str>>) -> Option<Rule> {
    let mut parts = line.split(" | ");
    let (kind, means) = parts.next()?.split_once(": ")?;
    let mut words = || -> Option<Vec<&'static str>> {
        let written = parts.next()?.split(" // ");
        let all = written.map(|word| match word.strip_prefix('=') {
            Some(list) => lists.get(list).cloned(),
            None => Some(vec![word]),
        });
        all.collect::<Option<Vec<_>>>().map(|all| all.concat())
    };
    let (about, wrong, beside) = (words()?, words()?, words().unwrap_or_default());
    let text = ErrorText { product: SOMEBODY, words: vec![means], kind, means, misleads: None };
    Some(Rule { text, about, wrong, beside })
}

#[cfg(test)]
mod tests;
