//! A text as it is compared: white space folded, markup and escapes taken off, each byte with where it stood.

/// A folded text. Its bytes are UTF-8 where those of the original are.
pub(super) struct Folded {
    /// The bytes.
    pub(super) bytes: Vec<u8>,
    /// For each byte, where the original of it starts; then the original's length.
    starts: Vec<u32>,
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
        let mut folded = Folded { bytes: Vec::with_capacity(text.len()), starts: Vec::new() };
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            let (len, becomes) = unit(text, at, byte);
            folded.push(becomes, at);
            at += len;
        }
        folded.starts.push(text.len() as u32);
        folded
    }

    /// The stretch of the original that a stretch of this came from.
    pub(super) fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at =
            |index: usize| self.starts.get(index).or(self.starts.last()).map_or(0, |start| *start as usize);
        at(range.start)..at(range.end)
    }

    fn push(&mut self, byte: u8, at: usize) {
        if byte == b' ' && self.bytes.last().is_none_or(|last| *last == b' ') {
            return;
        }
        self.bytes.push(byte);
        self.starts.push(at as u32);
    }
}

/// How many bytes of the original make up the next one, and what it is.
fn unit(text: &[u8], at: usize, byte: u8) -> (usize, u8) {
    if byte.is_ascii_whitespace() {
        return (1, b' ');
    }
    if !matches!(byte, b'&' | b'\\' | b'<' | 0xC2 | 0xE2) {
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
