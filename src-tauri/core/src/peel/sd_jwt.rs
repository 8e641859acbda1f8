//! A token with selective disclosures (SD-JWT, RFC 9901): the issuer's token, then each disclosure behind a tilde.

use super::form::{Bid, Form};
use super::token::is_token_byte;
use crate::case::{Case, Layer, LayerKind};
use crate::limits::Limits;
use crate::span::{LayerId, Map, Span};

/// The form.
pub static FORM: Form = Form {
    name: "sd_jwt",
    title: "A token with selective disclosures (SD-JWT)",
    example: "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln~WyJzYWx0IiwibmFtZSIsInZhbHVlIl0~",
    surest: 83,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii();
    let tilde = text.strip_prefix(b"eyJ").and_then(|rest| memchr::memchr(b'~', rest))?;
    let fits = text.iter().all(|byte| is_token_byte(*byte) || *byte == b'~');
    if fits && tilde > 0 { Bid::new(83, "a token with tildes behind it") } else { None }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let mut at = layer.bytes.len() - layer.bytes.trim_ascii_start().len();
    let mut parts = Vec::new();
    for part in layer.bytes.trim_ascii().split(|byte| *byte == b'~').take(Limits::EXCERPTS) {
        parts.push(Span::new(id, at as u32..(at + part.len()) as u32));
        at += part.len() + 1;
    }
    let names = std::iter::once("token").chain(std::iter::repeat("disclosure"));
    let opened = parts.into_iter().zip(names).filter(|(part, _)| !part.is_empty());
    opened
        .filter_map(|(from, name)| {
            let bytes = case.bytes(from).to_vec();
            case.add_layer(LayerKind::Excerpt, name, from, bytes, Map::copied(from.start, from.len()))
        })
        .collect()
}
