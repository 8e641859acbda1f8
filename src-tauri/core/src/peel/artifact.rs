//! A SAML artifact: 44 bytes in base64 that stand for a message (SAML Bindings, section 3.6.4).

use super::base64;
use super::form::{Bid, Form};
use crate::case::{Artefact, Case, Content, Layer};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "artifact",
    title: "A SAML artifact",
    example: "AAQAAMFbLinlXaCM+FIxiDwGOLAy2T71gbpO7ZhNzAgEANlB90ECfpNEVLg=",
    surest: 87,
    needs: b"",
    bid,
    open,
};

/// Characters of the base64 text of an artifact: of type 0x0004, or 0x0001 of SAML 1.1.
const LENGTHS: [usize; 2] = [60, 56];

fn bid(layer: &Layer) -> Option<Bid> {
    let text = layer.bytes.trim_ascii();
    let starts = text.starts_with(b"AAQ") || text.starts_with(b"AAE");
    let letters =
        || text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    if starts && LENGTHS.contains(&text.len()) && letters() {
        Bid::new(87, "as long as an artifact, and starts with its type")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some((at, name)) = case.layer(id).map(|layer| (layer.span(), layer.name.clone())) else {
        return Vec::new();
    };
    let opened = base64::open(case, at, &name);
    if let Some(at) = opened.and_then(|id| case.layer(id)).map(Layer::span) {
        case.artefacts.push(Artefact { at, content: Content::Artifact });
    }
    Vec::new()
}
