//! Walks once through an object: each member's name as it comes, its value entered or skipped.

use std::ops::Range;

use super::scan::{blank, skip, string_end};

/// A place in a JSON text.
pub(in crate::peel) struct Walk<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Whether the text ended, or broke off, where more had to come.
    broken: bool,
}

impl<'b> Walk<'b> {
    /// Starts at `at`.
    pub(in crate::peel) fn at(bytes: &'b [u8], at: usize) -> Self {
        Walk { bytes, at, broken: false }
    }

    /// Enters the object that is the next value; a value of another kind is skipped.
    pub(in crate::peel) fn enter(&mut self) -> bool {
        self.at = blank(self.bytes, self.at);
        if self.bytes.get(self.at) == Some(&b'{') {
            self.at += 1;
            return true;
        }
        self.skip();
        false
    }

    /// The name of the next member of the object that was entered last; nothing where that is over, or the text breaks off.
    ///
    /// Its value has to be entered or skipped before the next one is asked for.
    pub(in crate::peel) fn member(&mut self) -> Option<&'b [u8]> {
        while !self.broken {
            self.at = blank(self.bytes, self.at);
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return None;
                }
                Some(b'"') => return self.name(),
                _ => self.broken = true,
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'b [u8]> {
        let start = self.at + 1;
        let end = string_end(self.bytes, self.at);
        let colon = end.map(|end| blank(self.bytes, end)).filter(|at| self.bytes.get(*at) == Some(&b':'));
        self.broken = colon.is_none();
        self.at = blank(self.bytes, colon? + 1);
        self.bytes.get(start..end? - 1)
    }

    /// Skips the next value; where it stands: to the end of the text where it breaks off.
    pub(in crate::peel) fn skip(&mut self) -> Range<usize> {
        let start = self.at;
        match skip(self.bytes, start) {
            Some(end) => self.at = end,
            None => {
                self.broken = true;
                self.at = self.bytes.len();
            }
        }
        start..self.at
    }

    /// Skips the next value; its bytes.
    pub(in crate::peel) fn value(&mut self) -> &'b [u8] {
        let at = self.skip();
        self.bytes.get(at).unwrap_or_default()
    }

    /// Where the walk came to, if all was well on the way.
    pub(in crate::peel) fn end(&self) -> Option<usize> {
        (!self.broken).then_some(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_entered_and_skipped_in_one_walk() {
        let text = br#" {"a":1, "b" : {"c":"x\"}","d":[{}]} ,"e":{"f":2}}rest"#;
        let mut walk = Walk::at(text, 0);
        let mut seen = Vec::new();
        assert!(walk.enter());
        while let Some(name) = walk.member() {
            if name == b"b" && walk.enter() {
                while let Some(name) = walk.member() {
                    seen.push((name.to_vec(), walk.value().to_vec()));
                }
            } else {
                seen.push((name.to_vec(), walk.value().to_vec()));
            }
        }
        let seen: Vec<String> = seen
            .iter()
            .map(|(name, value)| String::from_utf8([name.as_slice(), value].concat()).unwrap())
            .collect();
        assert_eq!(seen, ["a1", r#"c"x\"}""#, "d[{}]", r#"e{"f":2}"#]);
        assert_eq!(walk.end(), Some(text.len() - 4));
    }

    #[test]
    fn a_text_that_breaks_off_has_no_end() {
        for text in [&b"{\"a\":{\"b\""[..], b"{\"a\":\"x", b"{\"a\":1", b"{\"a", b"{"] {
            let mut walk = Walk::at(text, 0);
            assert!(walk.enter());
            while walk.member().is_some() {
                walk.skip();
            }
            assert_eq!(walk.end(), None, "{}", String::from_utf8_lossy(text));
        }
    }
}
