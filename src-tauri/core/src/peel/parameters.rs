//! Parameters of a URL's query or fragment, or of a form body (`application/x-www-form-urlencoded`).

use super::damage::mask;
use super::form::{Bid, Form};
use super::percent;
use crate::case::{Artefact, Case, Content, Layer, LayerKind};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "parameters",
    title: "A form body, a query string or a URL with one",
    example: "SAMLResponse=PHNhb…&RelayState=%2Fhome",
    surest: 79,
    needs: b"=",
    bid,
    open,
};

/// Names that tell a sign-in's parameters from other text with `=` in it.
const TELLING: &[&str] = &[
    "SAMLRequest",
    "SAMLResponse",
    "SAMLart",
    "RelayState",
    "SigAlg",
    "Signature",
    "SAMLEncoding",
    "wresult",
    "wa",
    "id_token",
    "access_token",
    "code",
    "state",
    "error",
    "response_type",
    "client_id",
    "redirect_uri",
    "request",
    "request_uri",
    "response",
    "logout_token",
    "id_token_hint",
    "client_assertion",
    "assertion",
    "grant_type",
    "session_state",
    "nonce",
    "post_logout_redirect_uri",
    "logout_hint",
    "login_hint",
    "sid",
    "samlObject",
];

/// Parameters whose value is opened; all others are read where they stand.
const OPENED: &[&str] = &[
    "SAMLRequest",
    "SAMLResponse",
    "wresult",
    "id_token",
    "access_token",
    "logout_token",
    "id_token_hint",
    "client_assertion",
    "assertion",
    "request",
    "response",
    "samlObject",
    "RelayState",
    "TARGET",
    "SAMLart",
];

fn bid(layer: &Layer) -> Option<Bid> {
    let at = stretches(&layer.bytes)?;
    let telling = at
        .iter()
        .flat_map(|stretch| pairs(&layer.bytes, stretch.clone()))
        .any(|pair| is_telling(&layer.bytes, &pair));
    if telling { Bid::new(79, "it has a parameter of a sign-in") } else { None }
}

fn is_telling(bytes: &[u8], pair: &Pair) -> bool {
    bytes.get(pair.name.clone()).is_some_and(is_telling_name)
}

/// Whether a parameter of this name tells of a sign-in.
pub(super) fn is_telling_name(name: &[u8]) -> bool {
    TELLING.iter().any(|telling| telling.as_bytes() == name)
}

/// Where parameters stand: of one word, all of it, or what follows `?` and `#` of a URL.
fn stretches(bytes: &[u8]) -> Option<Vec<std::ops::Range<usize>>> {
    let text = bytes.trim_ascii();
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let end = lead + text.len();
    let words = memchr::memchr3(b'\n', b'<', b'{', text).or_else(|| memchr::memchr(b'"', text));
    if words.is_some() || memchr::memchr(b'=', text).is_none() {
        return None;
    }
    if !is_url(text) {
        let skip = usize::from(matches!(text.first(), Some(b'?' | b'#')));
        let starts = text.get(skip..).is_some_and(starts_with_a_name);
        return starts.then(|| std::iter::once(lead + skip..end).collect());
    }
    let fragment = memchr::memchr(b'#', text).map(|at| lead + at);
    let query = memchr::memchr(b'?', text).map(|at| lead + at).filter(|at| fragment.is_none_or(|f| *at < f));
    let query = query.map(|at| at + 1..fragment.unwrap_or(end));
    Some(query.into_iter().chain(fragment.map(|at| at + 1..end)).collect())
}

/// Whether a text starts with the name of a parameter, and not with other words before it.
fn starts_with_a_name(text: &[u8]) -> bool {
    let name = memchr::memchr(b'=', text).and_then(|end| text.get(..end)).unwrap_or_default();
    let other =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'`' | b'\'' | b'(' | b')' | b',' | b';');
    memchr::memchr(b'&', name).is_some() || !name.is_empty() && !name.iter().any(other)
}

/// Whether a text is an address: with its scheme, or a path, or a host and a path with a query, as an address bar shows it.
fn is_url(text: &[u8]) -> bool {
    let scheme = memchr::memmem::find(text.get(..40.min(text.len())).unwrap_or_default(), b"://");
    let before_query = || {
        let query = memchr::memchr2(b'?', b'#', text).filter(|at| *at > 0)?;
        let before = text.get(..query)?;
        let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~/:%@!$+".contains(byte);
        before.iter().all(fits).then_some(())
    };
    scheme.is_some_and(|end| text.get(..end).unwrap_or_default().iter().all(u8::is_ascii_alphanumeric))
        || text.first() == Some(&b'/')
        || before_query().is_some()
}

