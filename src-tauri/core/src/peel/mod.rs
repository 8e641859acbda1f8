//! Takes encodings off, one a file, and keeps the way back; never fails.
//!
//! Every form bids for a layer by looking at it, and says why; the best bid opens it. What a form finds inside
//! are new layers, which are bid for in turn, until only things are left that decode reads: XML, JSON, tokens, DER.

mod anchor;
mod archive;
mod artifact;
mod base64;
mod bearer;
mod beside;
mod character_references;
mod charset;
mod damage;
mod data_url;
mod deflate;
mod der;
mod excerpts;
mod exchange_list;
mod form;
mod har;
mod html_form;
mod http;
mod json;
mod logs;
mod mail_quote;
mod page;
mod parameters;
mod pem;
mod percent;
mod pfx;
mod pkcs7;
mod printed;
mod saml_tracer;
mod sd_jwt;
pub(crate) mod settings;
mod sift;
mod token;
mod unread;
mod unwrapped;
mod wrapping_markup;
mod xml;

pub(crate) use beside::is_given;
pub(crate) use character_references::reference as character_reference;
pub use form::{Bid, Form};
pub use logs::line::{LOG_KINDS, LogKind};
pub(crate) use logs::{line, setup, table};
pub(crate) use parameters::pairs as parameter_pairs;
pub(crate) use percent::{decoded as percent_decoded, form_decoded};
pub use sift::Sieve;
pub(crate) use unwrapped::Unwrapped;

use crate::case::{Case, Layer, Paste, Recognised};
use crate::limits::Limits;
use crate::span::LayerId;
use crate::watch::{Progress, Stage, Unwatched, Watch};

/// Every form that is opened, the surest first; where two bid the same, the earlier one opens the layer.
pub static FORMS: &[&Form] = &[
    &charset::FORM,
    &damage::doubled::FORM,
    &archive::saz::FORM,
    &pfx::FORM,
    &data_url::FORM,
    &archive::zip::FORM,
    &pkcs7::FORM,
    &har::FORM,
    &http::burp::FORM,
    &http::curl::FORM,
    &http::fetch::FORM,
    &http::powershell::FORM,
    &http::raw_http::FORM,
    &der::FORM,
    &archive::net_export::FORM,
    &damage::auto_link::FORM,
    &damage::invisible::FORM,
    &damage::typographic::FORM,
    &damage::viewer::FORM,
    &saml_tracer::FORM,
    &damage::mail::FORM,
    &damage::doubled_quotes::FORM,
    &http::access_log::FORM,
    &mail_quote::FORM,
    &damage::log_prefix::FORM,
    &damage::numbered::FORM,
    &damage::quoted_printable::FORM,
    &exchange_list::FORM,
    &anchor::FORM,
    &html_form::FORM,
    &damage::mask::FORM,
    &damage::ellipsis::FORM,
    &pem::FORM,
    &artifact::FORM,
    &damage::wrapped::FORM,
    &deflate::FORM,
    &logs::ndjson::FORM,
    &damage::rewritten_link::FORM,
    &sd_jwt::FORM,
    &token::FORM,
    &printed::FORM,
    &json::FORM,
    &xml::FORM,
    &parameters::FORM,
    &bearer::FORM,
    &http::form_panel::FORM,
    &http::header_block::FORM,
    &character_references::FORM,
    &logs::sign_in_table::FORM,
    &logs::fingerprint::FORM,
    &base64::FORM,
    &page::FORM,
    &percent::FORM,
    &damage::head_missing::FORM,
    &settings::settings_file::FORM,
    &logs::application_log::FORM,
    &logs::error_text::FORM,
    &logs::setup_table::FORM,
    &excerpts::FORM,
];

/// Opens the pastes as far as they go.
pub fn peel(pastes: Vec<Paste>) -> Case {
    let mut case = Case::default();
    add(&mut case, pastes, &Unwatched);
    case
}

/// Opens more pastes of a case while somebody waits; `None` where they gave it up.
pub fn add(case: &mut Case, pastes: Vec<Paste>, watch: &dyn Watch) -> Option<()> {
    let mut left_out: Vec<String> = Vec::new();
    for paste in pastes {
        let name = paste.name.clone();
        match case.add_paste(sift::sifted(paste)) {
            Some(id) => open_paste(case, id, watch)?,
            None => left_out.push(name),
        }
    }
    note_left_out(case, &left_out);
    Some(())
}

