//! Messages travel over TLS all the way.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{Deed, place};

/// Messages travel over TLS all the way.
pub static CHECK: Check = Check {
    id: "flow/transport",
    title: "A message of the sign-in travelled over plain HTTP",
    verb: Verb::Should,
    spec: &[
        cite("SAML Bindings 2.0", "3.5.5.1"),
        cite("OpenID Connect Core 1.0", "16.17"),
        cite("Mixed Content", "4"),
    ],
    why: "Who listens on the way takes the answer and signs in with it. And browsers warn or refuse where a page over TLS \
          sends a form over plain HTTP, and keep Secure cookies back.",
    remedy_idp: "Register https addresses only.",
    remedy_sp: "Announce https addresses, and redirect http before a sign-in is started.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    Verdict::merge(steps.filter(|step| step.deed.carries_message() && step.deed != Deed::Keys).map(of))
}

fn of(step: Seen) -> Verdict {
    let exchange = step.exchange;
    let Some(to) = place(&exchange.url.value) else { return Verdict::Silent };
    if !to.scheme.eq_ignore_ascii_case("http") || is_own_machine(to.host) {
        return Verdict::pass(Finding::new("The message travelled over TLS.").at(exchange.url.at));
    }
    let origin =
        exchange.request.headers.first("origin").or_else(|| exchange.request.headers.first("referer"));
    let mixed = origin.filter(|origin| origin.value.starts_with("https://"));
    let more = if mixed.is_some() {
        " The page that sent it was itself served over TLS: mixed content."
    } else {
        ""
    };
    let says = format!("A message went to {} over plain HTTP.{more}", exchange.address());
    Verdict::fail(
        Finding::new(says).at(exchange.url.at).also(mixed.map(|origin| origin.at), "the page that sent it"),
    )
}

pub(super) fn is_own_machine(host: &str) -> bool {
    host == "localhost" || host.starts_with("127.") || host == "[::1]"
}
