//! The signs of languages in which settings nest in brackets: JSON, PHP, Ruby, JavaScript, Python, HCL.

use std::ops::Range;

/// A sign, and what stands between two.
pub(super) enum Token {
    /// A bare word.
    Word(Range<usize>),
    /// A text in quotes, without them.
    Quoted(Range<usize>),
    /// `=>`, `=` or `:`: what stands before is a name.
    Is,
    /// A bracket opens.
    Open,
    /// A round bracket opens.
    Call,
    /// A bracket closes.
    Close,
    /// A comma or a semicolon.
    Next,
    /// The end of a line.
    LineEnd,
    /// Anything else.
    Other,
}

/// The sign at `at`, and where it ends; `None` at the end of the text.
pub(super) fn next(text: &str, at: usize) -> Option<(Token, usize)> {
    let rest = text.as_bytes().get(at..)?;
    Some(match rest {
        [] => return None,
        [b'\n', ..] => (Token::LineEnd, at + 1),
        [b'#', ..] | [b'/', b'/', ..] => (Token::Other, at + until(rest, b"\n", 0)),
        [b'/', b'*', ..] => (Token::Other, at + until(rest, b"*/", 2)),
        [b'=', b'>', ..] => (Token::Is, at + 2),
        // Comparisons, and Ruby's names within modules.
        [b'=', b'=', ..] | [b':', b':', ..] => (Token::Other, at + 2),
        [b'=' | b':', ..] => (Token::Is, at + 1),
        [b'{' | b'[', ..] => (Token::Open, at + 1),
        [b'(', ..] => (Token::Call, at + 1),
        [b'}' | b']' | b')', ..] => (Token::Close, at + 1),
        [b',' | b';', ..] => (Token::Next, at + 1),
        [quote @ (b'"' | b'\'' | b'`'), ..] => quoted(rest, *quote, at),
        [byte, ..] if is_of_word(*byte) => {
            let length = rest.iter().position(|byte| !is_of_word(*byte)).unwrap_or(rest.len());
            (Token::Word(at..at + length), at + length)
        }
        _ => (Token::Other, at + 1),
    })
}

/// A text in quotes; what is not closed ends with the text.
fn quoted(rest: &[u8], quote: u8, at: usize) -> (Token, usize) {
    let thrice = rest.starts_with(&[quote; 3]);
    let marks = if thrice { 3 } else { 1 };
    let closing = [quote; 3];
    let closing = closing.get(..marks).unwrap_or_default();
    let mut place = marks;
    loop {
        let Some(left) = rest.get(place..).filter(|left| !left.is_empty()) else {
            return (Token::Quoted(at + marks.min(rest.len())..at + rest.len()), at + rest.len());
        };
        if left.starts_with(closing) {
            return (Token::Quoted(at + marks..at + place), at + place + marks);
        }
        place += if left.first() == Some(&b'\\') { 2 } else { 1 };
    }
}

/// How far it is to the end of a comment.
fn until(rest: &[u8], end: &[u8], included: usize) -> usize {
    memchr::memmem::find(rest, end).map_or(rest.len(), |found| found + included)
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'_' | b'.' | b'$' | b'-' | b'/' | b'@' | b'%')
        || byte >= 0x80
}
