//! The provider's keys can be fetched.

use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Body;
use crate::exchange::Exchange;

/// The provider's keys can be fetched.
pub static CHECK: Check = Check {
    id: "oidc/keys_reached",
    title: "The provider's key set can't be fetched",
    verb: Verb::Must,
    spec: &[cite("OpenID Connect Discovery 1.0", "3"), cite("OpenID Connect Core 1.0", "10.1")],
    why: "An application that gets no keys can verify no token, and refuses everybody. Those that hold a copy go on until the provider \
          changes its key.",
    remedy_idp: "Serve jwks_uri to everybody, without a sign-in, and with a certificate that servers trust.",
    remedy_sp: "Let the application's own machine reach jwks_uri: name, route, proxy, certificate.",
    run,
};

fn run(look: &Look) -> Verdict {
    let named = named(look);
    let asked = look.case.captured_exchanges();
    let of_keys =
        asked.filter(|exchange| named.contains(&exchange.address()) || is_usual(exchange.address()));
    Verdict::merge(of_keys.map(of))
}

/// The addresses that discovery documents name.
fn named<'a>(look: &Look<'a>) -> Vec<&'a str> {
    let documents = look.messages.iter().filter_map(|message| match &message.body {
        Body::Discovery(document) => document.jwks_uri.as_ref(),
        _ => None,
    });
    documents.map(|uri| uri.value.split(['?', '#']).next().unwrap_or_default()).collect()
}

/// Where providers keep them, as far as the address alone tells: Keycloak, Okta, Entra ID, Google, Auth0 and others.
fn is_usual(address: &str) -> bool {
    const ENDS: &[&str] = &[
        "/jwks",
        "/jwks.json",
        "/jwks_uri",
        "/protocol/openid-connect/certs",
        "/oauth2/v3/certs",
        "/v1/keys",
        "/discovery/keys",
        "/discovery/v2.0/keys",
    ];
    ENDS.iter().any(|end| address.ends_with(end))
}

fn of(exchange: &Exchange) -> Verdict {
    let address = exchange.address();
    if let Some(error) = &exchange.purpose.error {
        let says = format!("The key set at {address} was not reached: {}.", error.value);
        return Verdict::fail(
            Finding::new(says).at(exchange.url.at).also(error.at, "why").observed(error.value.clone()),
        );
    }
    let Some(status) = &exchange.status else { return Verdict::Silent };
    match status.value {
        400.. => {
            let says = format!("There is no key set at {address}: the answer is {}.", status.value);
            Verdict::fail(
                Finding::new(says)
                    .at(exchange.url.at)
                    .also(status.at, "the answer")
                    .observed(status.value.to_string()),
            )
        }
        200..=299 => {
            Verdict::pass(Finding::new(format!("The key set came from {address}.")).at(exchange.url.at))
        }
        _ => Verdict::Silent,
    }
}
