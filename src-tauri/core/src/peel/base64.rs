//! Base64 (RFC 4648, sections 4 and 5), as it comes: wrapped, url-safe, unpadded, with `+` lost to a space.

use ::base64::Engine;
use ::base64::alphabet;
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::damage::misread;
use super::form::{Bid, Form};
use super::{deflate, der};
use crate::case::{Case, Layer, LayerKind};
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "base64",
    title: "Base64 text",
    example: "PHNhbWxwOlJlc3BvbnNlIElEPSJfMSI+",
    surest: 70,
    needs: b"",
    bid,
    open: open_layer,
};

/// Lenient on what cracks report: padding, and bits behind the last byte.
static ENGINE: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Padded as the length wants it; bits behind the last byte may be anything, for many encoders leave them.
static STRICT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
);

/// The least that is taken for base64 when nothing else says that it is.
const SHORTEST: usize = 16;

/// Characters at the start that tell what a text holds; a multiple of four, and enough for base64 of base64.
const HEAD: usize = 1024;

fn bid(layer: &Layer) -> Option<Bid> {
    if holds_several(&layer.bytes) {
        return None;
    }
    tells(&layer.bytes).map(|why| Bid { sure: 70, why })
}

/// Whether an empty line parts two texts that are each base64 of something: those are excerpts.
fn holds_several(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii();
    let gap = memchr::memmem::find(text, b"\n\n").or_else(|| memchr::memmem::find(text, b"\n\r\n"));
    let starts = |part: &[u8]| {
        let head = part.trim_ascii_start();
        head.get(..HEAD.min(head.len() & !3)).is_some_and(carries)
    };
    gap.and_then(|gap| text.split_at_checked(gap))
        .is_some_and(|(first, second)| starts(first) && starts(second))
}

/// How often base64 inside base64 is looked into before it is believed.
const NESTED: u32 = 3;

/// Whether a text is base64 of something that is opened further.
pub(super) fn carries(text: &[u8]) -> bool {
    tells(text).is_some()
}

/// What a text is base64 of, by its first characters, where all of it is base64 and it is of anything that is opened further.
fn tells(text: &[u8]) -> Option<&'static str> {
    let text = text.trim_ascii();
    if text.len() < SHORTEST {
        return None;
    }
    if let Some(whole) = length_by_the_letter(text) {
        let head = STRICT.decode(text.get(..text.len().min(HEAD))?).ok()?;
        return recognise(&head, whole, NESTED);
    }
    let head = read(text, 0..text.len().min(HEAD))?;
    recognise(&head.bytes, characters(text)? * 3 / 4, NESTED)
}

/// How many bytes a text is base64 of, where it is that by the letter: padded, and nothing else in it.
fn length_by_the_letter(text: &[u8]) -> Option<usize> {
    let padding = text.iter().rev().take(3).take_while(|byte| **byte == b'=').count();
    let characters = text.get(..text.len() - padding)?;
    // Block by block without an early end, so that each is looked at at once.
    let standard = |block: &[u8]| {
        let is_standard = |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'+') | (byte == b'/');
        block.iter().fold(true, |all, byte| all & is_standard(*byte))
    };
    let whole = text.len().is_multiple_of(4) && padding <= 2 && characters.chunks(64).all(standard);
    whole.then(|| text.len() / 4 * 3 - padding)
}

/// How many characters of a base64 text count; `None` where others stand among them.
fn characters(text: &[u8]) -> Option<usize> {
    let kinds = text.iter().map(|byte| KINDS.get(usize::from(*byte)).copied().unwrap_or(OTHER));
    let all = kinds.clone().fold(0, |all, kind| all | kind);
    match all {
        CHARACTER => Some(text.len()),
        _ if all & OTHER != 0 || !pads_at_the_end(text) => None,
        _ => {
            let lost =
                if all & SPACE != 0 && lost_plus(text) { memchr::memchr_iter(b' ', text).count() } else { 0 };
            Some(kinds.filter(|kind| *kind == CHARACTER).count() + lost)
        }
    }
}

/// Whether nothing but white space and more of them stands behind the first `=`.
fn pads_at_the_end(text: &[u8]) -> bool {
    let padding = text.get(memchr::memchr(b'=', text).unwrap_or(text.len())..).unwrap_or_default();
    padding.iter().all(|byte| *byte == b'=' || byte.is_ascii_whitespace())
}

const CHARACTER: u8 = 1;
const SPACE: u8 = 2;
const AROUND: u8 = 4;
const OTHER: u8 = 8;

