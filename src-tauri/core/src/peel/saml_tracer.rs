//! An export of SAML-tracer, the browser extension: current, older without request numbers, or masked.

use ssoscope_jose::Limits as JsonLimits;
use ssoscope_jose::json::{self, Text, Value};

use super::form::{Bid, Form};
use super::http::{Copied, Piece, date, open_list};
use super::parameters;
use crate::case::{Case, Layer, LayerKind};
use crate::exchange::Source;
use crate::limits::Limits;
use crate::span::{LayerId, Span, Spanned};

/// The form.
pub static FORM: Form = Form {
    name: "saml_tracer",
    title: "An export of SAML-tracer",
    example: "{\"requests\":[{\"method\":\"POST\",\"url\":\"https://sp.example/acs\",\"post\":[[\"SAMLResponse\",\"PHN…\"]],\"saml\":\"<samlp:Response…\"}]}",
    surest: 94,
    needs: b"{\"",
    bid,
    open,
};

/// Bytes at the start of a file in which an export names its parts.
const HEAD: usize = 8 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.trim_ascii_start();
    if head.first() != Some(&b'{') {
        return None;
    }
    let head = head.get(..HEAD.min(head.len()))?;
    let named = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let parts = [&b"\"requestHeaders\""[..], b"\"post\"", b"\"postData\"", b"\"saml\""];
    if named(b"\"requests\"") && named(b"\"url\"") && parts.iter().any(|name| named(name)) {
        Bid::new(94, "requests as SAML-tracer lists them")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = json::read(&layer.bytes, &JsonLimits::default());
    let requests = document.member("requests").and_then(Value::array).unwrap_or_default();
    let read = |(at, value): (usize, &Value)| request(id, at as u32, value);
    let all: Vec<Copied> = requests.iter().enumerate().take(Limits::EXCERPTS).filter_map(read).collect();
    open_list(case, id, all)
}

fn request(id: LayerId, entry: u32, value: &Value) -> Option<Copied> {
    let text = |name: &str| value.member(name).and_then(Value::text);
    let mut read = Copied {
        kind: Some(LayerKind::JsonString),
        source: Some(Source::Tool { entry }),
        method: text("method").map(Piece::json),
        url: Some(Piece::json(text("url")?)),
        headers: headers(value.member("requestHeaders")),
        ..Copied::default()
    };
    let answered = headers(value.member("responseHeaders"));
    read.seen = dated(id, &answered);
    let posted: Vec<(&Text, &Text)> = pairs(value.member("post")).collect();
    read.parameters = messages(&posted);
    // A masked export hashes what was posted, and leaves the message itself; else it is the same once more.
    if read.parameters.is_empty() && !parameters::tells(text("url")?.value.as_bytes()) {
        read.bodies.extend(text("saml").filter(|saml| !saml.value.is_empty()).map(Piece::json));
    }
    let status = value
        .member("responseStatus")
        .and_then(|status| Some((status.number()?.parse().ok()?, status.at.clone())));
    let status = status.map(|(code, at)| Spanned::new(code, Span::new(id, at)));
    if status.is_some() || !answered.is_empty() {
        read.answer =
            Some(Box::new(Copied { kind: read.kind, headers: answered, status, ..Copied::default() }));
    }
    Some(read)
}

/// The parameters that hold a message, where they were not hashed.
fn messages(posted: &[(&Text, &Text)]) -> Vec<(String, Piece)> {
    let told =
        posted.iter().filter(|(name, value)| parameters::is_opened(&name.value) && !is_hash(&value.value));
    told.map(|(name, value)| (name.value.clone(), Piece::json(value))).collect()
}

/// A masked export writes a hash for each value.
fn is_hash(value: &str) -> bool {
    let digits = value.strip_prefix("hash:").or_else(|| value.strip_prefix("sha256:")).unwrap_or(value);
    value.contains("***")
        || digits.len() <= 64 && digits.len() >= 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Names and values: as pairs, or as objects with a name and a value.
fn pairs(list: Option<&Value>) -> impl Iterator<Item = (&Text, &Text)> {
    let items = list.and_then(Value::array).unwrap_or_default();
    items.iter().filter_map(|item| match item.array() {
        Some([name, value, ..]) => Some((name.text()?, value.text()?)),
        Some(_) => None,
        None => Some((item.member("name")?.text()?, item.member("value")?.text()?)),
    })
}

fn headers(list: Option<&Value>) -> Vec<(String, Piece)> {
    pairs(list).map(|(name, value)| (name.value.clone(), Piece::json(value))).collect()
}

fn dated(id: LayerId, headers: &[(String, Piece)]) -> Option<crate::instant::Seen> {
    let (_, value) = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("date"))?;
    date(&value.text(), value.span(id))
}
