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
    if says_something(layer) {
        Bid::new(14, "words by which a product says that a sign-in failed")
    } else {
        None
    }
}

fn says_something(layer: &Layer) -> bool {
    let whole = beside::is_given(layer) && layer.bytes.len() <= Limits::PAGE_BYTES;
    whole && layer.text().is_some() && !layer.error_texts().is_empty()
}

/// Notes the words in what another form opens, such as an answer without its request.
pub(in crate::peel) fn note(case: &mut Case, id: LayerId) {
    if let Some(at) = case.layer(id).filter(|layer| says_something(layer)).map(Layer::span) {
        case.artefacts.push(Artefact { at, content: Content::LogText });
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    note(case, id);
    // Messages and tokens may stand among the words.
    excerpts::open(case, id)
}
