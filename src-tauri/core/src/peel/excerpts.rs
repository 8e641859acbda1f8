//! Several things in one paste, or one among other words: each is copied out and opened on its own.

use super::damage::{ellipsis, rewritten_link};
use super::form::{Bid, Form};
use super::html_form;
use super::http::curl;
use super::json;
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
        [b'<', b'h', b't', b't', b'p', ..] => word(bytes, at + 1),
        [b'<', ..] => element(rest).map(|end| at..at + end),
        [b'&', b'l', b't', ..] => escaped_element(rest).map(|end| at..at + end),
        [b'c', b'u', b'r', b'l', ..] => curl::command_end(rest).map(|end| at..at + end),
        [b'{', ..] if *json_tries >= OBJECT_TRIES || !json::starts(rest) => None,
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

/// Where a JSON object that starts here ends, by its brackets.
pub(super) fn object(rest: &[u8]) -> Option<usize> {
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
    let rest = bytes.get(at..)?;
    if rest.starts_with(b"http") {
        return address(bytes, at);
    }
    let end = word_end(bytes, at);
    let word = bytes.get(at..end).filter(|word| word.len() >= 20)?;
    if let Some(end) = token_end(bytes, at, word) {
        return Some(at..with_ellipsis(bytes, end));
    }
    if parameters::tells(word) {
        return Some(at..over_lines(bytes, end, is_address_byte));
    }
    let len = word.iter().take_while(|byte| is_base64_byte(**byte)).count();
    let whole = len == word.len() || ellipsis::cut(bytes, at).is_some_and(|(kept, _)| kept.end <= at + len);
    (len >= 60 && whole).then(|| {
        let len = glued(word.get(..len).unwrap_or_default()).unwrap_or(len);
        at..with_ellipsis(bytes, over_lines(bytes, at + len, is_base64_byte))
    })
}

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

pub(super) fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | b'^' | b'|' | b'\\')
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
