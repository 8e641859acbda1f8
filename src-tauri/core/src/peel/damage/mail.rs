//! A mail as it was saved (RFC 5322; MIME, RFC 2045 and 2046): its parts, each with its transfer encoding taken off.

use std::ops::Range;

use super::quoted_printable;
use crate::case::{Case, Layer, LayerKind};
use crate::limits::Limits;
use crate::peel::base64;
use crate::peel::form::{Bid, Form};
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "mail",
    title: "A mail, saved with its headers",
    example: "From: zoe@apps.example\nContent-Transfer-Encoding: base64\n\nVGhlIHJlc3BvbnNlOgpQSE5o…",
    surest: 93,
    needs: b":\n",
    bid,
    open,
};

/// Headers that a mail has, and few other texts.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "subject",
    "mime-version",
    "content-transfer-encoding",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
];

/// Bytes of a mail's head that are looked through.
const HEAD: usize = 64 << 10;

fn bid(layer: &Layer) -> Option<Bid> {
    let first = layer.bytes.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let head = layer.bytes.get(..HEAD.min(layer.bytes.len())).filter(|_| first.is_ascii_alphabetic())?;
    let head = head.get(..end_of_head(head)?)?;
    let known = fields(head)
        .filter(|(name, _)| HEADERS.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes())));
    if known.count() >= 2 { Bid::new(93, "it has the headers of a mail") } else { None }
}

/// Where the first empty line stands, the head being before it; `None` where lines before it are no headers.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            return (at > 0).then_some(at);
        }
        let folded = matches!(line.first(), Some(b' ' | b'\t'));
        if !folded && field(line).is_none() {
            return None;
        }
        at += line.len();
    }
    None
}

/// Name and value of a header line.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = memchr::memchr(b':', line)?;
    let (name, value) = line.split_at_checked(colon)?;
    let is_name = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    is_name.then(|| (name, value.get(1..).unwrap_or_default().trim_ascii()))
}

fn fields(head: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    head.split(|byte| *byte == b'\n').filter_map(field)
}

/// The value of a header, its folded lines included.
fn header<'a>(head: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let mut at = 0;
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        at += line.len();
        if let Some((name, value)) = field(line)
            && name.eq_ignore_ascii_case(wanted.as_bytes())
        {
            let folded = head.get(at..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
            let more: usize =
                folded.take_while(|line| matches!(line.first(), Some(b' ' | b'\t'))).map(<[u8]>::len).sum();
            let whole = head.get(at - line.len()..at + more).unwrap_or(value);
            return field(whole).map(|(_, whole)| whole).or(Some(value));
        }
    }
    None
}

/// Multiparts within one another that are opened.
const NESTED: u32 = 4;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let mut parts = Vec::new();
    gather(&layer.bytes, 0..layer.bytes.len(), NESTED, &mut parts);
    let (span, name) = (layer.span(), layer.name.clone());
    case.crack(
        span,
        "mail",
        "It is a mail; its parts were opened, and the times in its headers are those of the mail.".to_owned(),
    );
    parts.into_iter().filter_map(|part| open_part(case, id, &name, part)).collect()
}

/// A part: where its body stands, and how it is encoded.
struct Part {
    body: Range<usize>,
    encoding: Encoding,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    None,
    Base64,
    QuotedPrintable,
}

/// The parts of an entity that stands at `at`, head and body.
fn gather(bytes: &[u8], at: Range<usize>, nested: u32, parts: &mut Vec<Part>) {
    let Some(entity) = bytes.get(at.clone()).filter(|_| parts.len() < Limits::EXCERPTS) else { return };
    let head_end = end_of_head(entity).unwrap_or(0);
    let head = entity.get(..head_end).unwrap_or_default();
    let gap = entity.get(head_end..).and_then(|rest| memchr::memchr(b'\n', rest)).map_or(0, |end| end + 1);
    let start = if head_end == 0 { at.start } else { at.start + head_end + gap };
    match header(head, "content-type").and_then(boundary).filter(|_| nested > 0) {
        Some(boundary) => {
            for inner in between(bytes, start..at.end, &boundary) {
                gather(bytes, inner, nested - 1, parts);
            }
        }
        None => parts.push(Part { body: start..at.end, encoding: encoding(head) }),
    }
}

fn encoding(head: &[u8]) -> Encoding {
    match header(head, "content-transfer-encoding").map(<[u8]>::to_ascii_lowercase).as_deref() {
        Some(b"base64") => Encoding::Base64,
        Some(b"quoted-printable") => Encoding::QuotedPrintable,
        _ => Encoding::None,
    }
}

/// The boundary of a multipart content type (RFC 2046, section 5.1.1).
fn boundary(content_type: &[u8]) -> Option<Vec<u8>> {
    let lower = content_type.to_ascii_lowercase();
    let start = lower.starts_with(b"multipart/").then(|| memchr::memmem::find(&lower, b"boundary="))?? + 9;
    let rest = content_type.get(start..)?;
    let value = match rest.strip_prefix(b"\"") {
        Some(quoted) => quoted.split(|byte| *byte == b'"').next()?,
        None => rest.split(|byte| matches!(byte, b';' | b' ' | b'\r' | b'\n')).next()?,
    };
    (!value.is_empty()).then(|| [b"--", value].concat())
}

/// The stretches between the lines of a boundary.
fn between(bytes: &[u8], at: Range<usize>, boundary: &[u8]) -> Vec<Range<usize>> {
    let body = bytes.get(at.clone()).unwrap_or_default();
    let marks: Vec<usize> = memchr::memmem::find_iter(body, boundary)
        .take(Limits::EXCERPTS)
        .map(|mark| at.start + mark)
        .collect();
    let ends = marks.iter().skip(1).copied().chain(std::iter::once(at.end));
    let stretch = |(mark, end): (&usize, usize)| {
        let behind = bytes.get(mark + boundary.len()..end)?;
        let line = memchr::memchr(b'\n', behind)?;
        (!behind.starts_with(b"--")).then(|| mark + boundary.len() + line + 1..end)
    };
    marks.iter().zip(ends).filter_map(stretch).collect()
}

fn open_part(case: &mut Case, id: LayerId, name: &str, part: Part) -> Option<LayerId> {
    let from = Span::new(id, part.body.start as u32..part.body.end as u32);
    match part.encoding {
        Encoding::Base64 => {
            case.crack(from, "mail/base64", "This part of the mail is base64; it was taken off.".to_owned());
            base64::open(case, from, name)
        }
        Encoding::QuotedPrintable => {
            let says =
                "This part of the mail is quoted-printable: =3D and = at the ends of lines were taken off.";
            case.crack(from, "quoted-printable", says.to_owned());
            quoted_printable::open_stretch(case, from, name)
        }
        Encoding::None => {
            let bytes = case.bytes(from).to_vec();
            case.add_layer(LayerKind::Excerpt, name, from, bytes, Map::copied(from.start, from.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_multipart() {
        let mail = "From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed;\r\n boundary=\"q1\"\r\n\r\nbefore\r\n--q1\r\n\
                    Content-Type: text/plain\r\nContent-Transfer-Encoding: BASE64\r\n\r\nUEhO\r\n--q1\r\n\r\nplain\r\n--q1--\r\nafter";
        let mut parts = Vec::new();
        gather(mail.as_bytes(), 0..mail.len(), NESTED, &mut parts);
        let read: Vec<_> = parts.iter().map(|part| (mail[part.body.clone()].trim(), part.encoding)).collect();
        assert_eq!(read, [("UEhO", Encoding::Base64), ("plain", Encoding::None)]);
    }
}
