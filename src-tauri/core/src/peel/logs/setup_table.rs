//! The settings of an integration as a table or as text: names such as "Entity ID" and "ACS URL", each with its value.

use super::setup::rows;
use crate::case::{Artefact, Case, Content, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::xml;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "setup_table",
    title: "The settings of an integration, as a table or text",
    example: "| Entity ID | https://sp.example |\n| ACS URL | https://sp.example/acs |",
    surest: 14,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let head = layer.bytes.get(..HEAD.min(layer.bytes.len()))?;
    if rows(head).nth(1).is_some() && layer.is_text() {
        Bid::new(14, "names of settings with their values")
    } else {
        None
    }
}

/// Bytes at the start in which the settings stand, if there are some.
const HEAD: usize = 64 << 10;

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).map(xml::trimmed) {
        case.artefacts.push(Artefact { at, content: Content::Table });
    }
    // Certificates often stand among the settings.
    crate::peel::excerpts::open(case, id)
}
