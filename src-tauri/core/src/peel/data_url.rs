//! A `data:` URL (RFC 2397), with its content in base64 or percent-encoded.

use super::form::{Bid, Form};
use super::{base64, percent};
use crate::case::{Case, Layer, LayerKind};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "data_url",
    title: "A data: URL",
    example: "data:text/xml;base64,PHNhbWxwOlJlc3BvbnNlIElEPSJfMSI+",
    surest: 96,
    needs: b":,",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if content(&layer.bytes).is_some() { Bid::new(96, "starts with data: and a media type") } else { None }
}

/// Where the content starts, and whether it is base64.
fn content(bytes: &[u8]) -> Option<(usize, bool)> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let head = bytes.get(lead..bytes.len().min(lead + 200))?;
    head.starts_with(b"data:").then_some(())?;
    let comma = memchr::memchr(b',', head)?;
    let media = head.get(5..comma)?;
    let fits = media.iter().all(|byte| byte.is_ascii_alphanumeric() || b"/;=-+._\"".contains(byte));
    fits.then(|| (lead + comma + 1, media.ends_with(b";base64")))
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some((start, encoded)) = content(&layer.bytes) else { return Vec::new() };
    let name = layer.name.clone();
    let at = Span::new(id, start as u32..layer.bytes.len() as u32);
    if encoded {
        return base64::open(case, at, &name).into_iter().collect();
    }
    let out = percent::unwrap(case.bytes(at), start, false);
    case.add_layer(LayerKind::Percent, &name, at, out.bytes, out.map).into_iter().collect()
}
