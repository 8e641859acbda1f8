//! A network log of Chrome's net-export (NetLog): the requests among its events. It holds no bodies.

use std::collections::HashMap;

use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Document, Text, Value};

use crate::case::{Case, Layer, LayerKind};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::http::{Copied, Piece, open_list};
use crate::span::{LayerId, Span, Spanned};

/// The form.
pub static FORM: Form = Form {
    name: "net_export",
    title: "A log of Chrome's net-export",
    example: "{\"constants\":{\"timeTickOffset\":…},\"events\":[{\"params\":{\"method\":\"GET\",\"url\":\"https://idp.example/sso?SAMLRequest=…\"}}]}",
    surest: 95,
    needs: b"{\"",
    bid,
    open,
};

/// Bytes at the start in which a log names its parts.
const HEAD: usize = 4 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.trim_ascii_start();
    if head.first() != Some(&b'{') {
        return None;
    }
    let head = head.get(..HEAD.min(head.len()))?;
    let named = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let events = || memchr::memmem::find(&layer.bytes, b"\"events\"").is_some();
    if named(b"\"constants\"") && events() {
        Bid::new(95, "constants and events, as net-export writes them")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = json::read(&layer.bytes, &JsonLimits::default());
    let requests = requests(&document, id);
    case.crack(
        Span::new(id, 0..0),
        "net-export/no-bodies",
        "A log of net-export holds no bodies: what was sent by POST is missing. A HAR has it.".to_owned(),
    );
    open_list(case, id, requests)
}

/// The requests, in the order in which they began.
fn requests(document: &Document, id: LayerId) -> Vec<Copied> {
    let offset = document
        .member("constants")
        .and_then(|constants| number(constants.member("timeTickOffset")?))
        .unwrap_or(0);
    // A redirect goes on under the number of its request, as the next leg of it.
    let mut legs: HashMap<i64, usize> = HashMap::new();
    let mut found: Vec<Copied> = Vec::new();
    let events = document.member("events").and_then(Value::array).unwrap_or_default();
    for (entry, event) in events.iter().enumerate() {
        let Some(source) = event.member("source").and_then(|source| number(source.member("id")?)) else {
            continue;
        };
        let Some(params) = event.member("params") else { continue };
        let text = |name: &str| params.member(name).and_then(Value::text);
        if let (Some(url), Some(method)) = (text("url"), text("method")) {
            let begun = legs.get(&source).and_then(|leg| found.get(*leg));
            let again = begun.is_some_and(|leg| leg.answer.is_none() && leg.goes_to(&url.value));
            if !again && found.len() < Limits::EXCERPTS {
                let seen = event.member("time").and_then(|time| seen(time, offset, id));
                legs.insert(source, found.len());
                found.push(request(url, method, entry as u32, seen));
            }
        } else if let (Some(headers), Some(request)) = (
            params.member("headers").and_then(Value::array),
            legs.get(&source).and_then(|leg| found.get_mut(*leg)),
        ) {
            take_headers(request, headers, id);
        }
    }
    found.sort_by_key(|request| request.seen.as_ref().map(|seen| seen.at));
    found
}

fn request(url: &Text, method: &Text, entry: u32, seen: Option<Seen>) -> Copied {
    Copied {
        kind: Some(LayerKind::JsonString),
        source: Some(Source::Tool { entry }),
        method: Some(Piece::json(method)),
        url: Some(Piece::json(url)),
        seen,
        ..Copied::default()
    }
}

/// Headers of the request, or of the answer where they start with a status line.
fn take_headers(request: &mut Copied, headers: &[Value], id: LayerId) {
    let texts: Vec<&Text> = headers.iter().filter_map(Value::text).collect();
    let status = texts.first().filter(|line| line.value.starts_with("HTTP/")).and_then(|line| {
        let code = line.value.split(' ').nth(1)?.parse().ok()?;
        Some(Spanned::new(code, Span::new(id, line.at.clone())))
    });
    let named: Vec<(String, Piece)> = texts.iter().filter_map(|line| Piece::json(line).header()).collect();
    match status {
        Some(status) => {
            let answer =
                Copied { kind: request.kind, headers: named, status: Some(status), ..Copied::default() };
            request.answer = Some(Box::new(answer));
        }
        None => request.headers.extend(named),
    }
}

/// The time of an event: ticks in milliseconds, which the log's own offset makes a time of day.
fn seen(time: &Value, offset: i64, id: LayerId) -> Option<Seen> {
    let at = chrono::DateTime::from_timestamp_millis(number(time)?.checked_add(offset)?)?;
    Some(Seen { at, span: Span::new(id, time.at.clone()), called: "the event's time" })
}

fn number(value: &Value) -> Option<i64> {
    value.number().or_else(|| Some(value.text()?.value.as_str()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::{Paste, peel};

    /// A redirect has its request's number, and a request that runs at the same time begins before it ends.
    #[test]
    fn the_legs_of_a_redirect_are_requests_of_their_own() {
        let leg = |source: u32, url: &str| {
            format!(r#"{{"source":{{"id":{source}}},"time":"1","params":{{"method":"GET","url":"{url}"}}}}"#)
        };
        let answer = |source: u32, line: &str| {
            format!(r#"{{"source":{{"id":{source}}},"time":"2","params":{{"headers":["HTTP/1.1 {line}"]}}}}"#)
        };
        let events = [
            leg(1, "https://sp.example/login"),
            leg(1, "https://sp.example/login"),
            leg(2, "https://sp.example/logo.svg"),
            answer(1, "302 Found"),
            leg(1, "https://idp.example/sso?SAMLRequest=fZ"),
            answer(2, "200 OK"),
            answer(1, "403 Forbidden"),
        ];
        let log = format!(r#"{{"constants":{{"timeTickOffset":0}},"events":[{}]}}"#, events.join(","));
        let case = peel::peel(vec![Paste::capture("net-export.json", log)]);
        let seen: Vec<(&str, u16)> =
            case.exchanges().iter().map(|exchange| (exchange.address(), exchange.status())).collect();
        let expected = [
            ("https://sp.example/login", 302),
            ("https://sp.example/logo.svg", 200),
            ("https://idp.example/sso", 403),
        ];
        assert_eq!(seen, expected);
    }
}
