//! Takes encodings off, one a file, and keeps the way back; never fails.
//!
//! Every form bids for a layer by looking at it, and says why; the best bid opens it. What a form finds inside
//! are new layers, which are bid for in turn, until only things are left that decode reads: XML, JSON, tokens, DER.

mod base64;
mod bearer;
mod character_references;
mod charset;
mod deflate;
mod der;
mod excerpts;
mod form;
mod har;
mod html_form;
mod json;
mod mail_quote;
mod parameters;
mod pem;
mod percent;
mod token;
mod unread;
mod unwrapped;
mod xml;

pub use form::{Bid, Form};
pub(crate) use percent::decoded as percent_decoded;
pub(crate) use unwrapped::Unwrapped;

use crate::case::{Case, Paste};
use crate::limits::Limits;
use crate::span::LayerId;

/// Every form that is opened; where two bid the same, the earlier one opens the layer.
pub static FORMS: &[&Form] = &[
    &charset::FORM,
    &mail_quote::FORM,
    &har::FORM,
    &json::FORM,
    &html_form::FORM,
    &xml::FORM,
    &character_references::FORM,
    &pem::FORM,
    &der::FORM,
    &bearer::FORM,
    &token::FORM,
    &parameters::FORM,
    &percent::FORM,
    &base64::FORM,
    &deflate::FORM,
    &excerpts::FORM,
];

/// Opens the pastes as far as they go.
pub fn peel(pastes: Vec<Paste>) -> Case {
    let mut case = Case::default();
    for paste in pastes {
        open_paste(&mut case, paste);
    }
    case
}

fn open_paste(case: &mut Case, paste: Paste) {
    let (name, size) = (paste.name.clone(), paste.bytes.len());
    let kept = if size > Limits::PASTE_BYTES { Paste { bytes: Vec::new(), ..paste } } else { paste };
    let Some(id) = case.add_paste(kept) else { return };
    if size > Limits::PASTE_BYTES {
        case.unread.push(unread::too_large(id, &name, size));
        return;
    }
    open(case, id);
    if !has_artefact(case, id) && !case.unread.iter().any(|unread| unread.at.layer >= id) {
        let unread = unread::describe(case, id);
        case.unread.push(unread);
    }
}

/// Opens a layer and all that lies in it, breadth first, so that nothing depends on the depth of the stack.
fn open(case: &mut Case, first: LayerId) {
    let mut waiting = std::collections::VecDeque::from([first]);
    while let Some(id) = waiting.pop_front() {
        if let Some(form) = best(case, id) {
            waiting.extend((form.open)(case, id));
        }
    }
}

fn best(case: &Case, id: LayerId) -> Option<&'static Form> {
    let layer = case.layer(id)?;
    let bids = FORMS.iter().filter_map(|form| Some(((form.bid)(layer)?, *form)));
    let best = bids.rev_max();
    if let Some((bid, form)) = &best {
        tracing::debug!(layer = id.0, form = form.name, why = bid.why, "opened");
    }
    best.map(|(_, form)| form)
}

/// The highest bid, the first of equal ones.
trait RevMax {
    fn rev_max(self) -> Option<(Bid, &'static Form)>;
}

impl<I: Iterator<Item = (Bid, &'static Form)>> RevMax for I {
    fn rev_max(self) -> Option<(Bid, &'static Form)> {
        self.fold(None, |best, next| match best {
            Some(best) if best.0.sure >= next.0.sure => Some(best),
            _ => Some(next),
        })
    }
}

fn has_artefact(case: &Case, paste: LayerId) -> bool {
    case.artefacts.iter().any(|artefact| artefact.at.layer >= paste)
}
