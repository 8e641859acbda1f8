//! Finds the entries of a HAR without reading them: where each begins and ends.

use std::ops::Range;

use super::walk::Walk;

/// Where the entries of a log stand.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The bytes of each entry, in the order of the text.
    pub(super) entries: Vec<Range<usize>>,
    /// How the list of entries ends.
    pub(super) ending: Ending,
}

/// How the list of entries ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// As it should.
    Whole,
    /// Inside an entry, which is the last of [`Log::entries`].
    InEntry,
    /// Behind an entry, or before the first.
    #[default]
    AfterEntry,
}

/// Where the first of the entries may stand: behind the bracket that opens their list.
pub(in crate::peel) fn list(bytes: &[u8]) -> Option<usize> {
    let start = member(bytes, 0, "log").and_then(|log| member(bytes, log, "entries"))?;
    past(bytes, start, b'[')
}

/// The entries of the log in `bytes`: the items of `log.entries`.
pub(super) fn entries(bytes: &[u8]) -> Log {
    let Some(mut at) = list(bytes) else { return Log::default() };
    let mut log = Log::default();
    loop {
        at = blank(bytes, at);
        match bytes.get(at) {
            Some(b']') => log.ending = Ending::Whole,
            Some(b',') => {
                at += 1;
                continue;
            }
            Some(_) => match skip(bytes, at) {
                Some(end) => {
                    log.entries.push(at..end);
                    at = end;
                    continue;
                }
                None => {
                    log.entries.push(at..bytes.len());
                    log.ending = Ending::InEntry;
                }
            },
            None => {}
        }
        return log;
    }
}

/// Where the value of a member starts, of the object that starts at or after `at`.
fn member(bytes: &[u8], at: usize, wanted: &str) -> Option<usize> {
    let mut walk = Walk::at(bytes, at);
    walk.enter().then_some(())?;
    while let Some(name) = walk.member() {
        if name == wanted.as_bytes() {
            return walk.end();
        }
        walk.skip();
    }
    None
}

/// The place behind `wanted`, which has to be the next byte that is not blank.
fn past(bytes: &[u8], at: usize, wanted: u8) -> Option<usize> {
    let at = blank(bytes, at);
    (bytes.get(at) == Some(&wanted)).then_some(at + 1)
}

/// The next byte that is not blank; a byte order mark at the start counts as blank.
pub(super) fn blank(bytes: &[u8], at: usize) -> usize {
    let at = if at == 0 && bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { at };
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len())
}

/// The place behind the value that starts at `at`; nothing where it does not end.
pub(in crate::peel) fn skip(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' => string_end(bytes, at),
        b'{' | b'[' => nested_end(bytes, at),
        b',' | b':' | b'}' | b']' => None,
        _ => {
            let rest = bytes.get(at..)?;
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
            rest.iter().position(ends).map(|len| at + len)
        }
    }
}

/// The place behind the object or array that starts at `at`.
fn nested_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match bytes.get(at)? {
            b'"' => {
                at = string_end(bytes, at)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The place behind the string whose opening quote stands at `at`.
pub(super) fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += quote_or_backslash(bytes.get(at..)?)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// Words of eight bytes that are looked through one by one: most texts are short, and a call costs more than they do.
const WORDS: usize = 6;

fn quote_or_backslash(rest: &[u8]) -> Option<usize> {
    for (number, word) in rest.chunks_exact(8).take(WORDS).enumerate() {
        let word = u64::from_le_bytes(word.try_into().ok()?);
        let found = equal(word, b'"') | equal(word, b'\\');
        if found != 0 {
            return Some(number * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let looked = WORDS.min(rest.len() / 8) * 8;
    memchr::memchr2(b'"', b'\\', rest.get(looked..)?).map(|at| looked + at)
}

/// The high bit of each byte of a word that equals `byte`; above the first one others may be set too.
fn equal(word: u64, byte: u8) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let apart = word ^ (ONES * u64::from(byte));
    apart.wrapping_sub(ONES) & !apart & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(har: &str) -> (Vec<&str>, Ending) {
        let log = entries(har.as_bytes());
        (log.entries.iter().map(|at| &har[at.clone()]).collect(), log.ending)
    }

    #[test]
    fn entries_are_found_behind_what_stands_before_them() {
        let har = r#" {"x":"}","log" : {"pages":[{"a":[1,"]"]}], "entries" : [ {"a":"\"}"} , {"b":[{}]} ]}}"#;
        assert_eq!(texts(har), (vec![r#"{"a":"\"}"}"#, r#"{"b":[{}]}"#], Ending::Whole));
    }

    #[test]
    fn a_log_that_breaks_off_keeps_what_is_there() {
        assert_eq!(
            texts(r#"{"log":{"entries":[{"a":1},{"b":"#),
            (vec![r#"{"a":1}"#, r#"{"b":"#], Ending::InEntry)
        );
        assert_eq!(texts(r#"{"log":{"entries":[{"a":1},"#), (vec![r#"{"a":1}"#], Ending::AfterEntry));
        assert_eq!(texts(r#"{"log":{"entries":[]"#), (vec![], Ending::Whole));
        assert_eq!(texts(r#"{"log":{"#), (vec![], Ending::AfterEntry));
    }

    #[test]
    fn quotes_and_backslashes_are_found_wherever_they_stand() {
        for byte in [b'"', b'\\'] {
            for length in 0..90 {
                let mut text = vec![b'!'; length];
                assert_eq!(quote_or_backslash(&text), None);
                text.extend([byte, b'#', b'"']);
                assert_eq!(quote_or_backslash(&text), Some(length));
            }
        }
    }
}
