//! A request copied as a cURL command, for a Unix shell or for Windows' cmd.

use super::{Copied, Piece};
use crate::case::{Case, Layer, LayerKind};
use crate::peel::beside;
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "curl",
    title: "A request copied as cURL",
    example: "curl 'https://sp.example/acs' -H 'content-type: application/x-www-form-urlencoded' --data-raw 'SAMLResponse=PHN…'",
    surest: 95,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let alone = command(&layer.bytes).is_some() && !beside::goes_on(layer);
    if alone { Bid::new(95, "starts with curl") } else { None }
}

/// Where the words after `curl` start; a prompt may stand before it.
fn command(bytes: &[u8]) -> Option<usize> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let text = bytes.get(lead..)?;
    let prompt =
        [&b"$ "[..], b"> ", b"% "].into_iter().find(|prompt| text.starts_with(prompt)).map_or(0, <[u8]>::len);
    let rest = text.get(prompt..)?;
    let name = [&b"curl.exe"[..], b"curl"].into_iter().find(|name| rest.starts_with(name))?.len();
    rest.get(name).is_some_and(u8::is_ascii_whitespace).then_some(lead + prompt + name)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(words) = Words::of(&layer.bytes) else { return Vec::new() };
    exchange(words).open(case, id)
}

/// Where a command ends that starts a text, where something else follows it or it is all: at a line end outside of quotes
/// behind which an answer starts, another command, or nothing.
pub(in crate::peel) fn command_end(bytes: &[u8]) -> Option<usize> {
    let mut words = Words::of(bytes)?;
    while words.next().is_some() {
        let rest = words.rest();
        let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let lines = memchr::memchr_iter(b'\n', rest.get(..blank)?).count();
        let next = rest.get(blank..)?;
        let anew = || ANEW.iter().any(|start| next.starts_with(start));
        if next.is_empty() || lines > 1 || lines == 1 && anew() {
            return Some(words.at);
        }
    }
    None
}

/// What a line starts with that is not part of the command above it.
const ANEW: &[&[u8]] = &[b"{", b"<", b"[", b"HTTP/", b"curl", b"$ ", b"```", b"http"];

/// Options that take a value which is of no use here.
const SKIPPED: &[&str] = &[
    "-o",
    "--output",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-u",
    "--user",
    "-b",
    "--cookie",
    "-c",
    "--cookie-jar",
    "-x",
    "--proxy",
    "--cacert",
    "--cert",
    "--key",
    "-m",
    "--max-time",
    "--connect-timeout",
    "--resolve",
    "-w",
    "--write-out",
    "-F",
    "--form",
];

/// Options whose value is the body, or a part of it.
const BODY: &[&str] =
    &["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json"];

fn exchange(mut words: Words) -> Copied {
    let mut read = Copied { kind: Some(LayerKind::Quoted), ..Copied::default() };
    let mut sends = None;
    while let Some(word) = words.next() {
        let text = if word.out.bytes.len() < 40 { word.text() } else { String::new() };
        match text.as_str() {
            "-X" | "--request" => read.method = words.next(),
            "-H" | "--header" => read.headers.extend(words.next().and_then(Piece::header)),
            "--url" => read.url = words.next(),
            option if BODY.contains(&option) => {
                sends.get_or_insert(word);
                read.bodies.extend(words.next());
            }
            option if SKIPPED.contains(&option) => drop(words.next()),
            "-G" | "--get" => read.method = Some(word),
            option if option.starts_with('-') => {}
            _ if read.url.is_none() && !word.out.bytes.is_empty() => read.url = Some(word),
            _ => {}
        }
    }
    read.method = read.method.or(sends).map(named);
    read
}

/// The method that an option stands for: a body makes it POST, `-G` GET.
fn named(word: Piece) -> Piece {
    let method: &[u8] = match word.out.bytes.as_slice() {
        b"-G" | b"--get" => b"GET",
        option if option.starts_with(b"-") => b"POST",
        _ => return word,
    };
    let mut out = Unwrapped::default();
    out.unit(method, word.from.start, word.from.len());
    Piece { from: word.from, out }
}

/// The words of a command line, their quoting taken off.
struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
    /// cmd, where `^` escapes.
    windows: bool,
}

/// What is open while a word is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
    /// `$'…'`, with escapes as in C.
    Dollar,
}

