//! A URL, a form body, markup or JSON that was broken into lines where no program breaks it.

use std::ops::Range;

use super::setting::{Language, Setting, Settings};
use super::{Repair, is_blob_byte, repaired, rewritten_link};
use crate::case::{Case, Layer};
use crate::peel::excerpts::is_address_byte;
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::peel::{json, parameters, percent};
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
        b'<' | b'{' | b'[' => document(bytes).map(|(_, why)| Bid { sure: 86, why }),
        _ if is_address(bytes) => Bid::new(81, "an address or a form that goes on over the line end"),
        _ if is_continued(bytes) => Bid::new(83, "each line ends with a mark that it goes on"),
        _ => None,
    }
}

/// Longest line that anything is broken into (RFC 5322, section 2.1.1), with room.
const LINE: usize = 1_024;

/// Bytes of a line of a text that was broken, at least.
const SHORTEST: usize = 40;

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let (ends, mut start) = (memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]), 0);
    ends.map(move |end| {
        let line = bytes.get(start..end).unwrap_or_default();
        start = end + 1;
        line.strip_suffix(b"\r").unwrap_or(line)
    })
}

/// Lines without what a shell, an editor or a mail puts at their ends; none that are empty.
fn bare_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bare = |line| -> &[u8] {
        let line = <[u8]>::trim_ascii(line);
        line.strip_suffix(b"\\").map_or(line, <[u8]>::trim_ascii_end)
    };
    lines(bytes).map(bare).filter(|line| !line.is_empty())
}

/// How wide the lines of a document are that was broken, and how that shows.
fn document(bytes: &[u8]) -> Option<(usize, &'static str)> {
    let width = lines(bytes).map(<[u8]>::len).max().filter(|width| (SHORTEST..LINE).contains(width))?;
    if of_one_length(bytes) {
        return Some((width, "its lines are of one length, and break anywhere"));
    }
    let is_json = bytes.first() != Some(&b'<');
    let fewest = if is_json && json::starts(bytes) { 1 } else { 2 };
    let full = lines(bytes).filter(|line| line.len() == width).take(fewest).count();
    let broken = || breaks_in_values(bytes, width).take(fewest).count();
    (full >= fewest && broken() >= fewest).then_some((width, "lines break inside values, at one width"))
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

/// Line ends inside quoted values behind full lines: no program writes one there.
fn breaks_in_values(bytes: &[u8], width: usize) -> impl Iterator<Item = usize> + '_ {
    let mut settings = Settings::new(Language::of(bytes.first().copied()));
    let (mut start, mut in_tag) = (0, false);
    let json = bytes.first() != Some(&b'<');
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        // Content between tags may hold line ends; a value inside a tag or a string of JSON may not.
        let in_value = settings.here() == Setting::Content && (json || in_tag);
        settings.take(*byte);
        in_tag |= settings.here() == Setting::Tag;
        in_tag &= !(*byte == b'>' && settings.here() == Setting::Content && !in_value);
        if *byte != b'\n' {
            return None;
        }
        let line = bytes.get(start..at).unwrap_or_default();
        start = at + 1;
        let full = line.strip_suffix(b"\r").unwrap_or(line).len() == width;
        let goes_on = bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace());
        (full && in_value && goes_on).then_some(at)
    })
}

/// Whether the lines together are one URL or form body with a parameter that tells of a sign-in, or with % escapes.
fn is_address(bytes: &[u8]) -> bool {
    let fits = |line: &[u8]| line.iter().all(|byte| is_address_byte(*byte));
    bare_lines(bytes).all(fits) && goes_on(bytes) && {
        let mut joined = Vec::with_capacity(bytes.len());
        bare_lines(bytes).for_each(|line| joined.extend_from_slice(line));
        parameters::tells(&joined) || percent::is_word(&joined) || rewritten_link::is_one(&joined)
    }
}

