//! What a person types at the provider stays there.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Way, place, resolve};

/// What a person types at the provider stays there.
pub static CHECK: Check = Check {
    id: "flow/form_stays",
    title: "A redirect took the sign-in form along to another server",
    verb: Verb::Must,
    spec: &[cite("RFC 9700", "4.12"), cite("RFC 9110", "15.4.8")],
    why: "A browser that follows a 307 or 308 sends the same form again, to where the redirect points. From the provider's form that \
          is the name and the password: the application gets to see them.",
    remedy_idp: "Answer the sign-in form with 303 See Other, or 302, which browsers follow with a GET. Change the passwords that went out.",
    remedy_sp: "Take no form that was not meant for you; keep nothing of it, in logs neither.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    let forms = steps.filter(|step| step.exchange.method() == "POST" && !carries_message(look, step));
    Verdict::merge(forms.map(of))
}

/// A message that a form brings is meant to go on; what a person typed is not.
fn carries_message(look: &Look, step: &Seen) -> bool {
    let step = look.traffic.steps.get(step.step);
    step.is_some_and(|step| step.carried.iter().any(|carried| carried.way == Way::Form))
}

fn of(step: Seen) -> Verdict {
    let exchange = step.exchange;
    let Some(location) = exchange.redirect() else { return Verdict::Silent };
    let target = resolve(&exchange.url.value, &location.value);
    let (Some(here), Some(there)) = (place(&exchange.url.value), place(&target)) else {
        return Verdict::Silent;
    };
    if !matches!(exchange.status(), 307 | 308) {
        let says = format!("{} sent the browser on without the form.", exchange.address());
        return Verdict::pass(Finding::new(says).at(exchange.url.at));
    }
    if here.same_origin(&there) {
        return Verdict::Silent;
    }
    let says = format!(
        "{} answered the form with {} and sent the browser to {}, which got the same form.",
        exchange.address(),
        exchange.status(),
        target.split(['?', '#']).next().unwrap_or_default()
    );
    let status = exchange.status.as_ref().map(|status| status.at);
    let finding = Finding::new(says).at(status).also(location.at, "where the browser was sent");
    Verdict::fail(finding.expected("303").observed(exchange.status().to_string()))
}
