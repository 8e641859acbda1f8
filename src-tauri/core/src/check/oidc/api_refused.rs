//! The API takes the access token that it is sent.

use crate::check::saml::identify::{quoted, words};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::oidc::{Challenge, challenge};
use crate::exchange::Exchange;

/// The API takes the access token that it is sent.
pub static CHECK: Check = Check {
    id: "oidc/api_refused",
    title: "The API refused the access token",
    verb: Verb::Must,
    spec: &[cite("RFC 6750", "3"), cite("RFC 9449", "7.1")],
    why: "The person is signed in, and the application gets nothing all the same. The header WWW-Authenticate of the answer says why.",
    remedy_idp: "Issue access tokens for this API: its audience, its scopes, a key that it can fetch.",
    remedy_sp: "Ask for a token for this API and its scopes, send it while it lasts, and renew it when the API says invalid_token.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(refusals(look).map(|(exchange, challenge)| match taken_later(look, exchange) {
        true => Verdict::pass(said(exchange, &challenge, " A later request to the same address was let in.")),
        false => Verdict::fail(said(exchange, &challenge, "")),
    }))
}

/// The answers by which an API refused an access token.
fn refusals<'a>(look: &'a Look) -> impl Iterator<Item = (&'a Exchange, Challenge<'a>)> {
    look.case.captured_exchanges().filter_map(|exchange| Some((exchange, challenge(exchange)?)))
}

/// Whether the same was asked again and let in: applications renew a token that is refused, and repeat a proof with the nonce that
/// they are told.
fn taken_later(look: &Look, refused: &Exchange) -> bool {
    look.case
        .captured_exchanges()
        .skip_while(|exchange| !std::ptr::eq(*exchange, refused))
        .any(|later| later.address() == refused.address() && (200..400).contains(&later.status()))
}

/// What an API that is not let down by a later success says of the token.
pub(in crate::check) fn standing<'a>(look: &'a Look) -> impl Iterator<Item = Challenge<'a>> {
    refusals(look).filter(|(exchange, _)| !taken_later(look, exchange)).map(|(_, challenge)| challenge)
}

fn said(exchange: &Exchange, challenge: &Challenge, more: &str) -> Finding {
    let described = challenge.error_description.as_deref();
    let described = described.map_or(String::new(), |text| format!(" (“{}”)", words(text)));
    let scope = challenge.scope.as_deref().filter(|_| challenge.error == "insufficient_scope");
    let wants = scope.map_or(String::new(), |scope| format!(" It wants the scope “{}”.", quoted(scope)));
    let says = format!(
        "{} answered {} and says of the access token “{}”{described}.{wants}{more}",
        exchange.address(),
        exchange.status(),
        quoted(&challenge.error)
    );
    Finding::new(says)
        .at(challenge.header.at)
        .also(exchange.url.at, "the request that was answered so")
        .observed(challenge.error.clone())
}
