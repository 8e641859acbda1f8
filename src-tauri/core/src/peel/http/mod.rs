//! Exchanges over HTTP as people copy them: commands, scripts, raw text, lines of a log, blocks of headers.

pub(super) mod access_log;
pub(super) mod burp;
pub(super) mod curl;
pub(super) mod fetch;
pub(super) mod form_panel;
pub(super) mod header_block;
pub(super) mod powershell;
pub(super) mod raw_http;
mod script;

use std::collections::HashSet;
use std::ops::Range;

use ssoscope_jose::json::Text;

use super::parameters;
use super::unwrapped::Unwrapped;
use crate::case::{Case, LayerKind, Travel};
use crate::exchange::{Body, Exchange, Part, Source};
use crate::instant::Seen;
use crate::span::{LayerId, Span, Spanned};

/// A piece of a request: where it stands, and what it is without quoting.
pub(super) struct Piece {
    from: Range<usize>,
    out: Unwrapped,
}

impl Piece {
    /// A piece without quoting.
    pub(super) fn plain(bytes: &[u8], from: Range<usize>) -> Piece {
        let mut out = Unwrapped::default();
        out.stretch(bytes, from.clone(), 0);
        Piece { from, out }
    }

    /// A JSON string.
    pub(super) fn json(text: &Text) -> Piece {
        let mut out = Unwrapped { bytes: text.value.as_bytes().to_vec(), ..Unwrapped::default() };
        for run in text.origin().runs() {
            out.map.push_run(run.beneath, run.units, run.here, run.there);
        }
        let start = text.at.start as usize + 1;
        Piece { from: start..(text.at.end as usize).saturating_sub(1).max(start), out }
    }

    /// A header, its name taken off.
    pub(super) fn header(self) -> Option<(String, Piece)> {
        let colon = memchr::memchr(b':', &self.out.bytes)?;
        let name = String::from_utf8_lossy(self.out.bytes.get(..colon)?).into_owned();
        let lead = self.out.bytes.get(colon + 1..)?.iter().take_while(|byte| **byte == b' ').count();
        let mut out = Unwrapped::default();
        for at in (colon + 1 + lead) as u32..self.out.bytes.len() as u32 {
            let from = self.out.map.trace(at..at + 1)?;
            out.unit(
                &[*self.out.bytes.get(at as usize)?],
                from.start as usize,
                (from.end - from.start) as usize,
            );
        }
        Some((name, Piece { from: self.from, out }))
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out.bytes).into_owned()
    }

    pub(super) fn span(&self, id: LayerId) -> Span {
        Span::new(id, self.from.start as u32..self.from.end as u32)
    }

    fn spanned(&self, id: LayerId) -> Spanned<String> {
        Spanned::new(self.text(), self.span(id))
    }
}

/// A request or an answer as somebody copied it, as far as it is known.
#[derive(Default)]
pub(super) struct Copied {
    /// How its pieces were quoted; absent where they stand as they are.
    pub(super) kind: Option<LayerKind>,
    /// What kind of capture it comes from.
    pub(super) source: Option<Source>,
    pub(super) method: Option<Piece>,
    pub(super) url: Option<Piece>,
    /// The host, where the URL is only a path.
    pub(super) host: Option<String>,
    pub(super) headers: Vec<(String, Piece)>,
    pub(super) bodies: Vec<Piece>,
    /// Parameters that stand apart from one another, by name.
    pub(super) parameters: Vec<(String, Piece)>,
    pub(super) seen: Option<Seen>,
    pub(super) status: Option<Spanned<u16>>,
    /// The answer to it.
    pub(super) answer: Option<Box<Copied>>,
    /// Whether the address that its headers name is that of another request of the list, which carries what is in it.
    pub(super) leads_to_another: bool,
}

/// Opens the exchanges of a list, in the order of the journey.
pub(super) fn open_list(case: &mut Case, id: LayerId, mut list: Vec<Copied>) -> Vec<LayerId> {
    let visited: HashSet<String> = list.iter().filter_map(Copied::address).collect();
    for exchange in &mut list {
        exchange.leads_to_another = exchange.leads_to(&visited);
        if let Some(answer) = &mut exchange.answer {
            answer.leads_to_another = answer.leads_to(&visited);
        }
    }
    list.into_iter().flat_map(|exchange| exchange.open(case, id)).collect()
}

/// Which half of an exchange something belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Request,
    Answer,
}

