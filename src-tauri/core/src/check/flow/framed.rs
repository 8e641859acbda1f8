//! The sign-in runs in a window of its own, and not in a frame of another site.

use super::journey::{Seen, seen};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::exchange::Exchange;
use crate::flow::Deed;

/// The sign-in runs in a window of its own, and not in a frame of another site.
pub static CHECK: Check = Check {
    id: "flow/framed",
    title: "The sign-in page was opened in a frame",
    verb: Verb::Should,
    spec: &[cite("RFC 7034", "2.1"), cite("Content Security Policy 3", "6.4.2"), cite("RFC 9700", "4.16")],
    why: "Sign-in pages forbid frames so that nobody lays a trap over them, and browsers keep cookies of other sites out of \
          frames.",
    remedy_idp: "Nothing is wrong here: a sign-in page should forbid it.",
    remedy_sp: "Start the sign-in in the top window, or in one of its own.",
    run,
};

fn run(look: &Look) -> Verdict {
    let steps = look.traffic.flows.iter().flat_map(|flow| seen(look, flow));
    Verdict::merge(steps.filter(|step| matches!(step.deed, Deed::Ask | Deed::SignIn)).map(of))
}

fn of(step: Seen) -> Verdict {
    let Some(dest) = step.exchange.request.headers.first("sec-fetch-dest") else { return Verdict::Silent };
    if !matches!(dest.value.as_str(), "iframe" | "frame") {
        return match dest.value.as_str() {
            "document" => Verdict::pass(Finding::new("The page was opened in a window.").at(dest.at)),
            _ => Verdict::Silent,
        };
    }
    // A provider that answers a silent try by a redirect shows no page at all.
    match forbids(step.exchange) {
        Some(rule) => {
            let says = format!(
                "The browser loads {} in a frame, and the answer forbids that: {}.",
                step.exchange.address(),
                rule.value.split(';').next().unwrap_or_default().trim()
            );
            Verdict::fail(Finding::new(says).at(rule.at).also(dest.at, "what the browser loads it for"))
        }
        None => Verdict::Silent,
    }
}

/// The header by which an answer forbids to be shown in a frame of another site.
fn forbids(exchange: &Exchange) -> Option<&Spanned<String>> {
    let headers = &exchange.answer.headers;
    let options =
        headers.first("x-frame-options").filter(|rule| !rule.value.eq_ignore_ascii_case("allowall"));
    let policy =
        headers.all("content-security-policy").find(|policy| policy.value.contains("frame-ancestors"));
    options.or(policy)
}
