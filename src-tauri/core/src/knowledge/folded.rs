//! A text as it is compared: white space folded, markup and escapes taken off, each byte with where it stood.

use crate::byte_block::{BLOCK, Ranges, bits, marked};

/// A folded text. Its bytes are UTF-8 where those of the original are.
pub(super) struct Folded {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// Where each stretch starts that is copied byte by byte, here and in the original; the last one is empty and stands behind
    /// the ends of both.
    copied: Vec<(usize, usize)>,
}

/// How a character is written in a page, in JSON or by an editor, and what it is; the longer ones first.
const WRITTEN: &[(&[u8], u8)] = &[
    (b"&quot;", b'"'),
    (b"&apos;", b'\''),
    (b"&nbsp;", b' '),
    (b"\\u0027", b'\''),
    (b"\\u0022", b'"'),
    (b"\\u003c", b'<'),
    (b"\\u003e", b'>'),
    (b"%20", b' '),
    (b"%22", b'"'),
    (b"%27", b'\''),
    (b"&amp;", b'&'),
    (b"&lt;", b'<'),
    (b"&gt;", b'>'),
    (b"\\\"", b'"'),
    (b"\\/", b'/'),
    (b"\\n", b' '),
    (b"\\r", b' '),
    (b"\\t", b' '),
    ("\u{2018}".as_bytes(), b'\''),
    ("\u{2019}".as_bytes(), b'\''),
    ("\u{201c}".as_bytes(), b'"'),
    ("\u{201d}".as_bytes(), b'"'),
    ("\u{a0}".as_bytes(), b' '),
];

impl Folded {
    /// Folds a text; linear in its length.
    pub(super) fn of(text: &[u8]) -> Self {
        let mut folded = Folded { bytes: Vec::with_capacity(text.len()), copied: Vec::new() };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let as_it_is = folded.as_it_is(rest);
            folded.push(rest.get(..as_it_is).unwrap_or_default(), at);
            at += as_it_is;
            if let Some(&byte) = text.get(at) {
                let (len, becomes) = unit(text, at, byte);
                folded.push(
                    if becomes == b' ' && folded.in_space() { &[] } else { std::slice::from_ref(&becomes) },
                    at,
                );
                at += len;
            }
        }
        folded.copied.push((folded.bytes.len(), text.len()));
        folded
    }

    /// The stretch of the original that a stretch of this came from.
    pub(super) fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |index: usize| {
            let before = self.copied.partition_point(|(here, _)| *here <= index).saturating_sub(1);
            self.copied.get(before).map_or(0, |(here, there)| there + (index - here))
        };
        at(range.start)..at(range.end)
    }

    /// How many of these bytes stay as they are: up to one that is written otherwise, or a second space.
    fn as_it_is(&self, text: &[u8]) -> usize {
        let mut in_space = u64::from(self.in_space());
        let mut changed = marked(text, move |block| {
            let spaces = bits(block, [(b' ', b' ')]);
            let again = spaces & (spaces << 1 | in_space);
            in_space = spaces >> (BLOCK - 1);
            again | bits(block, CHANGES)
        });
        changed.next().unwrap_or(text.len())
    }

    /// Whether a space would be one too many: at the start, and behind another.
    fn in_space(&self) -> bool {
        self.bytes.last().is_none_or(|last| *last == b' ')
    }

    fn push(&mut self, bytes: &[u8], at: usize) {
        if !bytes.is_empty() {
            self.copied.push((self.bytes.len(), at));
            self.bytes.extend_from_slice(bytes);
        }
    }
}

/// Whether a byte may become another: white space but the plain one, and what starts markup, an escape or an editor's sign.
const CHANGES: Ranges<7> = [
    (b'\t', b'\n'),
    (b'\x0C', b'\r'),
    (b'%', b'&'),
    (b'<', b'<'),
    (b'\\', b'\\'),
    (0xC2, 0xC2),
    (0xE2, 0xE2),
];

/// How many bytes of the original make up the next one, and what it is.
fn unit(text: &[u8], at: usize, byte: u8) -> (usize, u8) {
    if byte.is_ascii_whitespace() {
        return (1, b' ');
    }
    if !matches!(byte, b'%' | b'&' | b'\\' | b'<' | 0xC2 | 0xE2) {
        return (1, byte);
    }
    let rest = text.get(at..).unwrap_or_default();
    if byte == b'<' {
        return tag(rest).map_or((1, byte), |len| (len, b' '));
    }
    let written = WRITTEN.iter().find(|(written, _)| rest.starts_with(written));
    written.map(|(written, is)| (written.len(), *is)).or_else(|| numbered(rest)).unwrap_or((1, byte))
}

/// A character reference by number, of an ASCII character.
fn numbered(text: &[u8]) -> Option<(usize, u8)> {
    let digits = text.strip_prefix(b"&#")?;
    let end = digits.iter().take(8).position(|byte| *byte == b';')?;
    let number = std::str::from_utf8(digits.get(..end)?).ok()?;
    let value = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u8::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    value.is_ascii_graphic().then_some((end + 3, value))
}

/// Bytes of a tag in which its end has to stand.
const TAG: usize = 2_000;

/// The length of the HTML tag that a text starts with; an address in angle brackets is none.
fn tag(text: &[u8]) -> Option<usize> {
    let name = text.get(1..)?;
    let name = name.strip_prefix(b"/").unwrap_or(name);
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let ends = name.get(length).is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    if length == 0 || length > 12 || !ends {
        return None;
    }
    let within = text.get(..TAG.min(text.len()))?;
    Some(memchr::memchr(b'>', within)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        String::from_utf8(Folded::of(text.as_bytes()).bytes).unwrap_or_default()
    }

    #[test]
    fn markup_and_escapes_come_off_and_addresses_stay() {
        assert_eq!(folded("<p class=\"x\">Doesn&#39;t\n  match</p>"), "Doesn't match ");
        assert_eq!(folded("expected: <https://a.example>"), "expected: <https://a.example>");
        assert_eq!(folded(r#"{"error":"\"state\"\nlost"}"#), r#"{"error":""state" lost"}"#);
        assert_eq!(folded("l’état"), "l'état");
        assert_eq!(
            folded("opensaml&#58;&#x3a;x &#8217; &#; &#99999999999;"),
            "opensaml::x &#8217; &#; &#99999999999;"
        );
    }

    #[test]
    fn each_byte_knows_where_it_stood() {
        let text = "a &quot;b&quot;";
        let folded = Folded::of(text.as_bytes());
        assert_eq!(&text[folded.original(2..5)], "&quot;b&quot;");
        assert_eq!(folded.original(0..folded.bytes.len()), 0..text.len());
    }
}
