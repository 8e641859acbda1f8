//! Requests and answers as HTTP/1.1 writes them (RFC 9112): a start line, headers, a body.

use std::ops::Range;

use super::{Copied, Piece, date, header_line, lines, open_list};
use crate::case::{Case, Layer};
use crate::exchange::Source;
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::logs::error_text;
use crate::span::{LayerId, Span, Spanned};

/// The form.
pub static FORM: Form = Form {
    name: "raw_http",
    title: "A request or an answer as HTTP writes it",
    example: "POST /acs HTTP/1.1\nHost: sp.example\n\nSAMLResponse=PHN…",
    surest: 95,
    needs: b" /",
    bid,
    open,
};

const METHODS: &[&[u8]] = &[b"GET ", b"POST ", b"PUT ", b"HEAD ", b"OPTIONS ", b"PATCH ", b"DELETE "];

fn bid(layer: &Layer) -> Option<Bid> {
    let lead = layer.bytes.len() - layer.bytes.trim_ascii_start().len();
    let first = lines(&layer.bytes, lead).next()?;
    if start_line(&layer.bytes, first).is_some() { Bid::new(95, "starts with a line of HTTP") } else { None }
}

/// What a start line says.
enum Start {
    Request { method: Range<usize>, target: Range<usize> },
    Answer { status: Range<usize> },
}

fn start_line(bytes: &[u8], line: Range<usize>) -> Option<Start> {
    let text = bytes.get(line.clone())?;
    if text.starts_with(b"HTTP/") {
        let start = memchr::memchr(b' ', text)? + 1;
        let digits = text.get(start..start + 3)?.iter().all(u8::is_ascii_digit);
        return digits.then(|| Start::Answer { status: line.start + start..line.start + start + 3 });
    }
    METHODS.iter().find(|method| text.starts_with(method))?;
    let version = memchr::memmem::rfind(text, b" HTTP/")?;
    let method = memchr::memchr(b' ', text)?;
    (version > method && text.len() < version + 12).then(|| Start::Request {
        method: line.start..line.start + method,
        target: line.start + method + 1..line.start + version,
    })
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let exchanges = read(&layer.bytes, id);
    if exchanges.iter().all(|exchange| exchange.url.is_none()) {
        error_text::note(case, id);
    }
    open_list(case, id, exchanges)
}

/// Opens a request and its answer that stand in layers of their own.
pub(in crate::peel) fn open_pair(
    case: &mut Case,
    (request, answer): (LayerId, Option<LayerId>),
    source: Source,
    seen: Option<Seen>,
) -> Vec<LayerId> {
    let first = |case: &Case, id: LayerId| {
        case.layer(id).and_then(|layer| one(&layer.bytes, 0, id)).map(|(read, _)| read)
    };
    let answer = answer.and_then(|id| Some((id, first(case, id)?)));
    let Some(mut read) = first(case, request) else { return Vec::new() };
    read.source = Some(source);
    read.seen = seen.or_else(|| answer.as_ref().and_then(|(_, answer)| answer.seen.clone()));
    read.open_with(case, request, answer)
}

/// The messages of a text, one behind the other.
fn read(bytes: &[u8], id: LayerId) -> Vec<Copied> {
    let mut found: Vec<Copied> = Vec::new();
    let mut at = bytes.len() - bytes.trim_ascii_start().len();
    while at < bytes.len() && found.len() < Limits::EXCERPTS {
        let Some((exchange, end)) = one(bytes, at, id) else { break };
        at = end;
        match found.last_mut() {
            Some(request)
                if exchange.status.is_some() && request.answer.is_none() && request.url.is_some() =>
            {
                // The Date of an answer is when its request travelled, too.
                request.seen.clone_from(&exchange.seen);
                request.answer = Some(Box::new(exchange));
            }
            _ => found.push(exchange),
        }
    }
    found
}

fn one(bytes: &[u8], from: usize, id: LayerId) -> Option<(Copied, usize)> {
    let mut all = lines(bytes, from).skip_while(|line| line.is_empty());
    let mut read = Copied::default();
    match start_line(bytes, all.next()?)? {
        Start::Answer { status } => {
            let code = std::str::from_utf8(bytes.get(status.clone())?).ok()?.parse().ok()?;
            read.status = Some(Spanned::new(code, Span::new(id, status.start as u32..status.end as u32)));
        }
        Start::Request { method, target } => {
            read.method = Some(Piece::plain(bytes, method));
            read.url = Some(Piece::plain(bytes, target));
        }
    }
    let mut body = bytes.len();
    for line in all {
        body = line.end;
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = header_line(bytes, line) else { continue };
        let piece = Piece::plain(bytes, value.clone());
        if name.eq_ignore_ascii_case("host") {
            read.host = Some(piece.text());
        }
        if name.eq_ignore_ascii_case("date") && read.status.is_some() {
            read.seen = date(&piece.text(), Span::new(id, value.start as u32..value.end as u32));
        }
        read.headers.push((name, piece));
    }
    let end = next_start(bytes, body).unwrap_or(bytes.len());
    let start = body + bytes.get(body..end)?.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if start < end {
        read.bodies.push(Piece::plain(bytes, start..end));
    }
    Some((read, end))
}

/// Where the next message starts: behind an empty line.
fn next_start(bytes: &[u8], from: usize) -> Option<usize> {
    lines(bytes, from).skip(1).find(|line| start_line(bytes, line.clone()).is_some()).map(|line| line.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_and_its_answer() {
        let text = b"POST /acs?x=1 HTTP/1.1\r\nHost: sp.example\r\n\r\nSAMLResponse=PHN\r\n\r\nHTTP/1.1 302 Found\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\nLocation: /home\r\n\r\n";
        let read = read(text, LayerId(0));
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].travel(LayerId(0)).sent_to.unwrap().0, "https://sp.example/acs");
        assert_eq!(read[0].bodies[0].text().trim(), "SAMLResponse=PHN");
        let answer = read[0].answer.as_ref().unwrap();
        assert!(read[0].seen.is_some() && answer.bodies.is_empty());
        assert_eq!(answer.status.as_ref().unwrap().value, 302);
    }
}
