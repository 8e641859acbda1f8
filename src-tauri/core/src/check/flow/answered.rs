//! A sign-in ends on a page, and not on an error.

use super::journey::{Seen, at, is_page, last_page, quoted, sign_ins};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Deed, PartyRole, speaks_of_error, words};

/// A sign-in ends on a page, and not on an error.
pub static CHECK: Check = Check {
    id: "flow/answered",
    title: "The sign-in ended on an error page",
    verb: Verb::Must,
    spec: &[cite("RFC 9110", "15.5"), cite("RFC 9110", "15.6")],
    why: "What the server says there is what the person saw, and often the only word about the reason.",
    remedy_idp: "Look up the minute and the address in the log of the provider.",
    remedy_sp: "Look up the minute and the address in the log of the application; it says more than the page does.",
    run,
};

fn run(look: &Look) -> Verdict {
    let mut pages: Vec<Seen> = sign_ins(look).filter_map(|flow| last_page(look, flow)).collect();
    if look.traffic.flows.is_empty() {
        // A sign-in that failed before it sent a message.
        let all = (0..look.traffic.steps.len()).filter_map(|step| at(look, step));
        let last = all.rev().find(|page| is_page(page.exchange));
        pages.extend(last.filter(|page| page.exchange.status() >= 400));
    }
    let last = pages.iter().map(|page| page.step).max();
    // An earlier sign-in that failed matters no more where a later one went well.
    let saved = pages.iter().any(|page| Some(page.step) == last && !is_error(look, *page));
    Verdict::merge(pages.into_iter().map(|page| of(look, page, saved)))
}

fn of(look: &Look, page: Seen, saved: bool) -> Verdict {
    let exchange = page.exchange;
    let Some(status) = &exchange.status else { return Verdict::Silent };
    if !is_error(look, page) {
        let says = format!("The sign-in ended on a page with status {}.", status.value);
        return Verdict::pass(Finding::new(says).at(status.at));
    }
    if saved {
        return Verdict::Silent;
    }
    let (said, words) = quoted(look, exchange);
    let says = format!("{} answered {} to {}.{said}", who(look, page), status.value, exchange.address());
    let finding = Finding::new(says).at(status.at).also(exchange.url.at, "the request that was answered so");
    Verdict::fail(finding.also(words.map(|words| words.at), "what the page says"))
}

/// An error status; or a page at the provider that speaks of an error, and nothing follows it.
fn is_error(look: &Look, page: Seen) -> bool {
    let words = words(look.case, page.exchange).filter(|_| matches!(page.deed, Deed::Ask | Deed::SignIn));
    page.exchange.status() >= 400
        || words.is_some_and(|words| speaks_of_error(look.case, page.exchange, &words))
}

fn who(look: &Look, page: Seen) -> &'static str {
    match look.traffic.party_at(&page.exchange.url.value).map(|party| party.role) {
        Some(PartyRole::Application) => "The application",
        Some(PartyRole::IdentityProvider) => "The identity provider",
        Some(PartyRole::Intermediary) => "The party in between",
        None => "A server",
    }
}
