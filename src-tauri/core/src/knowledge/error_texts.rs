//! The words by which products say that a sign-in failed, and what they mean: one data file, read when it is first needed.

use std::ops::Range;
use std::sync::LazyLock;

use super::folded::Folded;
use super::phrases::Phrases;
use crate::limits::Limits;

/// The data; how to read it stands at its head.
static DATA: &str = include_str!("error_texts.txt");

/// Whose the codes are that RFC 6749, section 4.1.2.1 and 5.2, and its followers define.
const OAUTH: &str = "An OpenID provider";

/// Words of a product, and what they mean.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorText {
    /// Whose words they are.
    pub product: &'static str,
    /// The words, as they are looked for; several ways of saying the same.
    pub words: Vec<&'static str>,
    /// What kind of fault they name; `diagnose` knows the kinds.
    pub kind: &'static str,
    /// What they mean, in a few of our own words.
    pub means: &'static str,
    /// What is misleading about them.
    pub misleads: Option<&'static str>,
}

impl ErrorText {
    /// What to call it: its first words.
    pub fn code(&self) -> &'static str {
        self.words.first().copied().unwrap_or_default()
    }

    /// Whether a product is known by them; nobody owns plain words.
    pub fn is_of_a_product(&self) -> bool {
        self.product != super::plain_words::SOMEBODY
    }

    /// Whether it is a code of OAuth's own, which names no product and stands for many things.
    pub fn is_code_of_oauth(&self) -> bool {
        self.product == OAUTH
    }

    /// Whether it stands for whatever number a product gives its errors.
    pub fn is_any_number(&self) -> bool {
        self.words.iter().all(|words| words.ends_with('#'))
    }

    /// Whether it tells of a failure, and not of a success or a step in between.
    pub fn is_failure(&self) -> bool {
        self.kind != "no-failure"
    }

    /// Whether it tells why something failed, and not only that it did; or that nothing failed.
    fn tells_why(&self) -> bool {
        !UNTOLD.contains(&self.kind)
    }
}

/// Kinds of words that do not say why something failed, or say it of anything.
const UNTOLD: &[&str] = &["application-failed", "idp-failed", "any-signature"];

/// Words of a product that stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What was said.
    pub text: &'static ErrorText,
    /// Where it stands.
    pub at: Range<usize>,
}

struct Table {
    texts: Vec<ErrorText>,
    /// For each phrase, the text that it belongs to.
    owners: Vec<usize>,
    phrases: Phrases,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let texts = read(DATA);
    let owners = texts.iter().enumerate().flat_map(|(number, text)| text.words.iter().map(move |_| number));
    Table {
        owners: owners.collect(),
        phrases: Phrases::new(texts.iter().flat_map(|text| text.words.iter().copied())),
        texts,
    }
});

/// Every error text that is known, product by product.
pub fn all() -> &'static [ErrorText] {
    &TABLE.texts
}

/// The error texts that stand in a text, in its order, each once. Letters may be large or small, and the text may be a page, a
/// JSON string or a line that an editor broke; what lies behind the first stretch of it is not looked at. Where no product's own
/// words tell why, or none but codes of OAuth, a short text is read as anybody's too.
pub fn find(text: &[u8]) -> Vec<Said> {
    let text = text.get(..Limits::PAGE_BYTES.min(text.len())).unwrap_or_default();
    let folded = Folded::of(text);
    let mut said: Vec<Said> = Vec::new();
    for found in TABLE.phrases.find(&folded) {
        let owner = TABLE.owners.get(found.phrase).and_then(|number| TABLE.texts.get(*number));
        if let Some(text) = owner.filter(|text| !said.iter().any(|known| std::ptr::eq(known.text, *text))) {
            said.push(Said { text, at: found.at });
        }
    }
    if !said.iter().any(|said| said.text.tells_why() && !said.text.is_code_of_oauth()) {
        let beside =
            |at: &Range<usize>| !said.iter().any(|own| own.at.start <= at.start && at.end <= own.at.end);
        let plain = super::plain_words::find(&folded).filter(|plain| beside(&plain.at));
        said.extend(plain);
    }
    said
}

/// Reads the data. A line that is not as the head of the file says is left out; a test finds it.
fn read(data: &'static str) -> Vec<ErrorText> {
    let mut product = "";
    let mut texts = Vec::new();
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("@ ") {
            Some(name) => product = name,
            None => texts.extend(entry(product, line)),
        }
    }
    texts
}

fn entry(product: &'static str, line: &'static str) -> Option<ErrorText> {
    let (words, rest) = line.split_once(" => ")?;
    let (kind, rest) = rest.split_once(": ")?;
    let (means, misleads) = match rest.split_once(" !! ") {
        Some((means, misleads)) => (means, Some(misleads)),
        None => (rest, None),
    };
    Some(ErrorText { product, words: words.split(" // ").collect(), kind, means, misleads })
}

#[cfg(test)]
mod tests;
