//! A POST that carries a message is taken where it arrives, and not sent on as a GET without it.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::flow::{Difference, Way, place, resolve};

/// A POST that carries a message is taken where it arrives, and not sent on as a GET without it.
pub static CHECK: Check = Check {
    id: "flow/post_kept",
    title: "A redirect took the message out of the POST",
    verb: Verb::Must,
    spec: &[cite("RFC 9110", "15.4.2"), cite("RFC 9110", "15.4.3"), cite("SAML Bindings 2.0", "3.5")],
    why: "Browsers follow a 301 or 302 with a GET and leave the form behind, so the application never sees the answer.",
    remedy_idp: "Send the answer to the address that is left after all redirects, character by character.",
    remedy_sp: "Take the POST at the registered address itself; tidy up addresses for GET only, or with 307 and 308.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    let posts = steps.filter(|step| step.deed.carries_message() && step.exchange.method() == "POST");
    Verdict::merge(posts.filter(|step| carries_form(look, step)).map(of))
}

fn carries_form(look: &Look, step: &Seen) -> bool {
    let step = look.traffic.steps.get(step.step);
    step.is_some_and(|step| step.carried.iter().any(|carried| carried.way == Way::Form))
}

/// An address that merely spells the same place otherwise can't be where the application goes on to.
fn of(step: Seen) -> Verdict {
    let exchange = step.exchange;
    match exchange.redirect().filter(|_| matches!(exchange.status(), 301..=303)) {
        Some(location) => match same_place(&exchange.url.value, &location.value) {
            Some(difference) => Verdict::fail(lost(step, location, difference)),
            None => Verdict::pass(Finding::new("The POST was taken where it arrived.").at(exchange.url.at)),
        },
        None => Verdict::pass(Finding::new("The POST was taken where it arrived.").at(exchange.url.at)),
    }
}

fn same_place(url: &str, location: &str) -> Option<Difference> {
    let target = resolve(url, location);
    place(url)?.nearly(&place(&target)?)
}

fn lost(step: Seen, location: &Spanned<String>, difference: Difference) -> Finding {
    let exchange = step.exchange;
    let what = match difference {
        Difference::Scheme => "http and https",
        Difference::Host => "www.",
        Difference::Port => "the port",
        Difference::Path => "the end of the path or its spelling",
    };
    let target = resolve(&exchange.url.value, &location.value);
    let says = format!(
        "The POST to {} was answered {} and sent on to {}, which differs in {what} only. The browser went there with a \
         GET and without the message.",
        exchange.address(),
        exchange.status(),
        target.split('?').next().unwrap_or_default()
    );
    Finding::new(says)
        .at(location.at)
        .also(exchange.url.at, "where the message was sent")
        .expected(exchange.address())
        .observed(target.split('?').next().unwrap_or_default())
}
