//! How anybody may say that a sign-in failed, in words that no product owns: what a sentence is about, and what is wrong with it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::error_texts::{ErrorText, Said};
use super::folded::Folded;
use super::pieces::{Numbered, Pieces, Places};

/// The data; how to read it stands at its head.
static DATA: &str = include_str!("plain_words.txt");

static TABLE: LazyLock<Table> = LazyLock::new(|| read(DATA));

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

struct Table {
    rules: Vec<Rule>,
    /// The words of the rules, and those of `HEDGES`.
    words: Pieces,
    /// The numbers of `HEDGES`.
    hedges: Vec<usize>,
}

/// A rule; its words by their numbers.
struct Rule {
    text: ErrorText,
    about: Vec<usize>,
    wrong: Vec<usize>,
    /// What has to stand somewhere in the text; nothing where all fits.
    beside: Vec<usize>,
}

/// Every way of saying it that is known.
pub fn all() -> impl Iterator<Item = &'static ErrorText> {
    TABLE.rules.iter().map(|rule| &rule.text)
}

/// What a short text says went wrong; the first rule that fits.
pub(super) fn find(text: &Folded) -> Option<Said> {
    if text.bytes.len() > LONGEST {
        return None;
    }
    let small = String::from_utf8_lossy(&text.bytes).to_lowercase();
    // Where small letters take other room than large ones, the places would not be those of the text.
    if small.len() != text.bytes.len() {
        return None;
    }
    let read = Read {
        text: &small,
        places: TABLE.words.places(small.as_bytes(), LONGEST, |_, at| word(&small, at)),
    };
    let fits = |rule: &'static Rule| Some(Said { text: &rule.text, at: text.original(rule.place(&read)?) });
    TABLE.rules.iter().find_map(fits)
}

/// A text in small letters, and where the words of the rules stand in it.
struct Read<'t> {
    text: &'t str,
    places: Places,
}

impl Rule {
    fn place(&self, read: &Read) -> Option<Range<usize>> {
        let about = self.about.iter().flat_map(|word| read.places.of(*word));
        let nearest = about.filter_map(|about| self.around(read, about)).min_by_key(|at| at.len())?;
        let beside = || self.beside.iter().any(|word| !read.places.of(*word).is_empty());
        (self.beside.is_empty() || beside()).then_some(nearest)
    }

    /// From what the sentence is about to what is wrong with it, or the other way round.
    fn around(&self, read: &Read, about: &Range<usize>) -> Option<Range<usize>> {
        let sentence = sentence(read.text, about.start);
        let within = |at: &&Range<usize>| sentence.start <= at.start && at.end <= sentence.end;
        if TABLE.hedges.iter().any(|hedge| read.places.of(*hedge).iter().any(|at| within(&at))) {
            return None;
        }
        let wrong = self.wrong.iter().flat_map(|word| read.places.of(*word)).filter(within);
        let wrong = wrong.filter(|at| !is_name(read.text, at.end));
        let apart = |wrong: &Range<usize>| match wrong.start >= about.end {
            true => Some(wrong.start - about.end),
            false if about.start <= wrong.start && wrong.end <= about.end => Some(0),
            false => about.start.checked_sub(wrong.end),
        };
        let near = wrong.filter(|wrong| apart(wrong).is_some_and(|gap| gap <= GAP));
        let nearest = near.min_by_key(|wrong| apart(wrong))?;
        Some(about.start.min(nearest.start)..about.end.max(nearest.end))
    }
}

/// Whether what ends at a place is the name of a value, and says nothing of itself: `error=`, `"error":`.
fn is_name(text: &str, end: usize) -> bool {
    let after = text.get(end..).unwrap_or_default();
    after.starts_with('=')
        || after.trim_start_matches(['"', '\'', ' ']).starts_with(':') && after.starts_with(['"', '\''])
}

/// The sentence around a place: a full stop ends one only where a space follows, and so does the bracket of an object.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let ends = [". ", "! ", "? ", "{", "}"];
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let start = ends.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max().unwrap_or(0);
    let end = ends.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    start..at + end
}

/// Where a word ends that is one of its own, and not part of a longer one.
fn word(text: &str, at: Range<usize>) -> Option<usize> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let (before, word, after) = (text.get(..at.start)?, text.get(at.clone())?, text.get(at.end..)?);
    let begun = is_word(word.chars().next()) && is_word(before.chars().next_back());
    let goes_on = is_word(word.chars().next_back()) && is_word(after.chars().next());
    (!begun && !goes_on).then_some(at.end)
}

/// Reads the data. A line that is not as the head of the file says is left out; a test finds it.
fn read(data: &'static str) -> Table {
    let mut lists: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut words = Numbered::new();
    let mut rules = Vec::new();
    for line in data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("= ").and_then(|list| list.split_once(": ")) {
            Some((name, list)) => {
                let numbers = list.split(" // ").map(|word| words.number(word)).collect();
                lists.insert(name, numbers);
            }
            None => rules.extend(rule(line, &lists, &mut words)),
        }
    }
    let hedges = HEDGES.iter().map(|hedge| words.number(hedge)).collect();
    Table { rules, hedges, words: Pieces::new(words.into_all()) }
}

fn rule(
    line: &'static str,
    lists: &HashMap<&str, Vec<usize>>,
    words: &mut Numbered<&'static str>,
) -> Option<Rule> {
    let mut parts = line.split(" | ");
    let (kind, means) = parts.next()?.split_once(": ")?;
    let mut numbers = || -> Option<Vec<usize>> {
        let written = parts.next()?.split(" // ");
        let all = written.map(|word| match word.strip_prefix('=') {
            Some(list) => lists.get(list).cloned(),
            None => Some(vec![words.number(word)]),
        });
        all.collect::<Option<Vec<_>>>().map(|all| all.concat())
    };
    let (about, wrong, beside) = (numbers()?, numbers()?, numbers().unwrap_or_default());
    let text = ErrorText { product: SOMEBODY, words: vec![means], kind, means, misleads: None };
    Some(Rule { text, about, wrong, beside })
}

#[cfg(test)]
mod tests;
