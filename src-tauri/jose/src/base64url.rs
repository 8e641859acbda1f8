//! Base64url without padding (RFC 7515 section 2), read leniently: each departure is told with its place.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::problem::{Problem, offset, span};
use crate::{Origin, Run};

/// How text departs from base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Base64Problem {
    /// `=` at the end.
    Padding,
    /// `+` or `/`, which belong to the other alphabet of base64.
    StandardAlphabet,
    /// White space.
    Whitespace,
    /// A character of neither alphabet; it is skipped.
    Foreign,
    /// Bits in the last character that belong to no byte; two texts then stand for the same bytes.
    TrailingBits,
    /// A length that base64 never has; the last character is lost or one was added.
    Length,
}

impl Base64Problem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            Base64Problem::Padding => "base64url/padding",
            Base64Problem::StandardAlphabet => "base64url/standard-alphabet",
            Base64Problem::Whitespace => "base64url/whitespace",
            Base64Problem::Foreign => "base64url/foreign-character",
            Base64Problem::TrailingBits => "base64url/trailing-bits",
            Base64Problem::Length => "base64url/length",
        }
    }
}

impl std::fmt::Display for Base64Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Base64Problem::Padding => "\"=\" pads this text; base64url in tokens and keys has no padding",
            Base64Problem::StandardAlphabet => {
                "\"+\" or \"/\" stands here: this is ordinary base64, not base64url, which writes \"-\" and \"_\""
            }
            Base64Problem::Whitespace => "white space stands inside base64url text",
            Base64Problem::Foreign => "this is no character of base64url",
            Base64Problem::TrailingBits => "the last character carries bits that belong to no byte",
            Base64Problem::Length => "base64 never has this length: a character is missing or too many",
        })
    }
}

/// Decoded base64url.
#[derive(Clone, Default)]
pub struct Decoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Which source bytes they came from.
    pub origin: Origin,
    /// Departures from base64url, in the order of the text.
    pub problems: Vec<Problem<Base64Problem>>,
}

/// Decodes `text[range]`; offsets count from the start of `text`.
pub(crate) fn decode(text: &[u8], range: Range<usize>) -> Decoded {
    let start = range.start;
    let part = text.get(range).unwrap_or_default();
    if let Ok(bytes) = URL_SAFE_NO_PAD.decode(part) {
        return Decoded { bytes, origin: clean_origin(start, part.len()), problems: Vec::new() };
    }
    let mut decoder = Decoder::default();
    for (at, byte) in part.iter().enumerate() {
        decoder.take(start + at, *byte);
    }
    decoder.finish()
}

/// Where the bytes of clean text come from: three from each four characters, and the rest from the last two or three.
fn clean_origin(start: usize, len: usize) -> Origin {
    let (whole, rest) = (len / 4, len % 4);
    let mut origin = Origin::default();
    origin.push(Run { start: 0, beneath: offset(start), units: offset(whole), here: 3, there: 4 });
    if rest > 1 {
        let beneath = offset(start + 4 * whole);
        origin.push(Run { start: 0, beneath, units: 1, here: offset(rest - 1), there: offset(rest) });
    }
    origin
}

#[derive(Default)]
struct Decoder {
    out: Decoded,
    bits: u32,
    /// Characters in the group that is being read, and where its first stands.
    count: u32,
    start: usize,
    /// One past the last character that carried bits.
    end: usize,
    last: u8,
}

