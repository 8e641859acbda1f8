//! The discovery document stands where its issuer says.

use super::sign_ins::captured;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Spanned};
use crate::exchange::Exchange;

/// The discovery document stands where its issuer says.
pub static CHECK: Check = Check {
    id: "oidc/discovery_url",
    title: "The discovery document is not at the address of its issuer",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Discovery 1.0", "4.1"),
        cite("OpenID Connect Discovery 1.0", "4.3"),
        cite("RFC 8414", "3.1"),
    ],
    why: "Applications take the issuer, put /.well-known/openid-configuration behind it, and refuse a document that names \
          another one.",
    remedy_idp: "Set the provider's issuer (base URL, host name) to the address that applications use.",
    remedy_sp: "Set the issuer in the application to what the provider's discovery document says, path and last slash included.",
    run,
};

/// What is put behind an issuer (OpenID Connect Discovery 1.0, section 4), or between host and path (RFC 8414, section 3).
const WELL_KNOWN: &[&str] = &["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];

/// What Microsoft's discovery for several tenants writes in place of a tenant.
const TENANT: &str = "{tenantid}";

fn run(look: &Look) -> Verdict {
    let asked = look.case.exchanges().iter().filter(|exchange| is_discovery(exchange.address()));
    Verdict::merge(asked.map(|exchange| of(look, exchange)))
}

fn is_discovery(url: &str) -> bool {
    WELL_KNOWN.iter().any(|path| url.contains(path))
}

fn of(look: &Look, exchange: &Exchange) -> Verdict {
    if exchange.status() >= 400 {
        let says = format!(
            "There is no discovery document at {}: the answer is {}.",
            exchange.address(),
            exchange.status()
        );
        return Verdict::fail(Finding::new(says).at(exchange.url.at).observed(exchange.status().to_string()));
    }
    match issuer(look, exchange) {
        Some(issuer) => compare(exchange, issuer),
        None => Verdict::Silent,
    }
}

/// The issuer of the document that an exchange fetched.
fn issuer<'a>(look: &Look<'a>, exchange: &Exchange) -> Option<&'a Spanned<String>> {
    let layer = exchange.answer.body.as_ref()?.layer?;
    captured(look).find_map(|message| match &message.body {
        Body::Discovery(document) if message.at.layer == layer => document.issuer.as_ref(),
        _ => None,
    })
}

fn compare(exchange: &Exchange, issuer: &Spanned<String>) -> Verdict {
    let url = exchange.address();
    let fits = places(&issuer.value).iter().any(|place| place == url);
    let finding =
        |says: String| Finding::new(says).at(issuer.at).also(exchange.url.at, "where it was fetched");
    if fits || issuer.value.contains(TENANT) {
        return Verdict::pass(finding("The document stands where its issuer says.".to_owned()));
    }
    let says = format!("The document was fetched from {url}, and names the issuer “{}”.", issuer.value);
    let wanted = WELL_KNOWN.iter().find_map(|path| url.strip_suffix(path)).unwrap_or(url);
    Verdict::fail(finding(says).expected(wanted).observed(issuer.value.clone()))
}

/// Where the document of an issuer stands.
fn places(issuer: &str) -> Vec<String> {
    let issuer = issuer.trim_end_matches('/');
    let behind = WELL_KNOWN.iter().map(|path| format!("{issuer}{path}"));
    let host = issuer.find("://").map_or(0, |at| at + 3);
    let path = issuer.get(host..).and_then(|rest| rest.find('/')).map_or(issuer.len(), |at| host + at);
    let (base, rest) = issuer.split_at(path);
    behind.chain(WELL_KNOWN.iter().map(|known| format!("{base}{known}{rest}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_the_issuer_or_between_host_and_path() {
        let found = places("https://op.example/realms/a");
        assert!(found.contains(&"https://op.example/realms/a/.well-known/openid-configuration".to_owned()));
        assert!(
            found.contains(&"https://op.example/.well-known/oauth-authorization-server/realms/a".to_owned())
        );
    }
}
