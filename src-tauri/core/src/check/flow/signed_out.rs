//! A sign-out ends on a page, and not on an error.

use super::journey::{last_page, quoted};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::exchange::Exchange;
use crate::flow::FlowKind;
use crate::span::Span;

/// A sign-out ends on a page, and not on an error.
pub static CHECK: Check = Check {
    id: "flow/signed_out",
    title: "The sign-out ended on an error page",
    verb: Verb::Should,
    spec: &[cite("SAML Profiles 2.0", "4.4.3"), cite("OpenID Connect RP-Initiated Logout 1.0", "4")],
    why: "The person can't tell whether the sessions ended, and on a shared computer the next one may sit in them.",
    remedy_idp: "Configure single logout for this application, with its logout address and the certificate of its requests.",
    remedy_sp: "Sign logout requests where the provider wants them signed, and take the answer at the address that is registered.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(ends(look).filter_map(|exchange| {
        let status = exchange.status.as_ref()?;
        if status.value < 400 && refusal(look, exchange).is_none() {
            let says = format!("The sign-out ended on a page with status {}.", status.value);
            return Some(Verdict::pass(Finding::new(says).at(status.at)));
        }
        let (said, words) = quoted(look, exchange);
        let says = format!("The sign-out ended with {} at {}.{said}", status.value, exchange.address());
        let finding =
            Finding::new(says).at(status.at).also(exchange.url.at, "the request that was answered so");
        Some(Verdict::fail(finding.also(words.map(|words| words.at), "what the page says")))
    }))
}

/// The pages on which sign-outs ended.
fn ends<'a>(look: &'a Look) -> impl Iterator<Item = &'a Exchange> {
    let out = look.traffic.flows.iter().filter(|flow| flow.kind == FlowKind::SignOut);
    out.filter_map(|flow| Some(last_page(look, flow)?.exchange))
}

/// The page, where it says in a product's words that the sign-out failed, whatever its status is.
fn refusal(look: &Look, exchange: &Exchange) -> Option<Span> {
    let page = look.case.layer(exchange.answer.body.as_ref()?.layer?)?.span();
    let said = look.case.error_texts(page);
    let of_logout = |kind: &str| kind.starts_with("logout");
    said.iter().any(|said| said.text.is_failure() && of_logout(said.text.kind)).then_some(page)
}

/// The pages on which a sign-out ended that say so.
pub(in crate::check) fn refusals<'a>(look: &'a Look) -> impl Iterator<Item = Span> + 'a {
    ends(look).filter_map(|exchange| refusal(look, exchange))
}
