//! What one side hands the browser reaches the other side unchanged.

use super::journey::at;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::exchange::Exchange;
use crate::flow::{LeadKind, place, resolve};

/// What one side hands the browser reaches the other side unchanged.
pub static CHECK: Check = Check {
    id: "flow/parameters_kept",
    title: "A parameter was lost or changed on the way",
    verb: Verb::Must,
    spec: &[cite("RFC 6749", "3.1"), cite("SAML Bindings 2.0", "3.4.4.1"), cite("RFC 9110", "10.2.2")],
    why: "A browser follows a redirect to the letter. Where the next request has other parameters, an extension, a proxy or a \
          rewritten address in between changed them.",
    remedy_idp: "Nothing is wrong here.",
    remedy_sp: "Compare the address that is sent with the one that arrives at each proxy on the way.",
    run,
};

fn run(look: &Look) -> Verdict {
    let led = look.traffic.steps.iter().enumerate().filter(|(_, step)| step.flow.is_some());
    Verdict::merge(led.filter_map(|(number, step)| {
        let lead = step.from.filter(|lead| lead.kind != LeadKind::Page)?;
        let (there, here) = (at(look, lead.step)?, at(look, number)?);
        Some(of(lead.kind, there.exchange, here.exchange))
    }))
}

fn of(kind: LeadKind, there: &Exchange, here: &Exchange) -> Verdict {
    if kind == LeadKind::Redirect {
        return Verdict::pass(Finding::new("The redirect was followed to the letter.").at(here.url.at));
    }
    let Some(location) = there.redirect() else { return Verdict::Silent };
    let target = resolve(&there.url.value, &location.value);
    let (sent, arrived) = (pairs(&target), pairs(&here.url.value));
    let lost = sent.iter().find(|pair| !arrived.contains(pair));
    let Some((name, value)) = lost else { return Verdict::Silent };
    let says = match arrived.iter().find(|(known, _)| known == name) {
        None => format!("The redirect carried the parameter {name}; the request that followed it does not."),
        Some((_, other)) if other.replace(['+', ' '], "%2B") == value.replace(['+', ' '], "%2B") => {
            format!("A plus sign in the parameter {name} became a space on the way.")
        }
        Some(_) => format!("The parameter {name} has another value in the request than in the redirect."),
    };
    Verdict::fail(
        Finding::new(says)
            .at(here.url.at)
            .also(location.at, "where the browser was sent")
            .observed(name.clone()),
    )
}

/// Names and values of a URL's query, as they are written.
fn pairs(url: &str) -> Vec<(String, String)> {
    let query = place(url).and_then(|place| place.query).unwrap_or_default();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            pair.split_once('=')
                .map_or((pair.to_owned(), String::new()), |(n, v)| (n.to_owned(), v.to_owned()))
        })
        .collect()
}