/// Whether each line but the last ends with a backslash, and what stands before is of a message.
fn is_continued(bytes: &[u8]) -> bool {
    let mut raw = lines(bytes).map(<[u8]>::trim_ascii).peekable();
    let mut count = 0;
    while let Some(line) = raw.next() {
        let last = raw.peek().is_none();
        let Some(text) = line.strip_suffix(b"\\").or(last.then_some(line)) else { return false };
        if !text.iter().all(|byte| is_blob_byte(*byte)) {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// Whether each line but the last is full, and none starts something new.
fn goes_on(bytes: &[u8]) -> bool {
    let longest = bare_lines(bytes).map(<[u8]>::len).max().unwrap_or(0);
    let count = bare_lines(bytes).count();
    // Where an empty line may end the message, only lines of one length show that it goes on.
    let parted = lines(bytes).any(|line| line.trim_ascii().is_empty());
    let mut before: &[u8] = b"";
    longest >= SHORTEST
        && count >= 2
        && bare_lines(bytes).enumerate().all(|(at, line)| {
            let full = if parted { line.len() == longest } else { line.len() * 4 >= longest * 3 };
            let after = before.ends_with(b"&") || before.ends_with(b"&amp;");
            before = line;
            (full || at + 1 == count) && (at == 0 || after || !starts_anew(line))
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
    let (first, out) = match layer.bytes.trim_ascii().first() {
        Some(b'<' | b'{' | b'[') => unfolded(&layer.bytes),
        _ => joined(&layer.bytes),
    };
    let says = "Line breaks stand inside it, where no program puts any; they were left aside.".to_owned();
    repaired(case, id, Repair { id: "wrapped", says, at: first, out })
}

/// The text without its line ends and what stands around them, and where the first stood.
fn joined(bytes: &[u8]) -> (Range<usize>, Unwrapped) {
    let (mut out, mut at, mut first) = (Unwrapped::default(), 0, None);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let lead = line.len() - line.trim_ascii_start().len();
        let text = line.trim_ascii();
        let text = text.strip_suffix(b"\\").map_or(text, <[u8]>::trim_ascii_end);
        out.stretch(line, lead..lead + text.len(), at);
        if !text.is_empty() && line.ends_with(b"\n") {
            first.get_or_insert(at + lead + text.len());
        }
        at += line.len();
    }
    let first = first.unwrap_or(0);
    (first..first + 1, out)
}

/// A document without the line ends behind full lines, which are those that were broken; the others are its own.
fn unfolded(bytes: &[u8]) -> (Range<usize>, Unwrapped) {
    let width = document(bytes.trim_ascii()).map_or(0, |(width, _)| width);
    let (mut out, mut at, mut first) = (Unwrapped::default(), 0, None);
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
        let skipped = lead.saturating_sub(at).min(text.len());
        let broken = text.len() - skipped == width;
        out.stretch(line, skipped..if broken { text.len() } else { line.len() }, at);
        if broken && text.len() < line.len() {
            first.get_or_insert(at + text.len());
        }
        at += line.len();
    }
    let first = first.unwrap_or(0);
    (first..first + 1, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_on_and_lists_do_not() {
        let url = "https://idp.example/simplesaml/saml2/SSOService.php?SAMLReques\nt=fZLNTsMwEIRfJfK9cZwQKFZTKVAhKgGtSOHABbn1hlhyabcdefgh\nbON1";
        assert!(is_address(url.as_bytes()));
        assert!(is_address(url.replace('\n', " \\\n  ").as_bytes()));
        assert!(!is_address(
            b"https://a.example/sso?SAMLRequest=fZLNTsMwEIRfJfK9\nhttps://a.example/sso?SAMLRequest=fZLNTs"
        ));
        assert!(!is_address(b"SAMLResponse=fZLNTsMwEIRfJfK9cZwQKFZTKVAhKgGtS\nRelayState=x"));
        assert!(!is_address(
            b"https://a.example/sso?SAMLRequest=fZLNTsMwEIRfJfK9\n\nThanks, and more words\nBob"
        ));
        assert_eq!(joined(b"ab\r\ncd\n").1.bytes, b"abcd");
        assert_eq!(joined(b"  ab\\\n\n\tcd \n").1.bytes, b"abcd");
        assert_eq!(
            (joined(b"\\\n\\\nCC").0, joined(b"ab\\\nCC").0),
            (0..1, 2..3),
            "the end of no line is beyond the text"
        );
        // Where nothing stands before the line ends, the first of them is shown, and nothing beyond the text.
        assert_eq!((joined(b"\\\n\\\nCC").0, joined(b"ab\\\nCC").0), (0..1, 2..3));
        assert!(is_continued(b"PHNhbWxw\\\nOlJlc3Bv") && !is_continued(b"PHNhbWxw\nOlJlc3Bv"));
    }

    #[test]
    fn markup_of_lines_of_one_length() {
        let xml = format!("<a b=\"{}\"/>", "x".repeat(300));
        let wrapped = xml.as_bytes().chunks(70).collect::<Vec<_>>().join(&b'\n');
        assert!(of_one_length(&wrapped));
        assert!(!of_one_length(b"<a>\n  <b>x</b>\n</a>"));
        assert_eq!(unfolded(&wrapped).1.bytes, xml.as_bytes());
    }

    #[test]
    fn documents_that_have_lines_of_their_own() {
        let json = format!("{{\n  \"a\": \"{}\",\n  \"b\": 1\n}}", "x".repeat(150));
        let folded = |width: usize| {
            let broken = |line: &str| {
                line.as_bytes().chunks(width).map(<[u8]>::to_vec).collect::<Vec<_>>().join(&b'\n')
            };
            json.lines().map(broken).collect::<Vec<_>>().join(&b'\n')
        };
        assert_eq!(unfolded(&folded(76)).1.bytes, json.as_bytes());
        let schema = "<a x=\"urn:one http://one.example/one.xsd\n    urn:two http://two.example/two.xsd\n    urn:six http://six.example/six.xsd\">\n</a>";
        assert!(document(schema.as_bytes()).is_none());
    }
}
