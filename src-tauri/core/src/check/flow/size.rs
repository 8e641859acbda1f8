//! Servers on the way take requests as large as a sign-in makes them.

use super::journey::{Seen, quoted, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// Servers on the way take requests as large as a sign-in makes them.
pub static CHECK: Check = Check {
    id: "flow/size",
    title: "A server refused the request for its size",
    verb: Verb::Must,
    spec: &[cite("RFC 9110", "15.5.14"), cite("RFC 9110", "15.5.15"), cite("RFC 6585", "5")],
    why: "A signed request in a URL, a person with hundreds of groups, or cookies that piled up make requests larger than \
          many servers take by default.",
    remedy_idp: "Release fewer groups and attributes to this application, or send the request by POST.",
    remedy_sp: "Raise the limits for URL, headers and body on every proxy and server before the application.",
    run,
};

/// What was too large, by the status of the answer (431 and nginx's 494 mean the headers).
pub(crate) fn too_large(status: u16, page: &str) -> Option<&'static str> {
    let page = page.to_ascii_lowercase();
    let headers = ["header or cookie too large", "header fields too large", "request header field"];
    match status {
        413 => Some("body"),
        414 => Some("URL"),
        431 | 494 => Some("headers"),
        400 if headers.iter().any(|words| page.contains(words)) => Some("headers"),
        400 | 404 if page.contains("maxquerystring") || page.contains("query string is too long") => {
            Some("URL")
        }
        _ => None,
    }
}

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    Verdict::merge(steps.filter(|step| step.deed.carries_message()).map(|step| of(look, step)))
}

fn of(look: &Look, step: Seen) -> Verdict {
    let exchange = step.exchange;
    let Some(status) = &exchange.status else { return Verdict::Silent };
    let (said, words) = quoted(look, exchange);
    let what = too_large(status.value, words.as_ref().map_or("", |words| words.text.as_str()));
    let size = |what| match what {
        "URL" => exchange.url.value.len() as u64,
        "headers" => exchange.request.headers.bytes,
        _ => exchange.request.body.as_ref().and_then(|body| body.size).unwrap_or(0),
    };
    let Some(what) = what else {
        let says = format!("A URL of {} bytes was taken.", size("URL"));
        return Verdict::pass(Finding::new(says).at(exchange.url.at));
    };
    let (many, pronoun) = if what == "headers" { ("have", "their") } else { ("has", "its") };
    let says = format!(
        "{} answered {}: the {what} of the request {many} {} bytes, and it refuses {pronoun} size.{said}",
        crate::flow::host(&exchange.url.value).unwrap_or_default(),
        status.value,
        size(what)
    );
    let body = exchange.request.body.as_ref().and_then(|body| body.at);
    let at = if what == "body" { body.or(Some(exchange.url.at)) } else { Some(exchange.url.at) };
    let finding = Finding::new(says).at(status.at).also(at, format!("the {what} that was refused"));
    Verdict::fail(finding.also(words.map(|words| words.at), "what the page says").observed(what))
}
