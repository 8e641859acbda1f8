//! Several things in one paste, or one among other words: each is copied out and opened on its own.

use super::form::{Bid, Form};
use super::parameters;
use super::pem;
use super::token::is_token_byte;
use crate::case::{Case, Layer, LayerKind};
use crate::instant::Seen;
use crate::limits::Limits;
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "excerpts",
    title: "Several things, or one among other words",
    example: "POST /acs\n\nSAMLResponse=PHNhb…\n\nand the metadata: <md:EntityDescriptor …>",
    surest: 10,
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    layer.text()?;
    if find(&layer.bytes, 1).is_empty() {
        None
    } else {
        Bid::new(10, "something known stands among other words")
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let name = layer.name.clone();
    let found = find(&layer.bytes, Limits::EXCERPTS);
    if found.len() == 1 && found.first() == Some(&(0..layer.bytes.len())) {
        return Vec::new();
    }
    if let Some(seen) = date_header(layer)
        && let Some(layer) = case.layer_mut(id)
    {
        layer.travel.seen.get_or_insert(seen);
    }
    found.into_iter().filter_map(|range| excerpt(case, id, &name, range)).collect()
}

fn excerpt(case: &mut Case, id: LayerId, name: &str, range: std::ops::Range<usize>) -> Option<LayerId> {
    let from = Span::new(id, range.start as u32..range.end as u32);
    let bytes = case.bytes(from).to_vec();
    case.add_layer(LayerKind::Excerpt, name, from, bytes, Map::copied(from.start, from.len()))
}

/// The stretches of a text that look like something that is opened, at most `most`.
fn find(bytes: &[u8], most: usize) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut json_tries = 0;
    while at < bytes.len() && found.len() < most {
        match stretch(bytes, at, &mut json_tries) {
            Some(range) => {
                at = range.end.max(at + 1);
                found.push(range);
            }
            None => at = next_start(bytes, at),
        }
    }
    found
}

/// The first place after `at` where something may start: behind white space, a quote or a bracket, or at `<` or `{`.
fn next_start(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let stop =
        rest.iter().position(|byte| is_delimiter(*byte) || matches!(byte, b'<' | b'{')).unwrap_or(rest.len());
    let skipped = rest.get(stop..).unwrap_or_default().iter().take_while(|byte| is_delimiter(**byte)).count();
    at + 1 + stop + skipped
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'\'' | b'`' | b',' | b';' | b'(' | b')' | b'[' | b']' | b'|')
}

fn word_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| is_delimiter(*byte)).unwrap_or(rest.len())
}

/// Braces that are followed to their end: each may cost a look at the whole text.
const OBJECT_TRIES: usize = 8;

/// What starts at `at`, if anything does.
fn stretch(bytes: &[u8], at: usize, json_tries: &mut usize) -> Option<std::ops::Range<usize>> {
    let rest = bytes.get(at..)?;
    match rest {
        [b'-', b'-', ..] if rest.starts_with(b"-----BEGIN ") => pem_block(rest).map(|end| at..at + end),
        [b'<', ..] => element(rest).map(|end| at..at + end),
        [b'&', b'l', b't', ..] => escaped_element(rest).map(|end| at..at + end),
        [b'{', ..] if *json_tries >= OBJECT_TRIES => None,
        [b'{', ..] => {
            *json_tries += 1;
            object(rest).map(|end| at..at + end)
        }
        _ => word(bytes, at),
    }
}

fn pem_block(rest: &[u8]) -> Option<usize> {
    pem::next_block(rest, 0).map(|block| block.whole.end)
}

/// Elements that are worth opening, by their local names.
const ROOTS: &[&str] = &[
    "Response",
    "Assertion",
    "EncryptedAssertion",
    "AuthnRequest",
    "LogoutRequest",
    "LogoutResponse",
    "EntityDescriptor",
    "EntitiesDescriptor",
    "ArtifactResponse",
    "Envelope",
    "RequestSecurityTokenResponse",
    "RequestSecurityTokenResponseCollection",
];

/// Where an element of one of the known names ends: behind its end tag, or with the text where that was cut.
fn element(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<?xml") {
        let root = memchr::memchr(b'<', rest.get(1..)?)? + 1;
        return element(rest.get(root..)?).map(|end| end + root);
    }
    let name = name_at(rest.get(1..)?)?;
    known_root(name).then(|| end_of(rest, format!("</{name}>").as_bytes()))
}

fn escaped_element(rest: &[u8]) -> Option<usize> {
    let name = name_at(rest.strip_prefix(b"&lt;")?)?;
    known_root(name).then(|| end_of(rest, format!("&lt;/{name}&gt;").as_bytes()))
}

fn end_of(rest: &[u8], tag: &[u8]) -> usize {
    memchr::memmem::find(rest, tag).map_or(rest.len(), |start| start + tag.len())
}

fn name_at(bytes: &[u8]) -> Option<&str> {
    let len = bytes
        .iter()
        .take(80)
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-')))?;
    std::str::from_utf8(bytes.get(..len)?).ok()
}

fn known_root(name: &str) -> bool {
    ROOTS.contains(&name.rsplit(':').next().unwrap_or(name))
}

/// Where a JSON object that starts here ends, by its brackets.
fn object(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
    for (at, byte) in rest.iter().enumerate() {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'{') => depth += 1,
            (false, b'}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (at > 8).then_some(at + 1);
        }
    }
    None
}

/// A token, a URL or a form body with a parameter that tells, or a long base64 text.
fn word(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let end = word_end(bytes, at);
    let word = bytes.get(at..end)?;
    if word.len() < 20 {
        return None;
    }
    if word.starts_with(b"eyJ") && word.contains(&b'.') && word.iter().all(|byte| is_token_byte(*byte)) {
        return Some(at..end);
    }
    if parameters::tells(word) {
        return Some(at..end);
    }
    let long = is_base64(word) && word.len() >= 60;
    long.then(|| at..over_lines(bytes, end))
}

fn is_base64(word: &[u8]) -> bool {
    word.iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=' | b'%'))
}

/// The end of a base64 text that goes on over the following lines, as long as they hold nothing else.
fn over_lines(bytes: &[u8], mut end: usize) -> usize {
    for line in bytes.get(end..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n').skip(1) {
        let before = bytes.get(end..).unwrap_or_default();
        let gap = before.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let text = line.trim_ascii();
        if text.is_empty() || !is_base64(text) || gap > 2 {
            break;
        }
        end += gap + text.len();
    }
    end
}

/// The time of a `Date` header that stands in the text (RFC 9110, section 6.6.1).
fn date_header(layer: &Layer) -> Option<Seen> {
    let text = layer.text()?;
    let mut at = 0;
    for line in text.split_inclusive('\n').take(2_000) {
        let value = line.get(..5).filter(|name| name.eq_ignore_ascii_case("date:")).map(|_| line[5..].trim());
        if let Some(time) = value.and_then(|value| chrono::DateTime::parse_from_rfc2822(value).ok()) {
            let span = Span::new(layer.id, at as u32..(at + line.trim_end().len()) as u32);
            return Some(Seen { at: time.to_utc(), span, called: "Date" });
        }
        at += line.len();
    }
    None
}
