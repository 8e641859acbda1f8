//! Cookies are small enough for browsers to keep.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::flow::{LARGEST_COOKIE, parse_cookie};

/// Cookies are small enough for browsers to keep.
pub static CHECK: Check = Check {
    id: "flow/cookie_size",
    title: "A cookie is larger than browsers keep",
    verb: Verb::Should,
    spec: &[cite("RFC 6265", "6.1"), cite("RFC 6265bis", "5.7")],
    why: "Browsers drop a cookie whose name and value have more than 4096 bytes, and say nothing. Where it holds the session, \
          the person is signed in for one page only, or not at all.",
    remedy_idp: "Release fewer groups and claims to this application, so that its session stays small.",
    remedy_sp: "Keep the session in a store and only its number in the cookie, or let the framework split the cookie.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    Verdict::merge(steps.map(of))
}

fn of(step: Seen) -> Verdict {
    let set = step.exchange.answer.headers.all("set-cookie").filter_map(parse_cookie);
    let judged = set.map(|cookie| {
        let says = format!("The cookie {} has {} bytes.", cookie.name, cookie.size);
        let finding = Finding::new(says).at(cookie.at);
        if cookie.size <= LARGEST_COOKIE {
            return Verdict::pass(finding);
        }
        let finding = finding.also(step.exchange.url.at, "the request whose answer sets it");
        Verdict::fail(finding.expected(format!("at most {LARGEST_COOKIE}")).observed(cookie.size.to_string()))
    });
    // One cookie that is too large tells; the others are of no interest.
    Verdict::merge(judged)
}
