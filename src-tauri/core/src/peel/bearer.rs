//! An `Authorization: Bearer` header (RFC 6750, section 2.1), or just `Bearer …`.

use super::form::{Bid, Form};
use crate::case::{Case, Layer, LayerKind};
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "bearer",
    title: "An Authorization header with a bearer token",
    example: "Authorization: Bearer eyJhbGciOi…",
    surest: 78,
    needs: b" ",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let token = token(&layer.bytes)?;
    let token = layer.bytes.get(token)?;
    let one_line = memchr::memchr(b'\n', token).is_none();
    if one_line && !is_challenge(token) { Bid::new(78, "starts with Bearer") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(range) = case.layer(id).and_then(|layer| token(&layer.bytes)) else { return Vec::new() };
    let from = Span::new(id, range.start as u32..range.end as u32);
    let bytes = case.bytes(from).to_vec();
    let added =
        case.add_layer(LayerKind::Header, "Authorization", from, bytes, Map::copied(from.start, from.len()));
    if let Some(layer) = added.and_then(|added| case.layer_mut(added)) {
        layer.travel.parameter = Some("Authorization".to_owned());
    }
    added.into_iter().collect()
}

/// Whether what follows is what a server says of a token, `error="…"` or `realm="…"` (RFC 6750, section 3), and no token.
fn is_challenge(token: &[u8]) -> bool {
    let name = token.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    token.get(name..).is_some_and(|rest| rest.starts_with(b"=\""))
}

/// Where the token stands.
fn token(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let end = bytes.trim_ascii_end().len();
    let mut at = bytes.len() - bytes.trim_ascii_start().len();
    for (prefix, needed) in [("Authorization:", false), ("Bearer ", true)] {
        let head = bytes.get(at..at + prefix.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes())) {
            at += prefix.len();
            at += bytes.get(at..)?.iter().take_while(|byte| **byte == b' ').count();
        } else if needed {
            return None;
        }
    }
    (at < end).then_some(at..end)
}
