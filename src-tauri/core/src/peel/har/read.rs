//! Reads one entry of a log: every member where it stands, whichever browser wrote it.

use std::ops::Range;

use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Text, Value};

use super::answer::Answer;
use super::entry::{Entry, Found, Part};
use crate::case::Layer;
use crate::exchange::{self, Body, Exchange, Purpose, Source, Timings};
use crate::instant::Seen;
use crate::peel::parameters;
use crate::span::{LayerId, Span, Spanned};

/// Reads the entry at `at`; nothing where it has no request with a URL.
pub(super) fn entry(layer: &Layer, number: u32, at: Range<usize>) -> Option<Entry> {
    let document = json::read(layer.bytes.get(at.clone())?, &JsonLimits::default());
    let reader = Reader { layer: layer.id, base: at.start as u32 };
    let value = document.root.as_ref()?;
    let request = value.member("request")?;
    let url = request.member("url")?.text()?;
    let place = Span::new(layer.id, at.start as u32..at.end as u32);
    let mut exchange = Exchange::new(Source::Har { entry: number }, layer.role, reader.spanned(url), place);
    reader.fill(&mut exchange, value, request);
    Some(Entry { found: reader.found(value, request, url), exchange })
}

/// Reads the members of one entry, whose offsets count from `base`.
struct Reader {
    layer: LayerId,
    base: u32,
}

impl Reader {
    fn span(&self, at: &Range<u32>) -> Span {
        Span::new(self.layer, self.base + at.start..self.base + at.end)
    }

    fn spanned(&self, text: &Text) -> Spanned<String> {
        Spanned::new(text.value.clone(), self.span(&text.at))
    }

    fn text(&self, value: &Value, name: &str) -> Option<Spanned<String>> {
        value.member(name)?.text().filter(|text| !text.value.is_empty()).map(|text| self.spanned(text))
    }

    fn fill(&self, exchange: &mut Exchange, value: &Value, request: &Value) {
        exchange.method = self.text(request, "method");
        exchange.version = self.text(request, "httpVersion").map(|version| version.value);
        exchange.started = self.text(value, "startedDateTime").and_then(seen);
        exchange.timings = timings(value);
        exchange.purpose = self.purpose(value);
        self.headers(&mut exchange.request, request);
        exchange.request.body = request.member("postData").map(|body| self.body(body, request));
        let Some(response) = value.member("response") else { return };
        exchange.status = self.status(response);
        exchange.reason = self.text(response, "statusText");
        self.headers(&mut exchange.answer, response);
        exchange.answer.body = response.member("content").map(|body| self.body(body, response));
        let error = self.text(response, "_error").or_else(|| self.text(value, "_error"));
        exchange.purpose.error = error;
    }

    fn headers(&self, part: &mut exchange::Part, half: &Value) {
        for header in half.member("headers").and_then(Value::array).unwrap_or_default() {
            let named = header.member("name").and_then(Value::text);
            let valued = header.member("value").and_then(Value::text);
            if let (Some(name), Some(value)) = (named, valued) {
                part.headers.add(&name.value, &value.value, self.span(&value.at));
            }
        }
    }

    fn body(&self, body: &Value, half: &Value) -> Body {
        let text = body.member("text").and_then(Value::text).filter(|text| !text.value.is_empty());
        let encoded = body.member("encoding").and_then(Value::text);
        let inside = |text: &Text| self.span(&(text.at.start + 1..text.at.end.saturating_sub(1)));
        let media = body.member("mimeType").and_then(Value::text);
        Body {
            at: text.map(inside),
            written: match encoded {
                Some(encoding) if encoding.value == "base64" => exchange::Written::JsonBase64,
                _ => exchange::Written::Json,
            },
            layer: None,
            size: count(body, "size").or_else(|| count(half, "bodySize")),
            media_type: media.map(|media| media_type(&media.value)),
        }
    }

    fn status(&self, response: &Value) -> Option<Spanned<u16>> {
        let value = response.member("status")?;
        let status = value.number()?.parse().ok().filter(|status| *status > 0)?;
        Some(Spanned::new(status, self.span(&value.at)))
    }

