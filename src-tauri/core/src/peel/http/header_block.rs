//! A block of headers without a start line, as a network panel shows them: `Set-Cookie`, `Cookie`, `Date`, `Location`.

use super::{Copied, Piece, date, header_line, lines};
use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::xml;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "header_block",
    title: "A block of HTTP headers",
    example: "Date: Mon, 23 Nov 2026 08:00:00 GMT\nSet-Cookie: session=1; SameSite=Lax; Secure\nLocation: https://idp.example/sso?SAMLRequest=fZ…",
    surest: 76,
    needs: b":",
    bid,
    open,
};

/// Headers that tell HTTP from other lines with colons in them.
const KNOWN: &[&str] = &[
    "set-cookie",
    "cookie",
    "date",
    "location",
    "authorization",
    "host",
    "referer",
    "origin",
    "server",
    "user-agent",
    "content-type",
    "content-length",
    "cache-control",
    ":authority",
    ":method",
    ":path",
    ":status",
    "strict-transport-security",
    "www-authenticate",
];

fn bid(layer: &Layer) -> Option<Bid> {
    layer.bytes.trim_ascii_start().first().filter(|first| first.is_ascii_alphabetic() || **first == b':')?;
    let mut known = 0;
    for line in lines(&layer.bytes, 0).filter(|line| !line.is_empty()).take(LINES) {
        let (name, _) = header_line(&layer.bytes, line)?;
        known += usize::from(KNOWN.iter().any(|header| name.eq_ignore_ascii_case(header)));
    }
    if known > 0 { Bid::new(76, "all its lines are headers") } else { None }
}

/// Lines that are looked at.
const LINES: usize = 200;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let at = xml::trimmed(layer);
    let mut read = Copied::default();
    for line in lines(&layer.bytes, 0).take(Limits::EXCERPTS) {
        let Some((name, value)) = header_line(&layer.bytes, line) else { continue };
        let piece = Piece::plain(&layer.bytes, value.clone());
        if name.eq_ignore_ascii_case("date") {
            read.seen = date(&piece.text(), Span::new(id, value.start as u32..value.end as u32));
        }
        read.headers.push((name, piece));
    }
    if let (Some(seen), Some(layer)) = (read.seen.clone(), case.layer_mut(id)) {
        layer.travel.seen.get_or_insert(seen);
    }
    case.artefacts.push(Artefact { at, content: Content::Headers });
    read.open(case, id)
}
