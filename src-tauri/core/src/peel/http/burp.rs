//! Requests that Burp Suite saved: XML with an item for each, request and answer in base64 or as they are.

use std::ops::Range;

use super::{Piece, raw_http};
use crate::case::{Case, Layer, LayerKind};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::base64;
use crate::peel::form::{Bid, Form};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "burp",
    title: "Requests saved by Burp Suite",
    example: "<items burpVersion=\"2025.1\"><item><request base64=\"true\"><![CDATA[UE9TVCAvYWNz…]]></request></item></items>",
    surest: 96,
    needs: b"<=\"",
    bid,
    open,
};

/// Bytes at the start in which the list is named, behind its own document type.
const HEAD: usize = 2 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii_start();
    let head = text.get(..HEAD.min(text.len()))?;
    let listed = || memchr::memmem::find(head, b"<items burpVersion=").is_some();
    if head.first() == Some(&b'<') && listed() {
        Bid::new(96, "items as Burp Suite saves them")
    } else {
        None
    }
}

/// One item: where its parts stand.
struct Item {
    request: Part,
    answer: Option<Part>,
    seen: Option<Seen>,
}

/// What was sent or came back.
struct Part {
    at: Range<usize>,
    encoded: bool,
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let all: Vec<Item> = items(&layer.bytes, id).take(Limits::EXCERPTS).collect();
    let mut opened = Vec::new();
    for (number, item) in all.into_iter().enumerate() {
        let Some(request) = open_part(case, id, "request", &item.request) else { continue };
        let answer = item.answer.and_then(|answer| open_part(case, id, "response", &answer));
        let source = Source::Tool { entry: number as u32 };
        opened.extend(raw_http::open_pair(case, (request, answer), source, item.seen));
    }
    opened
}

fn open_part(case: &mut Case, id: LayerId, name: &str, part: &Part) -> Option<LayerId> {
    if part.encoded {
        return base64::open(case, Span::new(id, part.at.start as u32..part.at.end as u32), name);
    }
    let piece = Piece::plain(&case.layer(id)?.bytes, part.at.clone());
    case.add_layer(LayerKind::Excerpt, name, piece.span(id), piece.out.bytes, piece.out.map)
}

fn items(bytes: &[u8], id: LayerId) -> impl Iterator<Item = Item> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memmem::find(bytes.get(at..)?, b"<item>")?;
            let end = start + memchr::memmem::find(bytes.get(start..)?, b"</item>")?;
            at = end;
            if let Some(item) = item(bytes, start..end, id) {
                return Some(item);
            }
        }
    })
}

fn item(bytes: &[u8], within: Range<usize>, id: LayerId) -> Option<Item> {
    let request = part(bytes, within.clone(), "request")?;
    let answer = part(bytes, within.clone(), "response");
    let seen = element(bytes, within, "time").and_then(|(_, at)| time(bytes, at, id));
    Some(Item { request, answer, seen })
}

fn part(bytes: &[u8], within: Range<usize>, name: &str) -> Option<Part> {
    let (tag, at) = element(bytes, within, name)?;
    let encoded = memchr::memmem::find(bytes.get(tag)?, b"base64=\"true\"").is_some();
    let at = character_data(bytes, at);
    (!at.is_empty()).then_some(Part { at, encoded })
}

/// The start tag of the first element of a name, and what is inside it.
fn element(bytes: &[u8], within: Range<usize>, name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let text = bytes.get(within.clone())?;
    let named = format!("<{name}");
    // `<responselength>` stands before `<response>`.
    let ends = |at: &usize| matches!(text.get(at + named.len()), Some(b' ' | b'>'));
    let open = memchr::memmem::find_iter(text, named.as_bytes()).find(ends)?;
    let inside = open + memchr::memchr(b'>', text.get(open..)?)? + 1;
    let close = inside + memchr::memmem::find(text.get(inside..)?, format!("</{name}>").as_bytes())?;
    Some((within.start + open..within.start + inside, within.start + inside..within.start + close))
}

/// Without the marks of a CDATA section around it.
fn character_data(bytes: &[u8], at: Range<usize>) -> Range<usize> {
    let text = bytes.get(at.clone()).unwrap_or_default();
    match text.strip_prefix(b"<![CDATA[").and_then(|text| text.strip_suffix(b"]]>")) {
        Some(inside) => at.start + 9..at.start + 9 + inside.len(),
        None => at,
    }
}

/// When it was sent, as Java writes a date; a zone other than that of UTC has no name that holds everywhere.
fn time(bytes: &[u8], at: Range<usize>, id: LayerId) -> Option<Seen> {
    let written = std::str::from_utf8(bytes.get(at.clone())?).ok()?;
    let bare = [" UTC ", " GMT "].iter().find_map(|zone| written.split_once(zone))?;
    let text = format!("{} {}", bare.0, bare.1);
    let time = chrono::NaiveDateTime::parse_from_str(text.trim(), "%a %b %d %H:%M:%S %Y").ok()?.and_utc();
    Some(Seen { at: time, span: Span::new(id, at.start as u32..at.end as u32), called: "the item's time" })
}

#[cfg(test)]
mod tests {
    use crate::instant::stamp;
    use crate::{Paste, peel};

    /// `POST /acs HTTP/1.1`, its host, and `SAMLResponse=PHNhbWxwOlJlc3BvbnNl` in base64; the answer as it is.
    const SAVED: &str = "<?xml version=\"1.0\"?>\n<!DOCTYPE items [\n<!ELEMENT items (item*)>\n]>\n<items burpVersion=\"2025.1\" exportTime=\"Mon Nov 23 08:05:00 UTC 2026\">\n  <item>\n    <time>Mon Nov 23 08:00:00 UTC 2026</time>\n    <url><![CDATA[https://sp.example/acs]]></url>\n    <request base64=\"true\"><![CDATA[UE9TVCAvYWNzIEhUVFAvMS4xDQpIb3N0OiBzcC5leGFtcGxlDQoNClNBTUxSZXNwb25zZT1QSE5oYld4d09sSmxjM0J2Ym5ObA==]]></request>\n    <status>403</status>\n    <responselength>58</responselength>\n    <response base64=\"false\"><![CDATA[HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n\r\nno]]></response>\n  </item>\n</items>\n";

    #[test]
    fn each_item_is_a_request_with_its_answer() {
        let case = peel::peel(vec![Paste::capture("saved.xml", SAVED)]);
        let exchange = &case.exchanges()[0];
        assert_eq!(
            (exchange.method(), exchange.address(), exchange.status()),
            ("POST", "https://sp.example/acs", 403)
        );
        assert_eq!(exchange.start().map(stamp).as_deref(), Some("2026-11-23T08:00:00Z"));
        assert!(case.layers().iter().any(|layer| layer.travel.parameter.as_deref() == Some("SAMLResponse")));
    }
}