impl Decoder {
    fn take(&mut self, at: usize, byte: u8) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            b'+' | b'/' => {
                self.problem(Base64Problem::StandardAlphabet, at, at + 1);
                if byte == b'+' { 62 } else { 63 }
            }
            other => return self.skip(at, other),
        };
        if self.count == 0 {
            self.start = at;
        }
        self.bits = self.bits << 6 | u32::from(value);
        self.count += 1;
        self.end = at + 1;
        self.last = value;
        if self.count == 4 {
            self.group(3);
        }
    }

    fn skip(&mut self, at: usize, byte: u8) {
        let kind = match byte {
            b'=' => Base64Problem::Padding,
            b' ' | b'\t' | b'\n' | b'\r' => Base64Problem::Whitespace,
            _ => Base64Problem::Foreign,
        };
        self.problem(kind, at, at + 1);
    }

    /// Ends a group of characters that make `len` bytes.
    fn group(&mut self, len: usize) {
        let aligned = self.bits << (6 * (4 - self.count));
        self.out.bytes.extend(aligned.to_be_bytes().iter().skip(1).take(len));
        let there = offset(self.end - self.start);
        let run = Run { start: 0, beneath: offset(self.start), units: 1, here: offset(len), there };
        self.out.origin.push(run);
        (self.bits, self.count) = (0, 0);
    }

    fn finish(mut self) -> Decoded {
        let (end, last) = (self.end, self.last);
        match self.count {
            2 | 3 => {
                let spare = if self.count == 2 { 0x0f } else { 0x03 };
                self.group(self.count as usize - 1);
                if last & spare != 0 {
                    self.problem(Base64Problem::TrailingBits, end - 1, end);
                }
            }
            1 => self.problem(Base64Problem::Length, end - 1, end),
            _ => {}
        }
        self.out
    }

    /// Adds a problem; neighbours of one kind are one problem, and of many the first ones are told.
    fn problem(&mut self, kind: Base64Problem, start: usize, end: usize) {
        const TOLD: usize = 32;
        let problems = &mut self.out.problems;
        let is_full = problems.len() >= TOLD;
        match problems.last_mut() {
            Some(last) if last.kind == kind && last.at.end == offset(start) => last.at.end = offset(end),
            _ if is_full => {}
            _ => problems.push(Problem { kind, at: span(start, end) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(&'static str, Range<u32>)> {
        let decoded = decode(text.as_bytes(), 0..text.len());
        decoded.problems.into_iter().map(|problem| (problem.kind.id(), problem.at)).collect()
    }

    #[test]
    fn agrees_with_the_base64_crate() {
        let bytes: Vec<u8> = (0..=255).collect();
        for len in 0..bytes.len() {
            let text = URL_SAFE_NO_PAD.encode(&bytes[..len]);
            let decoded = decode(text.as_bytes(), 0..text.len());
            let mut one_by_one = Decoder::default();
            text.bytes().enumerate().for_each(|(at, byte)| one_by_one.take(at, byte));
            let one_by_one = one_by_one.finish();
            assert!(decoded.bytes == bytes[..len] && one_by_one.bytes == bytes[..len]);
            assert!(decoded.problems.is_empty() && one_by_one.problems.is_empty());
            assert_eq!(decoded.origin, one_by_one.origin);
            assert_eq!(decoded.origin.len() as usize, len);
            assert!(decoded.origin.runs().len() <= 2);
        }
    }

    #[test]
    fn each_departure_is_told_with_its_place() {
        assert_eq!(problems("AQID"), []);
        assert_eq!(problems("AQ=="), [("base64url/padding", 2..4)]);
        assert_eq!(problems("+/AA"), [("base64url/standard-alphabet", 0..2)]);
        assert_eq!(problems("AQ\r\n ID"), [("base64url/whitespace", 2..5)]);
        assert_eq!(problems("A%QID"), [("base64url/foreign-character", 1..2)]);
        assert_eq!(problems("AR"), [("base64url/trailing-bits", 1..2)]);
        assert_eq!(problems("AQIDA"), [("base64url/length", 4..5)]);
    }

    #[test]
    fn bytes_are_traced_across_interruptions() {
        let decoded = decode(b"xxAQ\nIDBAUG", 2..11);
        assert_eq!(decoded.bytes, [1, 2, 3, 4, 5, 6]);
        assert_eq!(decoded.origin.trace(0..1), Some(2..7));
        assert_eq!(decoded.origin.trace(3..6), Some(7..11));
        assert_eq!(decoded.origin.trace(2..4), Some(2..11));
    }
}
