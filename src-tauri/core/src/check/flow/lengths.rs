//! URLs and headers are as short as servers take them by default.

use super::journey::{Seen, seen};
use super::size::too_large;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// URLs and headers are as short as servers take them by default.
pub static CHECK: Check = Check {
    id: "flow/lengths",
    title: "A request is longer than many servers take by default",
    verb: Verb::Advice,
    spec: &[cite("RFC 9110", "4.1"), cite("RFC 6585", "5")],
    why: "It went well here. Apache, nginx and Tomcat take 8 KB of URL or headers by default, IIS 16 KB with a query of 2 KB: \
          behind another server, or for a person with more groups and cookies, the same sign-in ends with 414 or 431.",
    remedy_idp: "Send large messages by POST.",
    remedy_sp: "Send large requests by POST, keep sessions in a store and not in cookies, or raise the limits before somebody meets them.",
    run,
};

/// Bytes of a request line that Apache takes by default (LimitRequestLine), of a buffer of nginx (large_client_header_buffers),
/// and of all headers that Tomcat takes (maxHttpHeaderSize).
const TAKEN: u64 = 8_190;

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    Verdict::merge(steps.map(of))
}

fn of(step: Seen) -> Verdict {
    let exchange = step.exchange;
    // What was refused for its size is told by another check.
    if too_large(exchange.status(), "").is_some() {
        return Verdict::Silent;
    }
    let url = exchange.url.value.len() as u64;
    let headers = exchange.request.headers.bytes;
    let longest = if url >= headers { ("URL", url) } else { ("headers", headers) };
    let (what, size) = longest;
    if size == 0 {
        return Verdict::Silent;
    }
    let has = if what == "headers" { "have" } else { "has" };
    let says = format!("The {what} of the request to {} {has} {size} bytes.", exchange.address());
    let finding = Finding::new(says).at(exchange.url.at);
    match size > TAKEN {
        true => Verdict::fail(finding.expected(format!("at most {TAKEN}")).observed(size.to_string())),
        false => Verdict::pass(finding),
    }
}
