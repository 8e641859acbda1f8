//! A compact JWS or JWE (RFC 7515, section 3.1; RFC 7516, section 3.1), also wrapped or in quotes.

use super::form::{Bid, Form};
use super::unwrapped::Unwrapped;
use crate::case::{Artefact, Case, Content, Layer, LayerKind};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "token",
    title: "A token: JWS or JWE in compact form",
    example: "eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL2kifQ.c2ln",
    surest: 82,
    needs: b".",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let text = bare(&layer.bytes).1;
    let starts = text.starts_with(b"eyJ") || text.starts_with(b"ewo") || text.starts_with(b"eyA");
    if starts && memchr::memchr(b'.', text).is_some() && text.chunks(64).all(is_of_the_alphabet) {
        Bid::new(82, "starts like a JOSE header and has dots")
    } else {
        None
    }
}

/// Whether all of a block may stand in a token that was wrapped; without an early end, so that each byte is looked at at once.
fn is_of_the_alphabet(block: &[u8]) -> bool {
    block.iter().fold(true, |all, byte| all & (is_token_byte(*byte) | byte.is_ascii_whitespace()))
}

/// Whether a byte may stand in a compact token.
pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() | matches!(byte, b'-' | b'_' | b'.' | b'=' | b'+' | b'/')
}

/// The token without white space, quotes, commas around it, and where it starts.
fn bare(bytes: &[u8]) -> (usize, &[u8]) {
    let around = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b',' | b';' | b'`');
    let lead = bytes.iter().take_while(|byte| around(byte)).count();
    let rest = bytes.get(lead..).unwrap_or_default();
    let tail = rest.iter().rev().take_while(|byte| around(byte)).count();
    (lead, rest.get(..rest.len() - tail).unwrap_or_default())
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let (lead, text) = bare(&layer.bytes);
    let at = Span::new(id, lead as u32..(lead + text.len()) as u32);
    let dots = memchr::memchr_iter(b'.', text).count();
    let wrapped = text.iter().any(u8::is_ascii_whitespace);
    note_around(case, at);
    let at = if wrapped { unwrap(case, at) } else { Some(at) };
    let Some(at) = at else { return Vec::new() };
    match dots {
        // With one dot the signature is missing; the rest can be read all the same.
        1 => {
            note_no_signature(case, at);
            case.artefacts.push(Artefact { at, content: Content::Jws });
        }
        2 => case.artefacts.push(Artefact { at, content: Content::Jws }),
        4 => case.artefacts.push(Artefact { at, content: Content::Jwe }),
        _ => case.unread.push(super::unread::token_with_parts(at, dots + 1)),
    }
    Vec::new()
}

/// Quotes and commas that were copied along are left aside, and told.
fn note_around(case: &mut Case, at: Span) {
    let Some(layer) = case.layer(at.layer) else { return };
    let (start, end) = (at.start as usize, at.end as usize);
    let around = [layer.bytes.get(..start), layer.bytes.get(end..)].into_iter().flatten();
    if around.flatten().any(|byte| !byte.is_ascii_whitespace()) {
        let says = "Quotes or commas stand around the token; they were left aside.".to_owned();
        case.crack(layer.span(), "token/around", says);
    }
}

fn note_no_signature(case: &mut Case, at: Span) {
    let end = Span::new(at.layer, at.end..at.end);
    let says = "The token has two parts; the third, its signature, is missing. Its claims were read, and can't be verified.";
    case.crack(end, "token/no-signature", says.to_owned());
}

/// The token with the white space taken out, as a layer of its own.
fn unwrap(case: &mut Case, at: Span) -> Option<Span> {
    let mut out = Unwrapped::default();
    for (place, byte) in case.bytes(at).iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace()) {
        out.copied(*byte, at.start as usize + place);
    }
    let name = case.layer(at.layer)?.name.clone();
    case.crack(at, "token/white-space", "White space stands inside the token; it was left aside.".to_owned());
    let added = case.add_layer(LayerKind::Excerpt, &name, at, out.bytes, out.map)?;
    case.layer(added).map(Layer::span)
}
