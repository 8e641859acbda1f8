//! An answer that nobody asked for is taken where the application allows it.

use super::journey::{answer, ended_badly, quoted};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Flow, FlowKind};

/// An answer that nobody asked for is taken where the application allows it.
pub static CHECK: Check = Check {
    id: "flow/asked_for",
    title: "The application refused an answer that it had not asked for",
    verb: Verb::Should,
    spec: &[cite("SAML Profiles 2.0", "4.1.5")],
    why: "A sign-in that starts at the provider's portal brings an answer without a request. Many applications refuse it, \
          and they do well to.",
    remedy_idp: "Link the portal to a page of the application that starts the sign-in there.",
    remedy_sp: "Allow unsolicited answers, where people are to start at a portal; else offer the portal a start address.",
    run,
};

fn run(look: &Look) -> Verdict {
    let unasked = look.traffic.flows.iter().filter(|flow| flow.kind == FlowKind::Unasked);
    Verdict::merge(unasked.map(|flow| of(look, flow)))
}

/// Whether a status may say that the answer is not wanted: a server that is out of order, or takes nothing so large, says
/// nothing of the answer itself.
fn is_refusal(status: u16) -> bool {
    !matches!(status, 413 | 414 | 431 | 502 | 503 | 504)
}

fn of(look: &Look, flow: &Flow) -> Verdict {
    let Some(answer) = answer(look, flow) else { return Verdict::Silent };
    let at = answer.exchange.url.at;
    if !ended_badly(look, flow) {
        return Verdict::pass(Finding::new("The answer was sent unasked, and it was taken.").at(at));
    }
    if !is_refusal(answer.exchange.status()) {
        return Verdict::Silent;
    }
    let (said, words) = quoted(look, answer.exchange);
    let says = format!(
        "The answer was sent to {} without a request in it, and the application refused it with {}.{said}",
        answer.exchange.address(),
        answer.exchange.status()
    );
    Verdict::fail(Finding::new(says).at(at).also(words.map(|words| words.at), "what the page says"))
}
