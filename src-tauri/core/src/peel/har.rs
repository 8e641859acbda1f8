//! A browser's network log (HAR 1.2): each request and answer of a sign-in with when and where it travelled.

use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Text, Value};

use super::form::{Bid, Form};
use super::json::open_travelled;
use super::parameters;
use crate::case::{Case, Layer, Travel};
use crate::instant::Seen;
use crate::limits::Limits;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "har",
    title: "A browser's network log (HAR)",
    example: "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"startedDateTime\":\"2026-11-23T07:40:23.692Z\",\"request\":{…}}]}}",
    bid,
    open,
};

/// Bytes at the start of a file in which a HAR names its parts.
const HEAD: usize = 64 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.trim_ascii_start();
    let head = head.get(..HEAD.min(head.len()))?;
    let named = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if head.first() == Some(&b'{') && named(b"\"log\"") && named(b"\"entries\"") {
        Bid::new(96, "a log with entries")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = json::read(&layer.bytes, &JsonLimits::default());
    if let Some(problem) = document.problems.first().filter(|_| !document.is_json()) {
        let at = Span::new(id, problem.at.clone());
        case.crack(
            at,
            "har/broken",
            format!("The log is not JSON by the letter; it was read as far as it goes. {}", problem),
        );
    }
    let entries = document
        .member("log")
        .and_then(|log| log.member("entries"))
        .and_then(Value::array)
        .unwrap_or_default();
    let mut entries: Vec<Entry> =
        entries.iter().take(Limits::EXCERPTS * 20).filter_map(|entry| Entry::read(id, entry)).collect();
    entries.sort_by_key(|entry| entry.travel.seen.as_ref().map(|seen| seen.at));
    entries.iter().flat_map(|entry| entry.open(case, id)).collect()
}

/// A request and its answer.
struct Entry<'a> {
    value: &'a Value,
    url: &'a Text,
    travel: Travel,
}

impl<'a> Entry<'a> {
    fn read(id: LayerId, value: &'a Value) -> Option<Self> {
        let request = value.member("request")?;
        let url = request.member("url")?.text()?;
        let bare = url.value.split(['?', '#']).next().unwrap_or_default();
        let travel = Travel {
            parameter: None,
            sent_to: Some((bare.to_owned(), Span::new(id, url.at.clone()))),
            method: request.member("method").and_then(Value::text).map(|method| method.value.clone()),
            seen: value.member("startedDateTime").and_then(Value::text).and_then(|text| seen(id, text)),
        };
        Some(Entry { value, url, travel })
    }

    fn open(&self, case: &mut Case, id: LayerId) -> Vec<LayerId> {
        let texts =
            [self.sent_in_url(), self.sent_in_body(), self.answered_in_location(), self.answered_in_body()];
        let opened = texts
            .into_iter()
            .flatten()
            .filter_map(|(name, text)| open_travelled(case, id, name, text, self.travel_of(name)));
        let mut layers: Vec<LayerId> = opened.collect();
        layers.extend(self.sent_as_parameters(case, id));
        layers
    }

    /// What an answer carries has not been sent to the URL of the request.
    fn travel_of(&self, name: &str) -> Travel {
        let mut travel = self.travel.clone();
        if matches!(name, "Location" | "answer") {
            (travel.sent_to, travel.method) = (None, None);
        }
        travel
    }

    fn sent_in_url(&self) -> Option<(&'static str, &'a Text)> {
        parameters::tells(self.url.value.as_bytes()).then_some(("url", self.url))
    }

    fn sent_in_body(&self) -> Option<(&'static str, &'a Text)> {
        let text = self.value.member("request")?.member("postData")?.member("text")?.text()?;
        parameters::tells(text.value.as_bytes()).then_some(("body", text))
    }

    /// Some browsers keep a form's parameters decoded, and no text.
    fn sent_as_parameters(&self, case: &mut Case, id: LayerId) -> Vec<LayerId> {
        if self.sent_in_body().is_some() {
            return Vec::new();
        }
        let parameters = self
            .value
            .member("request")
            .and_then(|request| request.member("postData")?.member("params")?.array());
        let named = parameters.unwrap_or_default().iter().filter_map(|parameter| {
            let name = parameter.member("name")?.text()?;
            Some((name.value.as_str(), parameter.member("value")?.text()?))
        });
        let telling = named.filter(|(name, _)| parameters::is_opened(name));
        telling
            .filter_map(|(name, text)| {
                let travel = Travel { parameter: Some(name.to_owned()), ..self.travel.clone() };
                open_travelled(case, id, name, text, travel)
            })
            .collect()
    }

    /// A fragment never reaches a server, so only the redirect shows it.
    fn answered_in_location(&self) -> Option<(&'static str, &'a Text)> {
        let headers = self.value.member("response")?.member("headers")?.array()?;
        let is_location = |header: &&Value| {
            header
                .member("name")
                .and_then(Value::text)
                .is_some_and(|name| name.value.eq_ignore_ascii_case("location"))
        };
        let location = headers.iter().find(is_location)?.member("value")?.text()?;
        (location.value.contains('#') && parameters::tells(location.value.as_bytes()))
            .then_some(("Location", location))
    }

    fn answered_in_body(&self) -> Option<(&'static str, &'a Text)> {
        let text = self.value.member("response")?.member("content")?.member("text")?.text()?;
        let json = text.value.trim_start().starts_with('{');
        let telling = ["\"id_token\"", "\"keys\"", "\"issuer\"", "\"error\""]
            .iter()
            .any(|name| text.value.contains(name));
        (json && telling).then_some(("answer", text))
    }
}

fn seen(id: LayerId, text: &Text) -> Option<Seen> {
    let at = chrono::DateTime::parse_from_rfc3339(&text.value).ok()?.to_utc();
    Some(Seen { at, span: Span::new(id, text.at.clone()), called: "startedDateTime" })
}
