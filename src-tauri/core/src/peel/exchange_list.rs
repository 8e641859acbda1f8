//! A list of HTTP exchanges in JSON, as servers, proxies and tests log them: method, URL, headers and bodies of each.

use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Text, Value};

use super::form::{Bid, Form};
use super::http::{Copied, Piece, open_list};
use crate::case::{Case, Layer, LayerKind};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::span::{LayerId, Span, Spanned};

/// The form.
pub static FORM: Form = Form {
    name: "exchange_list",
    title: "A list of HTTP exchanges in JSON, as servers and proxies log them",
    example: "[{\"method\":\"POST\",\"url\":\"https://op.example/token\",\"requestBody\":\"grant_type=…\",\"status\":400,\"responseBody\":\"{…}\"}]",
    surest: 90,
    needs: b"[{\":",
    bid,
    open,
};

/// Bytes at the start of a file in which its first exchange names its parts.
const HEAD: usize = 8 << 10;

/// What programs call the parts of an exchange.
const TIME: &[&str] = &["t", "time", "timestamp", "ts", "date", "startedDateTime"];
const SENT_HEADERS: &[&str] = &["reqHeaders", "requestHeaders", "request_headers"];
const SENT_BODY: &[&str] = &["reqBody", "requestBody", "request_body"];
const STATUS: &[&str] = &["status", "statusCode", "status_code", "responseStatus"];
const CAME_HEADERS: &[&str] = &["resHeaders", "responseHeaders", "response_headers"];
const CAME_BODY: &[&str] = &["resBody", "responseBody", "response_body"];

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.trim_ascii_start();
    if head.first() != Some(&b'[') {
        return None;
    }
    let head = head.get(..HEAD.min(head.len()))?;
    let named = |name: &str| memchr::memmem::find(head, format!("\"{name}\"").as_bytes()).is_some();
    let parts = [SENT_BODY, CAME_BODY, SENT_HEADERS, CAME_HEADERS].concat();
    if named("url") && named("method") && parts.iter().any(|name| named(name)) {
        Bid::new(90, "exchanges with method, URL and body")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = json::read(&layer.bytes, &JsonLimits::default());
    let listed = document.root.as_ref().and_then(Value::array).unwrap_or_default();
    let read = |(at, value): (usize, &Value)| exchange(id, at as u32, value);
    let all: Vec<Copied> = listed.iter().enumerate().take(Limits::EXCERPTS).filter_map(read).collect();
    open_list(case, id, all)
}

fn exchange(id: LayerId, entry: u32, value: &Value) -> Option<Copied> {
    let text = |names: &[&str]| member(value, names).and_then(Value::text);
    let kind = Some(LayerKind::JsonString);
    let bodies = |names: &[&str]| {
        text(names).filter(|body| !body.value.is_empty()).map(Piece::json).into_iter().collect()
    };
    let answer = Copied {
        kind,
        headers: headers(member(value, CAME_HEADERS)),
        bodies: bodies(CAME_BODY),
        status: status(id, value),
        ..Copied::default()
    };
    Some(Copied {
        kind,
        source: Some(Source::Tool { entry }),
        method: text(&["method"]).map(Piece::json),
        url: Some(Piece::json(text(&["url"])?)),
        headers: headers(member(value, SENT_HEADERS)),
        bodies: bodies(SENT_BODY),
        seen: text(TIME).and_then(|text| seen(id, text)),
        answer: Some(Box::new(answer)),
        ..Copied::default()
    })
}

fn member<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.member(name))
}

fn status(id: LayerId, value: &Value) -> Option<Spanned<u16>> {
    let status = member(value, STATUS)?;
    Some(Spanned::new(status.number()?.parse().ok()?, Span::new(id, status.at.clone())))
}

fn seen(id: LayerId, text: &Text) -> Option<Seen> {
    let at = chrono::DateTime::parse_from_rfc3339(&text.value).ok()?.to_utc();
    Some(Seen { at, span: Span::new(id, text.at.clone()), called: "time" })
}

/// Names and values: as pairs, as objects with a name and a value, or as one object.
fn headers(list: Option<&Value>) -> Vec<(String, Piece)> {
    let pair = |name: &Text, value: &Text| (name.value.clone(), Piece::json(value));
    let items = list.and_then(Value::array).unwrap_or_default();
    let listed = items.iter().filter_map(|item| match item.array() {
        Some([name, value, ..]) => Some(pair(name.text()?, value.text()?)),
        Some(_) => None,
        None => Some(pair(item.member("name")?.text()?, item.member("value")?.text()?)),
    });
    let members = list.and_then(Value::object).unwrap_or_default();
    let named = members.iter().filter_map(|member| Some(pair(&member.name, member.value.text()?)));
    listed.chain(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Paste, peel};

    const LOG: &str = r#"[{"t":"2026-11-23T08:00:00Z","method":"POST","url":"https://op.example/token","reqHeaders":[["Authorization","Basic YTpi"]],"reqBody":"grant_type=authorization_code&code=c","status":400,"resHeaders":{"Content-Type":"application/json"},"resBody":"{\"error\":\"invalid_grant\"}"}]"#;

    #[test]
    fn each_exchange_is_kept_with_both_bodies() {
        let case = peel::peel(vec![Paste::capture("server.json", LOG)]);
        let exchange = &case.exchanges()[0];
        assert_eq!((exchange.method(), exchange.status()), ("POST", 400));
        assert!(exchange.start().is_some());
        assert_eq!(
            exchange.request.headers.first("authorization").map(|value| value.as_str()),
            Some("Basic YTpi")
        );
        let bodies = [&exchange.request.body, &exchange.answer.body];
        assert!(bodies.iter().all(|body| body.as_ref().is_some_and(|body| body.layer.is_some())));
        assert_eq!(case.artefacts.len(), 2);
    }

    #[test]
    fn other_lists_are_left_to_json() {
        let case = peel::peel(vec![Paste::capture("list.json", r#"[{"url":"x","method":"y"}]"#)]);
        assert!(case.exchanges().is_empty());
    }
}
