//! An XML document or fragment.

use super::form::{Bid, Form};
use super::{beside, damage, wrapping_markup};
use crate::case::{Artefact, Case, Content, Layer};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "xml",
    title: "XML text",
    example: "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" …>",
    surest: 80,
    needs: b"<",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let bytes = layer.bytes.trim_ascii();
    let [b'<', next, ..] = bytes else { return None };
    let link = bytes.starts_with(b"<http://") || bytes.starts_with(b"<https://");
    let program = bytes.starts_with(b"<?php");
    let opens = (next.is_ascii_alphabetic() || matches!(next, b'?' | b'!' | b'_'))
        && !(is_page(bytes) || link || program);
    if opens && beside::goes_on(layer) {
        return None;
    }
    let ends = bytes.last() == Some(&b'>');
    match (opens, ends) {
        (true, true) => Bid::new(80, "starts with < and ends with >"),
        (true, false) => Bid::new(40, "starts with a tag"),
        _ => None,
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(layer) = case.layer(id) {
        let at = trimmed(layer);
        case.artefacts.push(Artefact { at, content: Content::Xml });
        damage::cut::note_xml(case, at);
        damage::mask::note(case, at);
        damage::ellipsis::note(case, at);
        return wrapping_markup::open(case, id);
    }
    Vec::new()
}

/// The layer without white space at its ends.
pub(super) fn trimmed(layer: &Layer) -> Span {
    let lead = layer.bytes.len() - layer.bytes.trim_ascii_start().len();
    let len = layer.bytes.trim_ascii().len();
    Span::new(layer.id, lead as u32..(lead + len) as u32)
}

/// Whether a text is a web page, which is no message even where it is well-formed.
pub(super) fn is_page(text: &[u8]) -> bool {
    let starts = ["<!doctype html", "<html", "<head", "<body"];
    starts
        .iter()
        .any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())))
}