impl<'a> Words<'a> {
    /// The words of a command; nothing where the text starts with none.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let windows = memchr::memmem::find(bytes, b"^\"").is_some();
        Some(Words { bytes, at: command(bytes)?, windows })
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and continued line ends.
    fn skip(&mut self) {
        loop {
            match self.rest() {
                [first, ..] if first.is_ascii_whitespace() => self.at += 1,
                [b'\\' | b'^', b'\r', b'\n', ..] => self.at += 3,
                [b'\\' | b'^', b'\n', ..] => self.at += 2,
                _ => return,
            }
        }
    }

    fn next(&mut self) -> Option<Piece> {
        self.skip();
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let (mut out, mut quote) = (Unwrapped::default(), Quote::None);
        while self.at < self.bytes.len() {
            if quote == Quote::None && self.rest().first().is_some_and(u8::is_ascii_whitespace) {
                break;
            }
            quote = self.step(quote, &mut out);
        }
        Some(Piece { from: start..self.at, out })
    }

    /// Reads one character or one sign of quoting.
    fn step(&mut self, quote: Quote, out: &mut Unwrapped) -> Quote {
        let (at, rest) = (self.at, self.bytes.get(self.at..).unwrap_or_default());
        let (next, taken, byte): (Quote, usize, Option<&[u8]>) = match (quote, rest) {
            (_, [b'\\', b'^', b'"', ..]) if self.windows => (quote, 3, Some(b"\"")),
            (Quote::None, [b'^', b'"', ..]) if self.windows => (Quote::Double, 2, None),
            (Quote::Double, [b'^', b'"', ..]) if self.windows => (Quote::None, 2, None),
            (_, [b'^', b'\n', ..]) if self.windows => (quote, 2, None),
            (_, [b'^', ..]) if self.windows => (quote, 2, rest.get(1..2)),
            (Quote::None, [b'\'', ..]) => (Quote::Single, 1, None),
            (Quote::None, [b'$', b'\'', ..]) => (Quote::Dollar, 2, None),
            (Quote::None, [b'"', ..]) => (Quote::Double, 1, None),
            (Quote::Single | Quote::Dollar, [b'\'', ..]) | (Quote::Double, [b'"', ..]) => {
                (Quote::None, 1, None)
            }
            (Quote::None | Quote::Double, [b'\\', b'\n', ..]) => (quote, 2, None),
            (Quote::None, [b'\\', _, ..]) => (quote, 2, rest.get(1..2)),
            (Quote::Double, [b'\\', b'"' | b'\\' | b'$' | b'`', ..]) => (quote, 2, rest.get(1..2)),
            (Quote::Dollar, [b'\\', ..]) => return self.escape(out),
            _ => (quote, 1, rest.get(..1)),
        };
        if let Some(byte) = byte {
            out.unit(byte, at, taken.min(rest.len()));
        }
        self.at += taken;
        next
    }

    /// An escape inside `$'…'`.
    fn escape(&mut self, out: &mut Unwrapped) -> Quote {
        let (character, len) = super::script::escape(self.rest()).unwrap_or(('\\', 1));
        out.unit(character.encode_utf8(&mut [0; 4]).as_bytes(), self.at, len);
        self.at += len;
        Quote::Dollar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Words::of(text.as_bytes()).unwrap();
        std::iter::from_fn(|| words.next().map(|word| word.text())).collect()
    }

    #[test]
    fn words_of_both_shells() {
        let bash =
            "$ curl 'https://a/b' \\\n  -H 'x: it'\\''s' --data-raw $'a\\u003db\\'c' \"q\\\"\" --insecure";
        assert_eq!(words(bash), ["https://a/b", "-H", "x: it's", "--data-raw", "a=b'c", "q\"", "--insecure"]);
        let cmd = "curl ^\"https://a/b^\" ^\n  -H ^\"x: \\^\"y^\" --data-raw ^\"a=^%2B^&b^\"";
        assert_eq!(words(cmd), ["https://a/b", "-H", "x: \"y", "--data-raw", "a=%2B&b"]);
    }

    #[test]
    fn an_exchange_of_a_command() {
        let text = b"curl https://sp.example/acs -H 'Authorization: Bearer x' -d a=1 -d b=2";
        let read = exchange(Words { bytes: text, at: 4, windows: false });
        assert_eq!(read.method.map(|method| method.text()).as_deref(), Some("POST"));
        assert_eq!(read.url.map(|url| url.text()).as_deref(), Some("https://sp.example/acs"));
        assert_eq!(read.bodies.len(), 2);
        let (name, value) = &read.headers[0];
        assert_eq!((name.as_str(), value.text().as_str()), ("Authorization", "Bearer x"));
        assert_eq!(value.out.map.trace(0..6), Some(47..53));
    }
}
