//! Several things in one paste, or one among other words: each is copied out and opened on its own.

mod word;

pub(super) use word::is_address_byte;

use std::ops::Range;

use super::form::{Bid, Form};
use super::html_form;
use super::http::curl;
use super::json;
use super::pem;
use super::printed;
use crate::byte_block::{BLOCK, ByteTable, Ranges, bits, marked};
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
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if layer.is_text() && !find(&layer.bytes, 1).is_empty() {
        Bid::new(10, "something known stands among other words")
    } else {
        None
    }
}

/// Whether a text holds something that is opened.
pub(super) fn holds_some(bytes: &[u8]) -> bool {
    !find(bytes, 1).is_empty()
}

pub(super) fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
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

/// Opens what stands in these stretches of a layer.
pub(super) fn open_in(case: &mut Case, id: LayerId, stretches: Vec<Range<usize>>) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let name = layer.name.clone();
    let within = |stretch: Range<usize>| {
        let found = find(layer.bytes.get(stretch.clone()).unwrap_or_default(), Limits::EXCERPTS);
        found.into_iter().map(move |range| stretch.start + range.start..stretch.start + range.end)
    };
    let found: Vec<_> = stretches.into_iter().flat_map(within).take(Limits::EXCERPTS).collect();
    found.into_iter().filter_map(|range| excerpt(case, id, &name, range)).collect()
}

/// A stretch of a layer as a layer of its own.
pub(super) fn excerpt(case: &mut Case, id: LayerId, name: &str, range: Range<usize>) -> Option<LayerId> {
    let from = Span::new(id, range.start as u32..range.end as u32);
    let seen = case.layer(id).and_then(|layer| time_of_line(layer, range.start));
    let bytes = case.bytes(from).to_vec();
    let excerpt = case.add_layer(LayerKind::Excerpt, name, from, bytes, Map::copied(from.start, from.len()));
    if let (Some(seen), Some(layer)) = (seen, excerpt.and_then(|id| case.layer_mut(id))) {
        layer.travel.seen.get_or_insert(seen);
    }
    excerpt
}

/// Bytes of a line before an excerpt in which its start is looked for.
const LEAD: usize = 512;

/// The time with which the line of a log begins that holds this place, where it says its zone.
fn time_of_line(layer: &Layer, at: usize) -> Option<Seen> {
    let before = layer.bytes.get(at.saturating_sub(LEAD)..at)?;
    let lead = before.iter().rev().position(|byte| *byte == b'\n').or((at <= LEAD).then_some(at))?;
    let line = layer.bytes.get(at - lead..at)?;
    let skipped = line.iter().take_while(|byte| matches!(byte, b'[' | b' ' | b'"')).count();
    let line = line.get(skipped..)?;
    let end = line.iter().position(|byte| !b"0123456789-:.TZ+".contains(byte)).unwrap_or(line.len());
    let written = std::str::from_utf8(line.get(..end)?).ok()?;
    let time = chrono::DateTime::parse_from_rfc3339(written).ok()?;
    let start = at - lead + skipped;
    let span = Span::new(layer.id, start as u32..(start + end) as u32);
    Some(Seen { at: time.to_utc(), span, called: "in the line of the log" })
}

/// The stretches of a text that look like something that is opened, at most `most`.
fn find(bytes: &[u8], most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut json_tries = 0;
    let mut at = Some(0);
    let mut starts = starts(bytes, 0);
    while let Some(start) = at.filter(|_| found.len() < most) {
        at = match stretch(bytes, start, &mut json_tries) {
            // What follows directly behind it may be the next.
            Some(range) => {
                let end = range.end.max(start + 1);
                starts = self::starts(bytes, end);
                found.push(range);
                Some(end).filter(|end| *end < bytes.len())
            }
            None => starts.next(),
        };
    }
    found
}

/// Where something may start behind `from`: behind white space, a quote or a bracket, or at `<`, `&lt;` or `{`. A word that is
/// too short for anything is none.
fn starts(bytes: &[u8], from: usize) -> impl Iterator<Item = usize> + '_ {
    let rest = bytes.get(from..).unwrap_or_default();
    let mut is_behind = 0;
    let starts = marked(rest, move |block| {
        let delimiters = bits(block, DELIMITERS);
        let short = soon(delimiters) & !bits(block, FIRST_OF_SHORT);
        let behind = !delimiters & (delimiters << 1 | is_behind);
        is_behind = delimiters >> (BLOCK - 1);
        behind & !short | bits(block, OPENERS)
    });
    starts.filter(move |at| *at > 0 && opens(rest, *at)).map(move |at| from + at)
}

/// Whether what is marked is no entity inside a word.
fn opens(bytes: &[u8], at: usize) -> bool {
    let behind = || bytes.get(at.wrapping_sub(1)).copied().is_some_and(is_delimiter);
    match bytes.get(at..) {
        Some([b'&', rest @ ..]) => behind() || rest.starts_with(b"lt;"),
        _ => true,
    }
}

/// The bits before each one, as many as a word has bytes at most that is too short.
fn soon(ones: u64) -> u64 {
    // Each line doubles how far it reaches: to 2, 4, 8 and 16 bytes, and at last to all of them.
    let soon = ones >> 1 | ones >> 2;
    let soon = soon | soon >> 2;
    let soon = soon | soon >> 4;
    let soon = soon | soon >> 8;
    soon | soon >> (word::SHORTEST - 17)
}

/// What opens something wherever it stands.
const OPENERS: Ranges<3> = [(b'&', b'&'), (b'<', b'<'), (b'{', b'{')];