/// What each byte is in a base64 text.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'-' | b'_' => CHARACTER,
            b' ' => SPACE,
            b'=' | b'\n' | b'\r' | b'\t' => AROUND,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
}

/// Whether bytes, the first of `whole`, look like anything that is opened further.
fn recognise(bytes: &[u8], whole: usize, nested: u32) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    match text {
        [0xEF, 0xBB, 0xBF, ..] | [0xFF, 0xFE, b'<', ..] | [b'<', 0, ..] => {
            Some("base64 of text with a byte order mark")
        }
        [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'?' | b'!') => {
            Some("base64 of XML")
        }
        [b'{', b'"' | b' ' | b'\n' | b'\r', ..] => Some("base64 of JSON"),
        _ if text.starts_with(b"-----BEGIN ") => Some("base64 of PEM"),
        _ if der::length(bytes) == Some(whole) => Some("base64 of DER"),
        _ if deflate::opens(bytes) => Some("base64 of compressed text"),
        _ if nested > 0 => {
            let inner = read(bytes, 0..bytes.len()).filter(|inner| inner.bytes.len() >= SHORTEST)?;
            recognise(&inner.bytes, whole * 3 / 4, nested - 1).map(|_| "base64 of base64")
        }
        _ => None,
    }
}

fn open_layer(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (span, name) = (layer.span(), layer.name.clone());
    open(case, span, &name).into_iter().collect()
}

/// Opens the base64 text of a span as a layer of its own; `None` where it is not base64 at all.
pub(crate) fn open(case: &mut Case, at: Span, name: &str) -> Option<LayerId> {
    let read = read(&case.layer(at.layer)?.bytes, at.range())?;
    for (id, says, place) in read.cracks {
        case.crack(Span::new(at.layer, place.0 as u32..place.1 as u32), id, says);
    }
    let added = case.add_layer(LayerKind::Base64, name, at, read.bytes, read.map)?;
    misread::note(case, at, added);
    Some(added)
}

/// Base64 that was read.
struct Read {
    bytes: Vec<u8>,
    map: Map,
    cracks: Vec<(&'static str, String, (usize, usize))>,
}

/// The characters of a base64 text that count, each with its place.
struct Significant {
    /// In the standard alphabet.
    text: Vec<u8>,
    /// Where each stands.
    places: Vec<u32>,
    white_space: Option<usize>,
    url_safe: Option<usize>,
    padding: usize,
    lost_plus: Option<usize>,
}

fn read(bytes: &[u8], range: std::ops::Range<usize>) -> Option<Read> {
    let text = bytes.get(range.clone())?;
    clean(text, range.start).or_else(|| read_with_cracks(with_plus_at_the_end(text), range))
}

/// A text that is base64 by the letter, as most are.
fn clean(text: &[u8], offset: usize) -> Option<Read> {
    let decoded = STRICT.decode(text).ok().filter(|decoded| !decoded.is_empty())?;
    let (units, rest) = (decoded.len() as u32 / 3, decoded.len() as u32 % 3);
    let mut map = Map::default();
    map.push_run(offset as u32, units, 3, 4);
    if rest > 0 {
        let characters = rest + 1;
        map.push(rest, offset as u32 + units * 4, characters);
    }
    Some(Read { bytes: decoded, map, cracks: Vec::new() })
}

fn read_with_cracks(text: &[u8], range: std::ops::Range<usize>) -> Option<Read> {
    let mut significant = sift(text, range.start, lost_plus(text))?;
    let cracks = cracks(&significant, range);
    let rest = significant.text.len() % 4;
    if rest == 1 {
        significant.text.pop();
        significant.places.pop();
    }
    let decoded = ENGINE.decode(&significant.text).ok()?;
    let map = map(&significant.places, decoded.len());
    Some(Read { bytes: decoded, map, cracks })
}

/// The text without white space at its end, unless spaces there are what makes its length come out even: lost `+`.
fn with_plus_at_the_end(text: &[u8]) -> &[u8] {
    let whole = text.trim_ascii_end();
    let end = text.get(whole.len()..).unwrap_or_default().iter().take_while(|byte| **byte == b' ').count();
    let even = |len: usize| len.saturating_sub(text.len() - text.trim_ascii_start().len()).is_multiple_of(4);
    let lost = (1..=2).contains(&end) && even(whole.len() + end) && !even(whole.len()) && lost_plus(whole);
    text.get(..whole.len() + if lost { end } else { 0 }).unwrap_or(whole)
}

/// Whether the spaces in a text stand for `+`: only with them does its length come out even, or it holds no line break.
fn lost_plus(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let spaces = memchr::memchr_iter(b' ', text).count();
    if spaces == 0 || text.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b'\t')) {
        return spaces > 0 && in_even_lines(text);
    }
    let others = text.iter().filter(|byte| **byte != b' ').count();
    (others + spaces).is_multiple_of(4) || !others.is_multiple_of(4)
}