/// A parameter: where its name and its value stand, in the layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The name, still encoded.
    pub(crate) name: std::ops::Range<usize>,
    /// The value, still encoded.
    pub(crate) value: std::ops::Range<usize>,
}

/// The parameters of a stretch, in order. `&amp;` separates like `&`, as people copy it from HTML.
pub(crate) fn pairs(bytes: &[u8], stretch: std::ops::Range<usize>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut at = stretch.start;
    while at < stretch.end {
        let rest = bytes.get(at..stretch.end).unwrap_or_default();
        let len = memchr::memchr(b'&', rest).unwrap_or(rest.len());
        let name = memchr::memchr(b'=', rest.get(..len).unwrap_or_default()).unwrap_or(len);
        pairs.push(Pair { name: at..at + name, value: (at + name + 1).min(at + len)..at + len });
        at += len + 1;
        if bytes.get(at..stretch.end).is_some_and(|rest| rest.starts_with(b"amp;")) {
            at += 4;
        }
    }
    pairs
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(stretches) = stretches(&layer.bytes) else { return Vec::new() };
    let before = stretches.first().map_or(0, |first| first.start.saturating_sub(1));
    let url = url_before(&layer.bytes, before);
    if let (Some(url), Some(layer)) = (url, case.layer_mut(id)) {
        layer.travel.sent_to.get_or_insert(url.placed(id));
    }
    stretches.into_iter().flat_map(|stretch| open_stretch(case, id, stretch)).collect()
}

struct Url {
    text: String,
    range: std::ops::Range<usize>,
}

impl Url {
    fn placed(self, layer: LayerId) -> (String, Span) {
        (self.text, Span::new(layer, self.range.start as u32..self.range.end as u32))
    }
}

/// The URL that stands before its parameters.
fn url_before(bytes: &[u8], end: usize) -> Option<Url> {
    let text = bytes.get(..end)?;
    let lead = text.len() - text.trim_ascii_start().len();
    let text = std::str::from_utf8(text.trim_ascii()).ok().filter(|text| text.contains("://"))?;
    Some(Url { text: text.to_owned(), range: lead..lead + text.len() })
}

/// Adds the parameters as an artefact, and opens those that carry something.
pub(super) fn open_stretch(case: &mut Case, id: LayerId, stretch: std::ops::Range<usize>) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let pairs = pairs(&layer.bytes, stretch.clone());
    let values: Vec<_> = pairs.iter().filter_map(|pair| value(layer, pair)).collect();
    let escaped =
        pairs.iter().find(|pair| layer.bytes.get(..pair.name.start).is_some_and(|b| b.ends_with(b"&amp;")));
    if let Some(pair) = escaped {
        let at = Span::new(id, pair.name.start as u32 - 5..pair.name.start as u32);
        let says =
            "The & between the parameters is written &amp;, as in the source of a page; it was read as &.";
        case.crack(at, "parameters/html-escaped", says.to_owned());
    }
    case.artefacts.push(Artefact {
        at: Span::new(id, stretch.start as u32..stretch.end as u32),
        content: Content::Parameters,
    });
    values.into_iter().filter_map(|(name, from, value)| open_value(case, &name, from, value)).collect()
}

fn value(layer: &Layer, pair: &Pair) -> Option<(String, Span, super::Unwrapped)> {
    let name = std::str::from_utf8(layer.bytes.get(pair.name.clone())?).ok()?;
    let bytes = layer.bytes.get(pair.value.clone()).filter(|value| !value.is_empty())?;
    let opened = OPENED.contains(&name);
    let from = Span::new(layer.id, pair.value.start as u32..pair.value.end as u32);
    opened.then(|| (name.to_owned(), from, percent::unwrap(bytes, pair.value.start, true)))
}

fn open_value(case: &mut Case, name: &str, from: Span, value: super::Unwrapped) -> Option<LayerId> {
    if mask::is_mask(&value.bytes) {
        case.unread.push(mask::unread(name, from));
        return None;
    }
    let id = case.add_layer(LayerKind::Parameter, name, from, value.bytes, value.map)?;
    case.layer_mut(id)?.travel.parameter = Some(name.to_owned());
    Some(id)
}

/// Whether a parameter's value is opened.
pub(super) fn is_opened(name: &str) -> bool {
    OPENED.contains(&name)
}

/// Whether a word is a URL or a form body with a parameter that tells of a sign-in.
pub(super) fn tells(word: &[u8]) -> bool {
    let stretches = stretches(word).unwrap_or_default();
    stretches
        .into_iter()
        .flat_map(|stretch| pairs(word, stretch))
        .any(|pair| is_telling(word, &pair) && !pair.value.is_empty())
}
