//! What is found without a bracket around it: a token, an address, a form body, a long base64 text; over several lines too.

use super::is_delimiter;
use crate::byte_block::ByteTable;
use crate::peel::damage::{ellipsis, rewritten_link};
use crate::peel::logs::fingerprint;
use crate::peel::parameters;
use crate::peel::token::is_token_byte;

/// Bytes of a word at least that is none of an address.
pub(super) const SHORTEST: usize = 20;

/// A token, a URL or a form body with a parameter that tells, or a long base64 text.
pub(super) fn at(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let rest = bytes.get(at..)?;
    if rest.starts_with(b"http") {
        return address(bytes, at);
    }
    let end = word_end(bytes, at);
    let word = bytes.get(at..end).filter(|word| word.len() >= SHORTEST)?;
    if let Some(end) = token_end(bytes, at, word) {
        return Some(at..with_ellipsis(bytes, end));
    }
    if parameters::tells(word) && !is_lone_error(word) {
        return Some(at..over_lines(bytes, end, is_address_byte));
    }
    if is_number(bytes.get(..at).unwrap_or_default(), word) {
        return None;
    }
    let len = word.iter().take_while(|byte| is_base64_byte(**byte)).count();
    let whole = len == word.len() || ellipsis::cut(bytes, at).is_some_and(|(kept, _)| kept.end <= at + len);
    (len >= 60 && whole).then(|| {
        let len = glued(word.get(..len).unwrap_or_default()).unwrap_or(len);
        at..with_ellipsis(bytes, over_lines(bytes, at + len, is_base64_byte))
    })
}

/// Whether a word gives one error its value and nothing else, as programs and logs do: no answer has just that, and the words around
/// it say more.
fn is_lone_error(word: &[u8]) -> bool {
    word.starts_with(b"error=") && memchr::memchr(b'&', word).is_none()
}

/// Whether a word is the number of a session or a request in hexadecimal digits, and no fingerprint by the words before it.
fn is_number(before: &[u8], word: &[u8]) -> bool {
    let digits = word.rsplit(|byte| *byte == b'=').next().unwrap_or(word);
    let name = word.len() - digits.len();
    let line = before.get(memchr::memrchr(b'\n', before).map_or(0, |at| at + 1)..).unwrap_or_default();
    let near = line.get(line.len().saturating_sub(NEAR)..).unwrap_or_default();
    digits.iter().all(u8::is_ascii_hexdigit)
        && matches!(digits.len(), 40 | 64)
        && ![near, word.get(..name).unwrap_or_default()].into_iter().any(fingerprint::tells)
}

/// Bytes before a word that may say what it is.
const NEAR: usize = 60;

/// Where a token ends that starts with this word; its first dot may stand in a later line.
fn token_end(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    let len = word.iter().take_while(|byte| is_token_byte(**byte)).count();
    let starts = word.starts_with(b"eyJ") && len >= 20;
    let end = starts.then(|| over_lines(bytes, at + len, is_token_byte))?;
    memchr::memchr(b'.', bytes.get(at..end)?).map(|_| end)
}

/// An address that tells of a sign-in, without what closes a sentence behind it.
fn address(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let rest = bytes.get(at..)?;
    let fits = |byte: &&u8| is_address_byte(**byte);
    let len = rest.iter().take_while(fits).count();
    let text = rest.get(..len).filter(|text| text.len() >= 12)?;
    let closing = text
        .iter()
        .rev()
        .take_while(|byte| matches!(byte, b'.' | b',' | b';' | b')' | b']' | b'!' | b'\''))
        .count();
    let end = over_lines(bytes, at + len, is_address_byte);
    let end = if end == at + len { end - closing } else { end };
    let word = bytes.get(at..end)?;
    let joined: std::borrow::Cow<[u8]> = match end == at + len - closing {
        true => word.into(),
        false => word.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect::<Vec<u8>>().into(),
    };
    (parameters::tells(&joined) || rewritten_link::is_one(&joined)).then_some(at..end)
}

/// Whether a byte may stand in an address or a form body (RFC 3986, section 2), or does where people write them by hand.
pub(in crate::peel) fn is_address_byte(byte: u8) -> bool {
    /// All that is printed but `"`, `<`, `>`, `\`, `^`, `` ` ``, `{`, `|` and `}`.
    static ADDRESS_BYTES: ByteTable = ByteTable::of([
        (b'!', b'!'),
        (b'#', b';'),
        (b'=', b'='),
        (b'?', b'['),
        (b']', b']'),
        (b'_', b'_'),
        (b'a', b'z'),
        (b'~', b'~'),
    ]);
    ADDRESS_BYTES.has(byte)
}

fn is_base64_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'%')
}

/// Where the first of two base64 texts ends that were pasted without anything between: behind its padding.
fn glued(word: &[u8]) -> Option<usize> {
    let pad = memchr::memchr(b'=', word)?;
    let end = pad + word.get(pad..)?.iter().take_while(|byte| **byte == b'=').count();
    (pad >= 60 && end < word.len()).then_some(end)
}

/// The end with a mark behind it that says that something was left out, and with what follows that.
fn with_ellipsis(bytes: &[u8], end: usize) -> usize {
    let Some(mark) = ellipsis::mark(bytes.get(end..).unwrap_or_default()) else { return end };
    let behind = end + mark;
    behind + bytes.get(behind..).unwrap_or_default().iter().take_while(|byte| is_base64_byte(**byte)).count()
}

/// Bytes of a line that may go on in the next one, at least.
const WRAPPED: usize = 40;

/// The end of a text that goes on over the following lines, as long as they hold nothing else and the one before is full.
fn over_lines(bytes: &[u8], mut end: usize, fits: fn(u8) -> bool) -> usize {
    let before = bytes.get(..end).unwrap_or_default();
    let length = before.len() - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    if length < WRAPPED {
        return end;
    }
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        let gap = match rest {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return end,
        };
        let line =
            rest.get(gap..).and_then(|rest| rest.split(|byte| *byte == b'\n').next()).unwrap_or_default();
        let text = line.trim_ascii_end();
        let padded = before.last() == Some(&b'=') || bytes.get(end - 1) == Some(&b'=');
        // The last line may have a quotation mark or a comma behind it that opened before the first.
        let len = text.iter().take_while(|byte| fits(**byte)).count();
        let closes =
            text.get(len..).is_some_and(|rest| rest.iter().all(|byte| is_delimiter(*byte) || *byte == b'>'));
        if len == 0 || text.len() > length + 2 || !closes || padded {
            return end;
        }
        let anew = text.starts_with(b"http://") || text.starts_with(b"https://");
        if anew || text.starts_with(b"eyJ") && bytes.get(end - 1) != Some(&b'.') {
            return end;
        }
        end += gap + len;
        if len < text.len() || text.len() * 4 < length * 3 {
            return end;
        }
    }
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| is_delimiter(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn an_error_alone_is_no_answer() {
        assert_eq!(at(b"render(error=AuthError.UNKNOWN, status=403)", 7), None);
        assert_eq!(at(b"got error=access_denied&state=af0 back", 4), Some(4..33));
        assert_eq!(at(b"got SAMLResponse=PHNhbWxwOlJlc3BvbnNl back", 4), Some(4..37));
    }
}
