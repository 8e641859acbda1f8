//! A URL, a form body, markup or JSON that was broken into lines of one length: no program writes these so.

use std::ops::Range;

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::peel::{parameters, percent};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "wrapped",
    title: "A URL or a message broken into lines of one length",
    example: "https://idp.example/sso?SAMLReques\nt=fZLNTsMwEIRfJfK9cZwQKFZTKVAh",
    surest: 86,
    needs: b"\n",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii();
    memchr::memchr(b'\n', bytes.get(..LINE.min(bytes.len()))?)?;
    match bytes.first()? {
        b'<' | b'{' | b'[' if of_one_length(bytes) => {
            Bid::new(86, "its lines are of one length, and break anywhere")
        }
        b'<' | b'{' | b'[' => None,
        _ if is_address(bytes) => Bid::new(81, "an address or a form that goes on over the line end"),
        _ => None,
    }
}

/// Longest line that anything is broken into (RFC 5322, section 2.1.1), with room.
const LINE: usize = 1_024;

/// Bytes of a line of a text that was broken, at least.
const SHORTEST: usize = 40;

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Whether all lines but the last have one length, and there are enough of them to show it.
fn of_one_length(bytes: &[u8]) -> bool {
    let mut lines = lines(bytes).peekable();
    let Some(length) = lines.peek().map(|line| line.len()).filter(|len| *len >= SHORTEST) else {
        return false;
    };
    let mut full = 0;
    while let Some(line) = lines.next() {
        match lines.peek() {
            Some(_) if line.len() == length => full += 1,
            None => return full >= 3 && line.len() <= length,
            Some(_) => return false,
        }
    }
    false
}

/// Whether the lines together are one URL or form body with a parameter that tells of a sign-in, or with % escapes.
fn is_address(bytes: &[u8]) -> bool {
    let fits = |byte: &u8| {
        byte.is_ascii_graphic()
            && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'^' | b'|' | b'\\')
    };
    let all = lines(bytes).all(|line| !line.is_empty() && line.iter().all(fits));
    all && goes_on(bytes) && {
        let joined: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        parameters::tells(&joined) || percent::is_word(&joined)
    }
}

/// Whether each line but the last is full, and none starts something new.
fn goes_on(bytes: &[u8]) -> bool {
    let longest = lines(bytes).map(<[u8]>::len).max().unwrap_or(0);
    let count = lines(bytes).count();
    longest >= SHORTEST
        && lines(bytes).enumerate().all(|(at, line)| {
            let full = line.len() * 4 >= longest * 3 || at + 1 == count;
            full && (at == 0 || !starts_anew(line))
        })
}

fn starts_anew(line: &[u8]) -> bool {
    let scheme = line.starts_with(b"http://") || line.starts_with(b"https://");
    let name = line
        .get(..16.min(line.len()))
        .and_then(|head| memchr::memchr(b'=', head))
        .and_then(|end| line.get(..end));
    scheme || name.is_some_and(parameters::is_telling_name)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (first, out) = joined(&layer.bytes);
    let says = "Line breaks stand inside it, where no program puts any; they were left aside.".to_owned();
    repaired(case, id, Repair { id: "wrapped", says, at: first, out })
}

/// The text without its line ends, and where the first stood.
fn joined(bytes: &[u8]) -> (Range<usize>, Unwrapped) {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let end = lead + bytes.trim_ascii().len();
    let (mut out, mut kept, mut first) = (Unwrapped::default(), lead, None);
    for at in
        memchr::memchr2_iter(b'\n', b'\r', bytes.get(..end).unwrap_or_default()).filter(|at| *at >= lead)
    {
        out.stretch(bytes, kept..at, 0);
        first.get_or_insert(at);
        kept = at + 1;
    }
    out.stretch(bytes, kept..end, 0);
    let first = first.unwrap_or(lead);
    (first..first + 1, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_on_and_lists_do_not() {
        let url = "https://idp.example/simplesaml/saml2/SSOService.php?SAMLReques\nt=fZLNTsMwEIRfJfK9cZwQKFZTKVAhKgGtSOHABbn1hlhyabcdefgh\nbON1";
        assert!(is_address(url.as_bytes()));
        assert!(!is_address(
            b"https://a.example/sso?SAMLRequest=fZLNTsMwEIRfJfK9\nhttps://a.example/sso?SAMLRequest=fZLNTs"
        ));
        assert!(!is_address(b"SAMLResponse=fZLNTsMwEIRfJfK9cZwQKFZTKVAhKgGtS\nRelayState=x"));
        assert!(!is_address(b"https://a.example/sso?SAMLRequest=fZLNTsMwEIRfJfK9\n\nThanks"));
        assert_eq!(joined(b"ab\r\ncd\n").1.bytes, b"abcd");
    }

    #[test]
    fn markup_of_lines_of_one_length() {
        let xml = format!("<a b=\"{}\"/>", "x".repeat(300));
        let wrapped = xml.as_bytes().chunks(70).collect::<Vec<_>>().join(&b'\n');
        assert!(of_one_length(&wrapped));
        assert!(!of_one_length(b"<a>\n  <b>x</b>\n</a>"));
    }
}
