//! The walk over what happened that the checks of this family share.

use crate::check::Look;
use crate::check::saml::identify;
use crate::exchange::Exchange;
use crate::flow::{Deed, Flow, FlowKind, Words, words};

/// A step with its exchange.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// Its place among all steps.
    pub(crate) step: usize,
    /// What it does.
    pub(crate) deed: Deed,
    /// Its exchange.
    pub(crate) exchange: &'a Exchange,
}

/// The steps of a flow that have an exchange, in order.
pub(crate) fn seen<'a>(look: &'a Look, flow: &'a Flow) -> impl DoubleEndedIterator<Item = Seen<'a>> {
    flow.steps.iter().filter_map(|step| at(look, *step))
}

/// One step with its exchange.
pub(crate) fn at<'a>(look: &'a Look, step: usize) -> Option<Seen<'a>> {
    let deed = look.traffic.steps.get(step)?.deed;
    look.traffic.exchange(look.case, step).map(|exchange| Seen { step, deed, exchange })
}

/// The sign-ins.
pub(crate) fn sign_ins<'a>(look: &'a Look) -> impl Iterator<Item = &'a Flow> {
    look.traffic.flows.iter().filter(|flow| flow.kind != FlowKind::SignOut)
}

/// The step that brings a flow's answer to the application, where it is an exchange; the last of several.
pub(crate) fn answer<'a>(look: &'a Look, flow: &Flow) -> Option<Seen<'a>> {
    at(look, flow.last(&look.traffic.steps, Deed::Answer)?)
}

/// Whether the browser shows it to the person: a page, and no picture, script or call of a script.
pub(crate) fn is_page(exchange: &Exchange) -> bool {
    let shown = exchange.request.headers.first("sec-fetch-dest").map(|dest| dest.value.as_str());
    let kind = exchange.purpose.kind.as_deref();
    match (shown, kind) {
        (Some(dest), _) => matches!(dest, "document" | "iframe" | "frame"),
        (None, Some(kind)) => kind == "document",
        (None, None) => !["ico", "png", "css", "js", "svg", "gif", "jpg", "woff2"]
            .iter()
            .any(|end| exchange.address().ends_with(&format!(".{end}"))),
    }
}

/// The last page of a flow, where the person ended up.
pub(crate) fn last_page<'a>(look: &'a Look, flow: &'a Flow) -> Option<Seen<'a>> {
    seen(look, flow).rfind(|seen| is_page(seen.exchange))
}

/// Whether a flow ended on a page with an error status, or on none.
pub(crate) fn ended_badly(look: &Look, flow: &Flow) -> bool {
    last_page(look, flow).is_some_and(|page| page.exchange.status() >= 400)
}

/// What a page says, in quotation marks, as a sentence behind a space; nothing where it is not in the capture.
pub(crate) fn quoted(look: &Look, exchange: &Exchange) -> (String, Option<Words>) {
    let words = words(look.case, exchange);
    let says = words
        .as_ref()
        .map_or(String::new(), |words| format!(" Its page says “{}”.", identify::words(&words.text)));
    (says, words)
}