impl Copied {
    /// Opens what carries something: the URL, the bodies, the parameters, and headers that lead on or hold a token; and
    /// adds the exchange to the case.
    pub(super) fn open(mut self, case: &mut Case, id: LayerId) -> Vec<LayerId> {
        let answer = self.answer.take().map(|answer| (id, *answer));
        self.open_with(case, id, answer)
    }

    /// The same where the answer stands in a layer of its own.
    pub(super) fn open_with(
        self,
        case: &mut Case,
        id: LayerId,
        answer: Option<(LayerId, Copied)>,
    ) -> Vec<LayerId> {
        let beside = answer.as_ref().filter(|(answered_in, _)| *answered_in == id).map(|(_, answer)| answer);
        let at = self.place(id, beside);
        let mut exchange = self.exchange(case, id, at);
        let travel = self.travel(id);
        let (mut opened, body) = self.layers(case, id, &travel, Half::Request);
        let mut answered = None;
        if let Some((answered_in, answer)) = answer {
            if let Some(exchange) = &mut exchange {
                exchange.status.clone_from(&answer.status);
                exchange.answer = answer.half(answered_in);
            }
            let (more, body) = answer.layers(case, answered_in, &travel, Half::Answer);
            opened.extend(more);
            answered = body;
        }
        if let Some(mut exchange) = exchange {
            set(&mut exchange.request, body);
            set(&mut exchange.answer, answered);
            case.add_exchange(exchange);
        }
        opened
    }

    fn layers(
        self,
        case: &mut Case,
        id: LayerId,
        travel: &Travel,
        half: Half,
    ) -> (Vec<LayerId>, Option<LayerId>) {
        let quoted = self.kind;
        let travel = match half {
            Half::Request => travel.clone(),
            Half::Answer => Travel { sent_to: None, method: None, ..travel.clone() },
        };
        let (mut opened, mut body) = (Vec::new(), None);
        for (name, piece, own) in self.pieces() {
            let named = matches!(own, LayerKind::Parameter | LayerKind::Header).then(|| name.clone());
            let (from, kind) = (piece.span(id), quoted.unwrap_or(own));
            let Some(added) = case.add_layer(kind, &name, from, piece.out.bytes, piece.out.map) else {
                continue;
            };
            if let Some(layer) = case.layer_mut(added) {
                layer.travel = Travel { parameter: named, ..travel.clone() };
            }
            if name == "body" {
                body.get_or_insert(added);
            }
            opened.push(added);
        }
        (opened, body)
    }

    /// The pieces that carry something, each with its name and the kind of layer that it is.
    fn pieces(self) -> impl Iterator<Item = (String, Piece, LayerKind)> {
        let url = self.url.filter(|url| parameters::tells(&url.out.bytes));
        let told_elsewhere = self.leads_to_another;
        let opens = move |name: &str| !(told_elsewhere && names_address(name));
        let headers =
            self.headers.into_iter().filter(move |(name, value)| opens(name) && is_opened(name, value));
        let url = url.map(|url| ("url".to_owned(), url, LayerKind::Excerpt)).into_iter();
        url.chain(headers.map(|(name, value)| (name, value, LayerKind::Header)))
            .chain(self.bodies.into_iter().map(|body| ("body".to_owned(), body, LayerKind::Excerpt)))
            .chain(self.parameters.into_iter().map(|(name, value)| (name, value, LayerKind::Parameter)))
    }

    /// The URL, the host before it where that stands apart.
    fn address(&self) -> Option<String> {
        let url = self.url.as_ref()?.text();
        let host = self.host.as_deref().filter(|_| url.starts_with('/'));
        Some(host.map_or(url.clone(), |host| format!("https://{host}{url}")))
    }

    /// Whether its headers name an address of these: where the browser came from, or where it is sent.
    fn leads_to(&self, visited: &HashSet<String>) -> bool {
        let mut named = self.headers.iter().filter(|(name, _)| names_address(name));
        named.any(|(_, value)| visited.contains(&value.text()))
    }

    /// Whether this is where it goes.
    pub(super) fn goes_to(&self, url: &str) -> bool {
        self.url.as_ref().is_some_and(|own| own.out.bytes == url.as_bytes())
    }

    /// Where it stands in its layer, which may hold others: all of its pieces, and those of its answer if that stands there too.
    fn place(&self, id: LayerId, answer: Option<&Copied>) -> Option<Span> {
        let all = || self.stretches().chain(answer.into_iter().flat_map(Copied::stretches));
        let (start, end) = (all().map(|at| at.start).min()?, all().map(|at| at.end).max()?);
        Some(Span::new(id, start..end))
    }

