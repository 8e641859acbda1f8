//! JSON strings (RFC 8259 section 7): escapes taken off, every decoded byte traced.

use super::reader::Problems;
use super::value::TextBuilder;
use super::{JsonProblem, Text};
use crate::problem::{offset, span};

/// Reads the string whose opening quote stands at `start`: the string, where reading went on, whether it was closed.
pub(super) fn read(bytes: &[u8], start: usize, problems: &mut Problems) -> (Text, usize, bool) {
    if let Some((text, end)) = verbatim(bytes, start) {
        return (text, end, true);
    }
    let mut text = TextBuilder::new();
    let mut at = start + 1;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let plain = plain(rest);
        copy(rest.get(..plain).unwrap_or_default(), at, &mut text, problems);
        at += plain;
        match rest.get(plain) {
            Some(b'"') => return (text.finish(span(start, at + 1)), at + 1, true),
            Some(b'\\') => at += escape(bytes, at, &mut text, problems),
            Some(control) => {
                problems.add(JsonProblem::ControlCharacter(*control), at, at + 1);
                text.copy(char::from(*control).encode_utf8(&mut [0; 4]), offset(at));
                at += 1;
            }
            None => {
                problems.add(JsonProblem::Unterminated, start, at);
                return (text.finish(span(start, at)), at, false);
            }
        }
    }
}

/// The string whose opening quote stands at `start` and where reading goes on, where it stands there byte for byte, as most do.
fn verbatim(bytes: &[u8], start: usize) -> Option<(Text, usize)> {
    let rest = bytes.get(start + 1..)?;
    let len = plain(rest);
    let value = std::str::from_utf8(rest.get(..len)?).ok().filter(|_| rest.get(len) == Some(&b'"'))?;
    let end = start + len + 2;
    Some((Text::verbatim(value, span(start, end)), end))
}

/// How many bytes at the start of a text end no string and are no escape.
fn plain(text: &[u8]) -> usize {
    text.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(text.len())
}

/// Copies bytes as they stand; what is not UTF-8 becomes U+FFFD.
fn copy(bytes: &[u8], mut at: usize, text: &mut TextBuilder, problems: &mut Problems) {
    for chunk in bytes.utf8_chunks() {
        text.copy(chunk.valid(), offset(at));
        at += chunk.valid().len();
        let broken = chunk.invalid().len();
        if broken > 0 {
            problems.add(JsonProblem::Utf8, at, at + broken);
            text.decoded(char::REPLACEMENT_CHARACTER, offset(at), offset(broken));
            at += broken;
        }
    }
}

/// Decodes the escape at `at` and gives its length in bytes.
fn escape(bytes: &[u8], at: usize, text: &mut TextBuilder, problems: &mut Problems) -> usize {
    let decoded = match bytes.get(at + 1) {
        Some(c @ (b'"' | b'\\' | b'/')) => char::from(*c),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes, at, text, problems),
        Some(_) => {
            problems.add(JsonProblem::Escape, at, at + 2);
            text.dropped();
            return 1;
        }
        // The string ends after its backslash; the caller says so.
        None => return 1,
    };
    text.decoded(decoded, offset(at), 2);
    2
}

fn unicode(bytes: &[u8], at: usize, text: &mut TextBuilder, problems: &mut Problems) -> usize {
    let Some(unit) = code_unit(bytes, at) else {
        problems.add(JsonProblem::Escape, at, at + 2);
        text.decoded(char::REPLACEMENT_CHARACTER, offset(at), 2);
        return 2;
    };
    let low = code_unit(bytes, at + 6).filter(|_| (0xd800..0xdc00).contains(&unit));
    if let Some(Ok(pair)) = low.and_then(|low| char::decode_utf16([unit, low]).next()) {
        text.decoded(pair, offset(at), 12);
        return 12;
    }
    let decoded = char::from_u32(u32::from(unit)).unwrap_or_else(|| {
        problems.add(JsonProblem::LoneSurrogate(unit), at, at + 6);
        char::REPLACEMENT_CHARACTER
    });
    text.decoded(decoded, offset(at), 6);
    6
}

/// The code unit of a `\uXXXX` that stands at `at`.
fn code_unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = digits
        .iter()
        .try_fold(0, |unit, digit| char::from(*digit).to_digit(16).map(|value| unit << 4 | value))?;
    u16::try_from(digits).ok()
}