/// What something may begin with that is shorter than other words: an opener, `http`, `curl`, `-----BEGIN`.
const FIRST_OF_SHORT: Ranges<6> =
    [(b'&', b'&'), (b'-', b'-'), (b'<', b'<'), (b'c', b'c'), (b'h', b'h'), (b'{', b'{')];

/// What parts words: white space, quotes, brackets, and what parts the items of a list.
const DELIMITERS: Ranges<11> = [
    (b'\t', b'\n'),
    (b'\x0C', b'\r'),
    (b' ', b' '),
    (b'"', b'"'),
    (b'\'', b')'),
    (b',', b','),
    (b';', b';'),
    (b'[', b'['),
    (b']', b']'),
    (b'`', b'`'),
    (b'|', b'|'),
];

fn is_delimiter(byte: u8) -> bool {
    static TABLE: ByteTable = ByteTable::of(DELIMITERS);
    TABLE.has(byte)
}

/// Braces that are followed to their end: each may cost a look at the whole text.
const OBJECT_TRIES: usize = 8;

/// What starts at `at`, if anything does.
fn stretch(bytes: &[u8], at: usize, json_tries: &mut usize) -> Option<Range<usize>> {
    let rest = bytes.get(at..)?;
    match rest {
        [b'-', b'-', ..] if rest.starts_with(b"-----BEGIN ") => pem_block(rest).map(|end| at..at + end),
        [b'<', b'h', b't', b't', b'p', ..] => word::at(bytes, at + 1),
        [b'<', ..] => element(rest).map(|end| at..at + end),
        [b'&', b'l', b't', ..] => escaped_element(rest).map(|end| at..at + end),
        [b'c', b'u', b'r', b'l', ..] => curl::command_end(rest).map(|end| at..at + end),
        [b'{', ..] if *json_tries >= OBJECT_TRIES => None,
        [b'{', ..] if !json::starts(rest) && !printed::starts(rest) => None,
        [b'{', ..] => {
            *json_tries += 1;
            object(rest).map(|end| at..at + end)
        }
        _ => word::at(bytes, at),
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
    "ArtifactResolve",
    "EncryptedID",
    "RequestSecurityToken",
    "RequestSecurityTokenResponse",
    "RequestSecurityTokenResponseCollection",
    "form",
    "html",
];

/// Where an element of one of the known names ends: behind its end tag, or with the text where that was cut.
pub(super) fn element(rest: &[u8]) -> Option<usize> {
    if rest.starts_with(b"<?xml") {
        let root = memchr::memchr(b'<', rest.get(1..)?)? + 1;
        return element(rest.get(root..)?).map(|end| end + root);
    }
    let name = name_at(rest.get(1..)?)?;
    let end = known_root(name).then(|| end_of(rest, name, &["<", "</", ">"]))?;
    let page = matches!(name, "form" | "html");
    (!page || rest.get(..end).is_some_and(html_form::tells)).then_some(end)
}

/// Where an element ends whose markup is escaped.
pub(super) fn escaped_element(rest: &[u8]) -> Option<usize> {
    let inner = rest.strip_prefix(b"&lt;")?;
    if inner.starts_with(b"?xml") {
        let root = memchr::memmem::find(inner, b"&lt;")? + 4;
        return escaped_element(rest.get(root..)?).map(|end| end + root);
    }
    let name = name_at(inner)?;
    known_root(name).then(|| end_of(rest, name, &["&lt;", "&lt;/", "&gt;"]))
}

/// Behind the end tag of an element, those of its own name inside it counted; `signs` open a tag, open an end tag, close one.
fn end_of(rest: &[u8], name: &str, [opens, ends, closes]: &[&str; 3]) -> usize {
    let (start, tag) = (format!("{opens}{name}"), format!("{ends}{name}{closes}"));
    let begins = |at: &usize| rest.get(at + start.len()).is_some_and(|next| b" \t\r\n>/&".contains(next));
    let mut starts = memchr::memmem::find_iter(rest, start.as_bytes()).filter(begins).peekable();
    let mut open = 0_usize;
    for at in memchr::memmem::find_iter(rest, tag.as_bytes()) {
        while starts.next_if(|start| *start < at).is_some() {
            open += 1;
        }
        open = open.saturating_sub(1);
        if open == 0 {
            return at + tag.len();
        }
    }
    rest.len()
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

/// Where an object that starts here ends, by its brackets.
pub(super) fn object(rest: &[u8]) -> Option<usize> {
    let (mut depth, mut open, mut escaped) = (0_u32, None, false);
    let single = printed::starts(rest);
    for (at, &byte) in rest.iter().enumerate() {
        match (open, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(quote), _) if byte == quote => open = None,
            (None, b'"') => open = Some(byte),
            (None, b'\'') if single => open = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (at > 8).then_some(at + 1);
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use crate::Paste;
    use crate::peel::peel;

    #[test]
    fn what_stands_in_a_line_of_a_log_has_its_time_where_the_zone_is_told() {
        let token = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.";
        let seen = |line: &str| {
            let case = peel(vec![Paste::capture("log", line)]);
            case.layers().iter().find_map(|layer| layer.travel.seen.as_ref().map(|seen| seen.at.timestamp()))
        };
        assert_eq!(seen(&format!("up\n[2026-11-23T08:20:28.941Z] TOKENS {token}\n")), Some(1_795_422_028));
        assert_eq!(seen(&format!("up\n2026-11-23 08:20:28,941 DEBUG {token}\n")), None);
    }
}