    fn purpose(&self, value: &Value) -> Purpose {
        let text = |name| self.text(value, name).map(|text| text.value);
        Purpose {
            page: text("pageref"),
            kind: text("_resourceType").map(|kind| kind.to_ascii_lowercase()),
            from_cache: value.member("_fromCache").is_some(),
            error: None,
        }
    }

    /// The texts that hold something further, in the order of the journey.
    fn found(&self, value: &Value, request: &Value, url: &Text) -> Vec<Found> {
        let mut found = Vec::new();
        let mut add = |name: &str, text: &Text, part| {
            found.push(Found {
                name: name.to_owned(),
                text: text.clone(),
                decoded: None,
                base: self.base,
                part,
            });
        };
        if parameters::tells(url.value.as_bytes()) {
            add("url", url, Part::Url);
        }
        signatures(request).for_each(|text| add("x-jws-signature", text, Part::Signature));
        match sent_in_body(request) {
            Some(text) => add("body", text, Part::Body),
            None => sent_as_parameters(request).for_each(|(name, text)| add(name, text, Part::Parameter)),
        }
        let carries = parameters::tells(url.value.as_bytes()) || sent_in_body(request).is_some();
        let response = value.member("response");
        if let Some(text) = response.and_then(location) {
            add("Location", text, Part::Location);
        }
        response
            .into_iter()
            .flat_map(signatures)
            .for_each(|text| add("x-jws-signature", text, Part::Signature));
        if let Some(answer) = response.and_then(Answer::of)
            && let Some(part) = answer.part(carries)
        {
            let (name, text) = (part.name().to_owned(), answer.written.clone());
            found.push(Found { name, text, decoded: answer.decoded, base: self.base, part });
        }
        found
    }
}

fn sent_in_body(request: &Value) -> Option<&Text> {
    let text = request.member("postData")?.member("text")?.text()?;
    parameters::tells(text.value.as_bytes()).then_some(text)
}

/// Some browsers keep a form's parameters decoded, and no text.
fn sent_as_parameters(request: &Value) -> impl Iterator<Item = (&str, &Text)> {
    let parameters = request.member("postData").and_then(|body| body.member("params")?.array());
    let named = parameters.unwrap_or_default().iter().filter_map(|parameter| {
        let name = parameter.member("name")?.text()?;
        Some((name.value.as_str(), parameter.member("value")?.text()?))
    });
    named.filter(|(name, _)| parameters::is_opened(name))
}

/// The headers of a request or an answer that sign its body.
fn signatures(half: &Value) -> impl Iterator<Item = &Text> {
    let headers = half.member("headers").and_then(Value::array).unwrap_or_default().iter();
    let signing = headers.filter(|header| {
        let name = header.member("name").and_then(Value::text);
        name.is_some_and(|name| name.value.eq_ignore_ascii_case("x-jws-signature"))
    });
    let values = signing.filter_map(|header| header.member("value")?.text());
    values.filter(|text| text.value.starts_with("eyJ"))
}

fn location(response: &Value) -> Option<&Text> {
    let headers = response.member("headers")?.array()?;
    let is_location = |header: &&Value| {
        let name = header.member("name").and_then(Value::text);
        name.is_some_and(|name| name.value.eq_ignore_ascii_case("location"))
    };
    let text = headers.iter().find(is_location)?.member("value")?.text()?;
    parameters::tells(text.value.as_bytes()).then_some(text)
}

fn count(value: &Value, name: &str) -> Option<u64> {
    value.member(name)?.number()?.parse().ok()
}

pub(super) fn media_type(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Times of −1 mean that a phase did not happen (HAR 1.2, "timings").
fn timings(value: &Value) -> Timings {
    let of = |value: &Value, name| value.member(name)?.number()?.parse::<f64>().ok().filter(|ms| *ms >= 0.0);
    let phases = value.member("timings");
    let phase = |name| phases.and_then(|phases| of(phases, name));
    // `ssl` is counted within `connect`.
    let before: f64 = ["blocked", "dns", "connect", "send"].into_iter().filter_map(phase).sum();
    Timings { total: of(value, "time"), before_wait: phases.map(|_| before), wait: phase("wait") }
}

fn seen(text: Spanned<String>) -> Option<Seen> {
    let at = chrono::DateTime::parse_from_rfc3339(&text.value).ok()?.to_utc();
    Some(Seen { at, span: text.at, called: "startedDateTime" })
}
