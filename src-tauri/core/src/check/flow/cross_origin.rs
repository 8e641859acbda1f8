//! A script that signs in by itself is let at the provider's endpoints.

use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::exchange::Exchange;
use crate::flow::{Deed, place};

/// A script that signs in by itself is let at the provider's endpoints.
pub static CHECK: Check = Check {
    id: "flow/cross_origin",
    title: "The browser kept the provider's answer from the application's script",
    verb: Verb::Must,
    spec: &[cite("Fetch", "3.3"), cite("RFC 6749", "3.2")],
    why: "A script may read an answer of another origin only where that names the script's origin \
          (Access-Control-Allow-Origin). The provider answers well, and the application sees a network error.",
    remedy_idp: "Allow the application's origin at the token, key and UserInfo endpoints.",
    remedy_sp: "Register the origin that the script really runs at: scheme, host and port; and no client secret in a script.",
    run,
};

fn run(look: &Look) -> Verdict {
    let asked = look.case.exchanges().iter().filter(|exchange| is_call(exchange));
    let providers = asked.filter(|exchange| {
        let known = look.traffic.party_at(&exchange.url.value);
        known.is_some_and(|party| party.role != crate::flow::PartyRole::Application)
            || is_endpoint(look, exchange)
    });
    Verdict::merge(providers.filter_map(of))
}

/// Whether a script made the request.
fn is_call(exchange: &Exchange) -> bool {
    let mode = exchange.request.headers.first("sec-fetch-mode").map(|mode| mode.value.as_str());
    let kind = exchange.purpose.kind.as_deref();
    mode == Some("cors") || mode.is_none() && matches!(kind, Some("xhr" | "fetch" | "preflight"))
}

fn is_endpoint(look: &Look, exchange: &Exchange) -> bool {
    look.traffic.steps.iter().any(|step| {
        matches!(step.deed, Deed::Redeem | Deed::UserInfo | Deed::Keys)
            && step
                .exchange
                .and_then(|place| look.case.exchanges().get(place))
                .is_some_and(|known| known.at == exchange.at)
    })
}

fn of(exchange: &Exchange) -> Option<Verdict> {
    let origin = exchange.request.headers.first("origin")?;
    let other =
        place(&origin.value).zip(place(&exchange.url.value)).is_some_and(|(from, to)| !from.same_origin(&to));
    if !other {
        return None;
    }
    let allowed = exchange.answer.headers.first("access-control-allow-origin");
    let refused = exchange.method() == "OPTIONS" && exchange.status() >= 400;
    let credentials = exchange.request.headers.first("cookie").is_some();
    if !refused && credentials && allowed.is_some() && !allows_credentials(exchange) {
        return Some(Verdict::fail(without_credentials(exchange, origin)));
    }
    if !refused && allowed.is_some_and(|allowed| allowed.value == "*" || allowed.value == origin.value) {
        return Some(Verdict::pass(
            Finding::new(format!("{} may read the answer.", origin.value)).at(origin.at),
        ));
    }
    Some(Verdict::fail(finding(exchange, origin, allowed)))
}

/// Whether a script may read an answer that was asked for with cookies (Fetch, section 3.3.6): no wildcard will do.
fn allows_credentials(exchange: &Exchange) -> bool {
    let says = |name| exchange.answer.headers.first(name).map(|value| value.value.as_str());
    says("access-control-allow-credentials") == Some("true")
        && says("access-control-allow-origin") != Some("*")
}

fn without_credentials(exchange: &Exchange, origin: &Spanned<String>) -> Finding {
    let says = format!(
        "A script of {} called {} with cookies, and the answer does not allow that: it has to name the origin, and say \
         Access-Control-Allow-Credentials: true.",
        origin.value,
        exchange.address()
    );
    let allowed = exchange.answer.headers.first("access-control-allow-origin").map(|allowed| allowed.at);
    Finding::new(says)
        .at(allowed.unwrap_or(exchange.url.at))
        .also(origin.at, "who asked")
        .expected("Access-Control-Allow-Credentials: true")
}

fn finding(exchange: &Exchange, origin: &Spanned<String>, allowed: Option<&Spanned<String>>) -> Finding {
    let allows = allowed.map_or("no origin at all".to_owned(), |allowed| allowed.value.clone());
    let says =
        format!("A script of {} called {}, whose answer allows {allows}.", origin.value, exchange.address());
    Finding::new(says)
        .at(allowed.map_or(exchange.url.at, |allowed| allowed.at))
        .also(origin.at, "who asked")
        .expected(origin.value.clone())
        .observed(allows)
}
