//! A product's error text that somebody copied: from a page, a dialog or a mail, in a page's source too.

use crate::case::{Artefact, Case, Content, Layer};
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::{beside, excerpts};
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "error_text",
    title: "A product's error text",
    example: "Invalid Audience. The audience https://sp.example, did not match the expected audience https://app.example",
    surest: 14,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    let whole = beside::is_given(layer) && layer.bytes.len() <= Limits::PAGE_BYTES;
    if whole && layer.text().is_some() && !layer.error_texts().is_empty() {
        Bid::new(14, "words by which a product says that a sign-in failed")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let at = layer.span();
    case.artefacts.push(Artefact { at, content: Content::LogText });
    // Messages and tokens may stand among the words.
    excerpts::open(case, id)
}
