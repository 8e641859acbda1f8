//! Settings that nest in brackets, in whatever language.

use std::ops::Range;

use super::Pair;
use super::token::{self, Token};
use crate::limits::Limits;

/// Each name with its value, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair<'_>> {
    let mut reading = Reading { text, ..Reading::default() };
    let mut at = 0;
    while let Some((token, end)) = token::next(text, at) {
        reading.take(token);
        if reading.pairs.len() >= Limits::SETTINGS || reading.open.len() > Limits::SETTINGS_DEPTH {
            break;
        }
        at = end;
    }
    reading.value_ends();
    reading.pairs
}

#[derive(Default)]
struct Reading<'t> {
    text: &'t str,
    /// The brackets that are open.
    open: Vec<Bracket>,
    /// A name whose value is awaited.
    name: Option<Range<usize>>,
    /// The last word or text.
    last: Option<Last>,
    pairs: Vec<Pair<'t>>,
}

struct Bracket {
    name: Option<Range<usize>>,
    /// Whether a value is looked up or made in it: `ENV['HOST']`, `read("idp.pem")`.
    is_computed: bool,
}

struct Last {
    range: Range<usize>,
    is_word: bool,
}

/// What is called to write a value down, and not to compute one.
const WRITTEN_WITH: &[&str] = &["array", "dict", "list", "tuple", "json_decode"];

impl Reading<'_> {
    fn take(&mut self, token: Token) {
        match token {
            Token::Word(range) => self.last = Some(Last { range, is_word: true }),
            Token::Quoted(range) => self.last = Some(Last { range, is_word: false }),
            // Without anything before it, it begins one of Ruby's symbols.
            Token::Is if self.last.is_some() => self.name = self.last.take().map(|last| last.range),
            Token::Open | Token::Call => self.opens(matches!(token, Token::Call)),
            Token::Close => {
                self.value_ends();
                self.name = None;
                self.open.pop();
            }
            Token::Next => {
                self.value_ends();
                self.name = None;
            }
            // A value may begin on the next line.
            Token::LineEnd => self.value_ends(),
            Token::Is | Token::Other => {}
        }
    }

    /// A bracket takes over the name whose value it holds; without one, a word before it begins a block of that name.
    fn opens(&mut self, is_call: bool) {
        let name = self.name.take();
        let before = self.last.take().map(|last| last.range);
        let called = before.clone().and_then(|range| self.text.get(range));
        let is_computed = name.is_some() && called.is_some_and(|called| !WRITTEN_WITH.contains(&called));
        let block = before.filter(|_| !is_call);
        self.open.push(Bracket { name: name.or(block), is_computed });
    }

    fn value_ends(&mut self) {
        let Some(last) = self.last.take() else { return };
        let names = self.open.iter().filter_map(|bracket| bracket.name.as_ref()).chain(self.name.as_ref());
        let path: Vec<&str> = names.filter_map(|name| self.text.get(name.clone())).collect();
        self.name = None;
        let Some(text) = self.text.get(last.range.clone()) else { return };
        let is_computed =
            self.open.iter().any(|bracket| bracket.is_computed) || last.is_word && !is_literal(text);
        if !is_computed && !path.is_empty() {
            self.pairs.push(Pair { path, value: last.range, text });
        }
    }
}

/// Whether a bare word is a value and no name of one.
fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "True" | "False") || word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, &str)> {
        pairs(text).into_iter().map(|pair| (pair.path.join("."), pair.text)).collect()
    }

    #[test]
    fn five_languages() {
        assert_eq!(
            read(r#"{"sp":{"entityId":"a","acs":{"url":"b"}},"n":1}"#),
            [("sp.entityId".to_owned(), "a"), ("sp.acs.url".to_owned(), "b"), ("n".to_owned(), "1")]
        );
        assert_eq!(
            read("$c = array(\n 'x' => array('y' => 'z', /* no */), // w => v\n);"),
            [("$c.x.y".to_owned(), "z")]
        );
        assert_eq!(
            read("$metadata['https://a'] = ['n' => 'b'];"),
            [("$metadata".to_owned(), "https://a"), ("n".to_owned(), "b")]
        );
        assert_eq!(
            read("  :issuer => \"a\",\n  idp_cert: 'b',\n"),
            [("issuer".to_owned(), "a"), ("idp_cert".to_owned(), "b")]
        );
        assert_eq!(
            read("X = {\n 'a': [\n  ('b', 'c'),\n ],\n}"),
            [("X.a".to_owned(), "b"), ("X.a".to_owned(), "c")]
        );
        assert_eq!(read("resource \"r\" \"n\" {\n  url = \"u\"\n}"), [("n.url".to_owned(), "u")]);
    }

    #[test]
    fn what_is_computed_is_no_value() {
        assert!(
            read("id = os.environ['X']\nhost: process.env.HOST, key: readFileSync('a', {e: 'utf8'})")
                .is_empty()
        );
        assert_eq!(
            read("new Strategy({a: 'b', c: env('d'), e: 'f'})"),
            [("a".to_owned(), "b"), ("e".to_owned(), "f")]
        );
    }

    #[test]
    fn what_is_cut_or_closed_too_often_is_read_as_far_as_it_goes() {
        assert_eq!(read("}}]) {a: 'b', c: 'd"), [("a".to_owned(), "b"), ("c".to_owned(), "d")]);
        assert_eq!(read("a = \"\\"), [("a".to_owned(), "\\")]);
        assert!(pairs(&"{a:".repeat(5_000)).is_empty());
    }
}
