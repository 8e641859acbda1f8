//! Several things in one paste, or one among other words: each is copied out and opened on its own.

mod word;

pub(super) use word::is_address_byte;

use super::form::{Bid, Form};
use super::html_form;
use super::http::curl;
use super::json;
use super::pem;
use super::printed;
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
    layer.text()?;
    if find(&layer.bytes, 1).is_empty() {
        None
    } else {
        Bid::new(10, "something known stands among other words")
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
pub(super) fn open_in(case: &mut Case, id: LayerId, stretches: Vec<std::ops::Range<usize>>) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let name = layer.name.clone();
    let within = |stretch: std::ops::Range<usize>| {
        let found = find(layer.bytes.get(stretch.clone()).unwrap_or_default(), Limits::EXCERPTS);
        found.into_iter().map(move |range| stretch.start + range.start..stretch.start + range.end)
    };
    let found: Vec<_> = stretches.into_iter().flat_map(within).take(Limits::EXCERPTS).collect();
    found.into_iter().filter_map(|range| excerpt(case, id, &name, range)).collect()
}

/// A stretch of a layer as a layer of its own.
pub(super) fn excerpt(
    case: &mut Case,
    id: LayerId,
    name: &str,
    range: std::ops::Range<usize>,
) -> Option<LayerId> {
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

/// The first place after `at` where something may start: behind white space, a quote or a bracket, or at `<`, `&lt;` or `{`.
fn next_start(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let mut stop = 0;
    while !bytes.get(at).copied().is_some_and(is_delimiter) {
        let more = rest.get(stop..).unwrap_or_default();
        let found = more.iter().position(|byte| is_delimiter(*byte) || matches!(byte, b'<' | b'{' | b'&'));
        stop += found.unwrap_or(more.len());
        match rest.get(stop..) {
            Some([b'&', b'l', b't', b';', ..]) => break,
            Some([b'&', ..]) => stop += 1,
            _ => break,
        }
    }
    let skipped = rest.get(stop..).unwrap_or_default().iter().take_while(|byte| is_delimiter(**byte)).count();
    at + 1 + stop + skipped
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'\'' | b'`' | b',' | b';' | b'(' | b')' | b'[' | b']' | b'|')
}

/// Braces that are followed to their end: each may cost a look at the whole text.
const OBJECT_TRIES: usize = 8;

/// What starts at `at`, if anything does.
fn stretch(bytes: &[u8], at: usize, json_tries: &mut usize) -> Option<std::ops::Range<usize>> {
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