/// Says which pastes there was no room for.
fn note_left_out(case: &mut Case, names: &[String]) {
    let Some(first) = names.first() else { return };
    let more = if names.len() > 1 { format!(" and {} more", names.len() - 1) } else { String::new() };
    let says = format!(
        "“{first}”{more} did not fit: no more than {} MB are read at once.",
        Limits::CASE_BYTES >> 20
    );
    case.unread.push(unread::no_room(says));
}

fn open_paste(case: &mut Case, id: LayerId, watch: &dyn Watch) -> Option<()> {
    let size = case.layer(id)?.kept.as_ref().filter(|kept| kept.items == 0).map(|kept| kept.size);
    if let Some(size) = size {
        let name = case.layer(id)?.name.clone();
        case.unread.push(unread::too_large(id, &name, size));
        return Some(());
    }
    sift::note(case, id);
    open(case, id, watch)?;
    damage::cut::note(case, id);
    if !has_artefact(case, id) && !case.unread.iter().any(|unread| unread.at.layer >= id) {
        let shown = case.exchanges().iter().filter(|exchange| exchange.at.layer >= id).count();
        let unread = if shown > 0 { unread::no_sign_in(id, shown) } else { unread::describe(case, id) };
        case.unread.push(unread);
    }
    Some(())
}

/// Opens a layer and all that lies in it, breadth first, so that nothing depends on the depth of the stack.
fn open(case: &mut Case, first: LayerId, watch: &dyn Watch) -> Option<()> {
    let mut waiting = std::collections::VecDeque::from([first]);
    while let Some(id) = waiting.pop_front() {
        let progress = Progress { stage: Stage::Open, done: u64::from(id.0), of: None };
        if watch.at(progress).is_break() {
            return None;
        }
        if let Some((bid, form)) = case.layer(id).and_then(best) {
            if let Some(layer) = case.layer_mut(id) {
                layer.form = Some(Recognised { form: form.name, why: bid.why });
            }
            waiting.extend((form.open)(case, id));
        }
    }
    Some(())
}

/// As what a layer would be opened, and why.
pub fn recognise(layer: &Layer) -> Option<Recognised> {
    best(layer).map(|(bid, form)| Recognised { form: form.name, why: bid.why })
}

/// The form with the highest bid, the first of equal ones.
fn best(layer: &Layer) -> Option<(Bid, &'static Form)> {
    let mut best: Option<(Bid, &'static Form)> = None;
    for form in FORMS {
        let to_beat = best.map_or(0, |(bid, _)| bid.sure);
        if form.surest <= to_beat {
            break;
        }
        if !layer.holds.has_all(form.needs) {
            continue;
        }
        if let Some(bid) = (form.bid)(layer).filter(|bid| bid.sure > to_beat) {
            best = Some((bid, form));
        }
    }
    let (bid, form) = best?;
    tracing::debug!(layer = layer.id.0, form = form.name, why = bid.why, "opened");
    Some((bid, form))
}

fn has_artefact(case: &Case, paste: LayerId) -> bool {
    case.artefacts.iter().any(|artefact| artefact.at.layer >= paste)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_stand_in_the_order_in_which_they_are_asked() {
        assert!(FORMS.is_sorted_by_key(|form| std::cmp::Reverse(form.surest)));
    }

    #[test]
    fn nothing_is_opened_that_is_empty() {
        for paste in ["\"\"D=ID=Ia _\"", "\"\"", "\u{feff}", "{\"SAMLResponse\":\"\"}"] {
            let case = peel(vec![Paste::capture("paste", paste)]);
            assert!(case.layers().iter().skip(1).all(|layer| !layer.bytes.is_empty()), "{paste}");
        }
    }

    #[test]
    fn an_example_holds_what_its_form_needs() {
        for form in FORMS {
            let holds = crate::byte_set::ByteSet::of(form.example.as_bytes());
            assert!(holds.has_all(form.needs), "{}", form.name);
        }
    }
}