/// Whether a text in lines has one length of them only where its spaces count, and comes out even with them: then they are
/// characters, and no white space that was put in.
fn in_even_lines(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    let mut lines =
        text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).peekable();
    let Some(length) = lines.peek().map(|line| line.len()) else { return false };
    let (mut all, mut full) = (0, 0);
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        if line.contains(&b'\t') || line.len() > length || !last && line.len() < length {
            return false;
        }
        all += line.len();
        full += usize::from(!last);
    }
    // White space that a program puts in stands in each line alike.
    let spaces = |line: &[u8]| memchr::memchr_iter(b' ', line).count();
    let mut counts = text.split(|byte| *byte == b'\n').take(full).map(spaces);
    let first = counts.next();
    full >= 2 && counts.any(|count| Some(count) != first) && all.is_multiple_of(4)
}

fn sift(text: &[u8], offset: usize, spaces_are_plus: bool) -> Option<Significant> {
    let lead = text.len() - text.trim_ascii_start().len();
    let trimmed = text.trim_ascii_start();
    let (mut out, mut ended) = (Significant::empty(trimmed.len()), false);
    for (at, byte) in trimmed.iter().enumerate().map(|(at, byte)| (at + lead + offset, *byte)) {
        let standard = match byte {
            b' ' if spaces_are_plus => {
                out.lost_plus.get_or_insert(at);
                b'+'
            }
            b' ' | b'\n' | b'\r' | b'\t' => {
                out.white_space.get_or_insert(at);
                continue;
            }
            b'=' => {
                (out.padding, ended) = (out.padding + 1, true);
                continue;
            }
            b'-' | b'_' => {
                out.url_safe.get_or_insert(at);
                if byte == b'-' { b'+' } else { b'/' }
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => byte,
            _ => return None,
        };
        if ended {
            return None;
        }
        out.text.push(standard);
        out.places.push(at as u32);
    }
    (out.padding <= 2 && !out.text.is_empty()).then_some(out)
}

impl Significant {
    fn empty(room: usize) -> Self {
        let (text, places) = (Vec::with_capacity(room), Vec::with_capacity(room));
        Significant { text, places, white_space: None, url_safe: None, padding: 0, lost_plus: None }
    }
}

fn cracks(read: &Significant, range: std::ops::Range<usize>) -> Vec<(&'static str, String, (usize, usize))> {
    let whole = (range.start, range.end);
    let mut cracks = Vec::new();
    let mut note = |id, says: &str, place| cracks.push((id, says.to_owned(), place));
    if let Some(at) = read.white_space {
        note(
            "base64/white-space",
            "White space stands inside the base64 text; it was left aside.",
            (at, at + 1),
        );
    }
    if let Some(at) = read.lost_plus {
        note(
            "base64/lost-plus",
            "Spaces stand where base64 has +; they were read as +. A form that decodes twice does this.",
            (at, at + 1),
        );
    }
    if let Some(at) = read.url_safe {
        note(
            "base64/url-safe",
            "It uses the url-safe alphabet, with - and _; SAML uses + and /.",
            (at, at + 1),
        );
    }
    match (read.text.len() % 4, read.padding) {
        (1, _) => {
            note("base64/cut", "One character too many, or three too few: the base64 text was cut.", whole)
        }
        (2, 2) | (3, 1) | (0, 0) => {}
        (_, 0) => note("base64/unpadded", "The = signs at the end are missing.", whole),
        _ => note("base64/padding", "The number of = signs at the end is wrong.", whole),
    }
    cracks
}

/// Three bytes from four characters; where white space stands between the four, the unit holds it.
fn map(places: &[u32], decoded: usize) -> Map {
    let mut map = Map::default();
    let mut left = decoded as u32;
    for unit in places.chunks(4) {
        let (Some(first), Some(last)) = (unit.first(), unit.last()) else { continue };
        let here = left.min(3);
        if here > 0 {
            map.push(here, *first, last + 1 - first);
        }
        left -= here;
    }
    map
}

#[cfg(test)]
mod tests;
