//! A product's error text that somebody copied: from a page, a dialog or a mail, in a page's source too.

use super::time;
use crate::case::{Artefact, Case, Content, Layer};
use crate::instant::Seen;
use crate::limits::Limits;
use crate::peel::form::{Bid, Form};
use crate::peel::{beside, excerpts};
use crate::span::{LayerId, Span};

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
    whole && layer.is_text() && !layer.error_texts().is_empty()
}

/// Notes the words in what another form opens, such as an answer without its request.
pub(in crate::peel) fn note(case: &mut Case, id: LayerId) {
    if let Some(at) = case.layer(id).filter(|layer| says_something(layer)).map(Layer::span) {
        case.artefacts.push(Artefact { at, content: Content::LogText });
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    note_time(case, id);
    note(case, id);
    // Messages and tokens may stand among the words.
    excerpts::open(case, id)
}

/// Takes the time of the record that tells of the failure for the time at which the messages beside it were seen.
pub(super) fn note_time(case: &mut Case, id: LayerId) {
    let Some(layer) = case.layer(id).filter(|layer| layer.bytes.len() <= Limits::PAGE_BYTES) else { return };
    let failures = layer.error_texts().iter().filter(|said| said.text.is_failure());
    let found = layer.text().and_then(|text| {
        let times = failures.filter_map(|said| time::of_record(text, said.at.start));
        times.max_by_key(|(at, _)| *at)
    });
    let Some((at, place)) = found else { return };
    let span = Span::new(id, place.start as u32..place.end as u32);
    if let Some(layer) = case.layer_mut(id) {
        layer.travel.seen.get_or_insert(Seen { at, span, called: "in the record of the failure" });
    }
}
