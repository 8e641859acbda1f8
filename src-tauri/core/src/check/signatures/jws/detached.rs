//! What a signature is over that stands apart from it (RFC 7515, appendix F): the body of the HTTP message that brings the signature in
//! a header, or else what was pasted beside it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_jose::{Limits as JoseLimits, json};

use crate::case::Case;
use crate::decode::oidc::BODY_SIGNATURE;
use crate::exchange::{Body, Part, Written};
use crate::limits::Limits;
use crate::span::Span;

/// The texts that may be what is signed, each with where it stands. One that ends in a line break is there without it too: copying
/// adds one as easily as it loses one.
pub(super) fn bodies(case: &Case, token: Span) -> Vec<(Span, Vec<u8>)> {
    let carried: Vec<(Span, Vec<u8>)> = of_its_message(case, token).into_iter().collect();
    let all = if carried.is_empty() { pasted_beside(case, token) } else { carried };
    let small = all.into_iter().filter(|(_, bytes)| bytes.len() <= Limits::SIGNED_BODY_BYTES);
    small.take(Limits::BODIES_TRIED).flat_map(with_and_without_line_end).collect()
}

fn with_and_without_line_end((at, bytes): (Span, Vec<u8>)) -> Vec<(Span, Vec<u8>)> {
    let trimmed = bytes.trim_ascii_end();
    match trimmed.len() < bytes.len() {
        true => {
            let trimmed = (at, trimmed.to_vec());
            vec![(at, bytes), trimmed]
        }
        false => vec![(at, bytes)],
    }
}

/// The body of the request or answer in whose header the token stands.
fn of_its_message(case: &Case, token: Span) -> Option<(Span, Vec<u8>)> {
    let way = case.trace(token);
    let carries = |part: &&Part| {
        let header = part.headers.first(BODY_SIGNATURE);
        header.is_some_and(|header| way.iter().any(|place| header.at.covers(*place)))
    };
    let parts = case.exchanges().iter().flat_map(|exchange| [&exchange.request, &exchange.answer]);
    parts.filter(carries).find_map(|part| read(case, part.body.as_ref()?))
}

fn read(case: &Case, body: &Body) -> Option<(Span, Vec<u8>)> {
    if let Some(layer) = body.layer.and_then(|layer| case.layer(layer)) {
        return Some((layer.span(), layer.bytes.to_vec()));
    }
    let at = body.at?;
    let text = case.bytes(at);
    let bytes = match body.written {
        Written::Plain => text.to_vec(),
        Written::Json => of_json_string(text)?,
        Written::JsonBase64 => STANDARD.decode(of_json_string(text)?).ok()?,
    };
    Some((at, bytes))
}

/// What the inside of a JSON string stands for.
fn of_json_string(inside: &[u8]) -> Option<Vec<u8>> {
    let quoted = [b"\"", inside, b"\""].concat();
    let document = json::read(&quoted, &JoseLimits::DEFAULT);
    Some(document.root?.text()?.value.clone().into_bytes())
}

/// The other pastes.
fn pasted_beside(case: &Case, token: Span) -> Vec<(Span, Vec<u8>)> {
    let own = case.trace(token).last().map(|place| place.layer);
    let others = case.layers().iter().filter(|layer| layer.from.is_none() && Some(layer.id) != own);
    others.map(|layer| (layer.span(), layer.bytes.to_vec())).collect()
}