    fn stretches(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        let named = self.headers.iter().chain(&self.parameters).map(|(_, piece)| piece);
        let pieces = self.method.iter().chain(&self.url).chain(named).chain(&self.bodies);
        let status = self.status.iter().map(|status| status.at.start..status.at.end);
        pieces.map(|piece| piece.from.start as u32..piece.from.end as u32).chain(status)
    }

    /// The exchange, where its URL is known.
    fn exchange(&self, case: &Case, id: LayerId, at: Option<Span>) -> Option<Exchange> {
        let layer = case.layer(id)?;
        let url = Spanned::new(self.address()?, self.url.as_ref()?.span(id));
        let mut exchange =
            Exchange::new(self.source.unwrap_or(Source::Copied), layer.role, url, at.unwrap_or(layer.span()));
        exchange.method = self.method.as_ref().map(|method| method.spanned(id));
        exchange.started.clone_from(&self.seen);
        exchange.request = self.half(id);
        exchange.status.clone_from(&self.status);
        Some(exchange)
    }

    fn half(&self, id: LayerId) -> Part {
        let mut part = Part::default();
        for (name, value) in &self.headers {
            part.headers.add(name, &value.text(), value.span(id));
        }
        let size = self.bodies.iter().map(|body| body.out.bytes.len() as u64).sum();
        part.body = self.bodies.first().map(|body| Body {
            at: Some(body.span(id)),
            size: Some(size),
            ..Body::default()
        });
        part
    }

    fn travel(&self, id: LayerId) -> Travel {
        let sent_to = self.url.as_ref().map(|url| {
            let text = url.text();
            let bare = text.split(['?', '#']).next().unwrap_or_default();
            let host = self.host.as_deref().filter(|_| bare.starts_with('/'));
            (host.map_or(bare.to_owned(), |host| format!("https://{host}{bare}")), url.span(id))
        });
        let sent_to = sent_to.filter(|(url, _)| url.contains("://"));
        Travel {
            parameter: None,
            sent_to,
            method: self.method.as_ref().map(Piece::text),
            seen: self.seen.clone(),
        }
    }
}

fn set(part: &mut Part, layer: Option<LayerId>) {
    if let (Some(body), Some(layer)) = (&mut part.body, layer) {
        body.layer = Some(layer);
    }
}

/// Headers that name where the browser came from, or where it is sent.
fn names_address(name: &str) -> bool {
    name.eq_ignore_ascii_case("location") || name.eq_ignore_ascii_case("referer")
}

/// Headers that lead on or hold a token.
fn is_opened(name: &str, value: &Piece) -> bool {
    let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    let bytes = &value.out.bytes;
    match () {
        () if names_address(name) => parameters::tells(bytes),
        () if is("authorization") => {
            bytes.len() > 20 && bytes.get(..7).is_some_and(|head| head.eq_ignore_ascii_case(b"bearer "))
        }
        () => (is("dpop") || is("x-jws-signature")) && bytes.starts_with(b"eyJ"),
    }
}

/// The time of a `Date` header (RFC 9110, section 6.6.1).
pub(super) fn date(value: &str, at: Span) -> Option<Seen> {
    let time = chrono::DateTime::parse_from_rfc2822(value.trim()).ok()?;
    Some(Seen { at: time.to_utc(), span: at, called: "Date" })
}

/// Name and value of a header line, and where the value stands.
pub(super) fn header_line(bytes: &[u8], line: Range<usize>) -> Option<(String, Range<usize>)> {
    let text = bytes.get(line.clone())?;
    // Pseudo-headers of HTTP/2, such as :authority, start with a colon.
    let skip = usize::from(text.first() == Some(&b':'));
    let colon = skip + memchr::memchr(b':', text.get(skip..)?)?;
    let name = text.get(..colon)?;
    let letters = name.get(skip..)?;
    let is_name = !letters.is_empty()
        && letters.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let value = text.get(colon + 1..)?;
    let lead = value.len() - value.trim_ascii_start().len();
    let start = line.start + colon + 1 + lead;
    is_name.then(|| (String::from_utf8_lossy(name).into_owned(), start..start + value.trim_ascii().len()))
}

/// The lines of a text, each without its line end.
pub(super) fn lines(bytes: &[u8], from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = memchr::memchr_iter(b'\n', rest).map(|end| end + 1).chain(std::iter::once(rest.len()));
    let mut at = from;
    ends.map(move |end| std::mem::replace(&mut at, from + end)..from + end)
        .filter(|line| !line.is_empty())
        .map(move |line| {
            let text = bytes.get(line.clone()).unwrap_or_default();
            let end = text.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            line.start..line.end - end
        })
}
