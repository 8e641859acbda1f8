//! Pages over TLS load and send nothing over plain HTTP.

use super::journey::at;
use super::transport::is_own_machine;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::exchange::Exchange;
use crate::flow::place;

/// Pages over TLS load and send nothing over plain HTTP.
pub static CHECK: Check = Check {
    id: "flow/mixed_content",
    title: "A page over TLS loads or calls something over plain HTTP",
    verb: Verb::Should,
    spec: &[cite("Mixed Content", "3.1"), cite("Mixed Content", "4")],
    why: "Browsers block frames, scripts and calls over plain HTTP in a page over TLS, without a word to the person: a sign-in \
          in a frame, a silent renewal or a call for tokens just does not happen.",
    remedy_idp: "Announce https addresses only, in discovery and metadata too.",
    remedy_sp: "Write https in every address that the page frames or calls, or have the proxy tell the application that it is at https.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = (0..look.traffic.steps.len()).filter_map(|step| at(look, step));
    Verdict::merge(steps.filter_map(|step| of(step.exchange)))
}

fn of(exchange: &Exchange) -> Option<Verdict> {
    let inside = inside(exchange)?;
    let page = page(exchange)?;
    let to = place(&exchange.url.value)?;
    let plain = to.scheme.eq_ignore_ascii_case("http") && !is_own_machine(to.host);
    if !plain {
        let says = format!("What {} {} goes over TLS.", page.value, inside);
        return Some(Verdict::pass(Finding::new(says).at(exchange.url.at)));
    }
    let came = match (exchange.status(), &exchange.purpose.error) {
        (0, Some(error)) => format!("; the browser says {}", error.value),
        (0, None) => "; no answer came".to_owned(),
        (status, _) => format!("; the answer was {status}"),
    };
    let says = format!("The page {} {inside} {} over plain HTTP{came}.", page.value, exchange.address());
    Some(Verdict::fail(Finding::new(says).at(exchange.url.at).also(page.at, "the page")))
}

/// How a page takes it in: what browsers block, and not what they merely warn of.
fn inside(exchange: &Exchange) -> Option<&'static str> {
    let dest = exchange.request.headers.first("sec-fetch-dest").map(|dest| dest.value.as_str());
    let kind = exchange.purpose.kind.as_deref();
    match dest.or(kind)? {
        "iframe" | "frame" | "sub_frame" | "subdocument" => Some("frames"),
        "script" => Some("loads"),
        "empty" | "xhr" | "fetch" | "xmlhttprequest" => Some("calls"),
        _ => None,
    }
}

/// The page that it is in, where that is over TLS.
fn page(exchange: &Exchange) -> Option<&Spanned<String>> {
    let headers = &exchange.request.headers;
    let page = headers.first("referer").or_else(|| headers.first("origin"))?;
    page.value.starts_with("https://").then_some(page)
}
