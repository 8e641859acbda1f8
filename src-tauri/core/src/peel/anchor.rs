//! A link out of a page's source: `<a href="https://idp.example/sso?SAMLRequest=…&amp;RelayState=…">`.

use super::character_references;
use super::form::{Bid, Form};
use super::html_form::attribute;
use super::{damage, parameters};
use crate::case::{Case, Layer, LayerKind};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "anchor",
    title: "A link out of a page's source",
    example: "<a href=\"https://idp.example/sso?SAMLRequest=fZ…&amp;RelayState=x\">",
    surest: 90,
    needs: b"<=",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if address(layer).is_some() { Bid::new(90, "a link that leads into a sign-in") } else { None }
}

/// Where the address stands.
fn address(layer: &Layer) -> Option<std::ops::Range<usize>> {
    let bytes = &layer.bytes;
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let tag = bytes.get(lead..)?.get(..3)?;
    let (name, ok): (&[u8], bool) = match tag.to_ascii_lowercase().as_slice() {
        b"<a " => (b"href", true),
        b"<me" => {
            (b"content", bytes.get(lead..lead + 6).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<meta ")))
        }
        _ => return None,
    };
    let value = attribute(bytes, lead, name).filter(|_| ok)?;
    // The content of a refresh has the seconds before the address.
    let start = value.start + memchr::memmem::find(bytes.get(value.clone())?, b"http").unwrap_or(0);
    let address = character_references::unwrap(bytes.get(start..value.end)?, 0).bytes;
    (parameters::tells(&address) || damage::rewritten_link::is_one(&address)).then_some(start..value.end)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(value) = case.layer(id).and_then(address) else { return Vec::new() };
    let from = Span::new(id, value.start as u32..value.end as u32);
    let out = character_references::unwrap(case.bytes(from), value.start);
    if out.bytes.len() < from.len() as usize {
        let says = "Characters of the address are written as references, as in the source of a page; they were taken off.";
        case.crack(from, "character-references", says.to_owned());
    }
    case.add_layer(LayerKind::CharacterReferences, "href", from, out.bytes, out.map).into_iter().collect()
}
