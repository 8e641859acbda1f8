//! The application calls itself by the address that browsers reach it at.

use super::journey::{at, quoted, seen, sign_ins};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::SamlBody;
use crate::decode::{Body, Spanned};
use crate::flow::{Deed, Difference, Flow, PartyRole, place};

/// The application calls itself by the address that browsers reach it at.
pub static CHECK: Check = Check {
    id: "flow/own_address",
    title: "The application calls itself by another address than browsers reach it at",
    verb: Verb::Must,
    spec: &[cite("SAML Bindings 2.0", "3.5.5.2"), cite("RFC 7239", "4"), cite("RFC 9110", "7.2")],
    why: "Behind a proxy that ends TLS, an application that is not told so believes that it is at http, or at another port, \
          and refuses answers for its real address.",
    remedy_idp: "Nothing is wrong here.",
    remedy_sp: "Set the public base URL, or have the proxy send X-Forwarded-Proto, -Host and -Port and the application trust them.",
    run,
};

fn run(look: &Look) -> Verdict {
    Verdict::merge(sign_ins(look).map(|flow| of(look, flow)))
}

fn of(look: &Look, flow: &Flow) -> Verdict {
    let reached: Vec<&str> = seen(look, flow)
        .filter(|seen| matches!(seen.deed, Deed::Start | Deed::Answer | Deed::Land))
        .filter(|seen| seen.exchange.status() > 0)
        .filter(|seen| {
            let party = look.traffic.party_at(&seen.exchange.url.value);
            party.is_some_and(|party| party.role == PartyRole::Application)
        })
        .map(|seen| seen.exchange.url.value.as_str())
        .collect();
    let named = named(look, flow);
    let wrong = named.iter().find_map(|(name, says)| Some((name, *says, differs(&name.value, &reached)?)));
    match (wrong, named.first()) {
        (Some((name, says, difference)), _) => Verdict::fail(finding(name, says, difference, &reached)),
        (None, Some((name, says))) if !reached.is_empty() => Verdict::pass(
            Finding::new(format!("{says} has the scheme, host and port that the browser uses.")).at(name.at),
        ),
        _ => Verdict::Silent,
    }
}

/// Addresses that the application calls its own: in its request, and on its error page.
fn named(look: &Look, flow: &Flow) -> Vec<(Spanned<String>, &'static str)> {
    let mut named = Vec::new();
    let steps = flow.steps.iter().filter_map(|step| look.traffic.steps.get(*step));
    for carried in steps.flat_map(|step| &step.carried) {
        let Some(message) = look.messages.get(carried.message.0 as usize) else { continue };
        let own = match &message.body {
            Body::Saml(saml) => match &saml.body {
                SamlBody::AuthnRequest(request) => {
                    request.acs_url.clone().map(|url| (url, "AssertionConsumerServiceURL"))
                }
                _ => None,
            },
            Body::AuthorizationRequest(request) => {
                request.redirect_uri.clone().map(|url| (url, "redirect_uri"))
            }
            _ => None,
        };
        named.extend(own);
    }
    named.extend(sent_on(look, flow));
    let failed = flow.last(&look.traffic.steps, Deed::Answer).and_then(|step| at(look, step));
    if let Some(failed) = failed.filter(|seen| seen.exchange.status() >= 400) {
        let (_, words) = quoted(look, failed.exchange);
        let urls = words.iter().flat_map(|words| words.text.split_whitespace().map(|word| (word, words.at)));
        let addressed = addressed(look, flow);
        let own = |word: &str| {
            word.contains("://") && !addressed.iter().any(|address| word.contains(address.as_str()))
        };
        let urls = urls.filter(|(word, _)| own(word));
        let clean =
            |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/').to_owned();
        named.extend(
            urls.map(|(word, at)| {
                (Spanned::new(clean(word), at), "An address on the application's error page")
            }),
        );
    }
    named
}

/// Where the application sends the browser behind the answer, unless that is a host of the other side.
fn sent_on(look: &Look, flow: &Flow) -> Vec<(Spanned<String>, &'static str)> {
    let behind = seen(look, flow).filter(|seen| matches!(seen.deed, Deed::Answer | Deed::Land));
    let own = |url: &str| look.traffic.party_at(url).is_none_or(|party| party.role == PartyRole::Application);
    behind
        .filter_map(|seen| seen.exchange.redirect())
        .filter(|location| own(&location.value))
        .map(|location| (location.clone(), "The redirect behind the answer"))
        .collect()
}

/// The addresses that the answers are made for: an error page that repeats one does not speak of the application's own.
fn addressed(look: &Look, flow: &Flow) -> Vec<String> {
    let steps = flow.steps.iter().filter_map(|step| look.traffic.steps.get(*step));
    let messages = steps
        .flat_map(|step| &step.carried)
        .filter_map(|carried| look.messages.get(carried.message.0 as usize));
    messages
        .filter_map(|message| match &message.body {
            Body::Saml(saml) => Some(saml.head()?.destination.as_ref()?.value.clone()),
            _ => None,
        })
        .collect()
}

/// Whether an address is of the host that browsers reach, but by another scheme or port; or of a host that only the servers
/// behind a proxy know.
fn differs(name: &str, reached: &[&str]) -> Option<Difference> {
    let own = place(name)?;
    let mut same_host = reached
        .iter()
        .filter_map(|url| place(url))
        .filter(|url| url.host.eq_ignore_ascii_case(own.host))
        .peekable();
    if same_host.peek().is_none() {
        let public = reached.iter().filter_map(|url| place(url)).any(|url| !is_internal(url.host));
        return (public && is_internal(own.host)).then_some(Difference::Host);
    }
    let all: Vec<_> = same_host.collect();
    if all.iter().any(|url| url.same_origin(&own)) {
        return None;
    }
    let scheme = all.iter().all(|url| url.scheme != own.scheme);
    Some(if scheme { Difference::Scheme } else { Difference::Port })
}

fn finding(name: &Spanned<String>, says: &str, difference: Difference, reached: &[&str]) -> Finding {
    let host = place(&name.value).map_or("", |place| place.host);
    let mut places = reached.iter().filter_map(|url| place(url));
    let real = places.find(|url| difference == Difference::Host || url.host.eq_ignore_ascii_case(host));
    let what = match difference {
        Difference::Scheme => "scheme",
        Difference::Host => "host, which only the servers behind the proxy know",
        Difference::Port | Difference::Path => "port",
    };
    let real = real.map_or(String::new(), |real| {
        let port = real.port.map_or(String::new(), |port| format!(":{port}"));
        format!("{}://{}{port}", real.scheme, real.host)
    });
    Finding::new(format!(
        "{says} is {}; browsers reach the application at {real}: another {what}.",
        name.value
    ))
    .at(name.at)
    .expected(real)
    .observed(name.value.clone())
}

/// Ends of names that are given inside a network only (RFC 6762, RFC 6303, RFC 9476, Kubernetes).
const INSIDE: &[&str] = &[
    ".local",
    ".internal",
    ".lan",
    ".intranet",
    ".corp",
    ".home.arpa",
    ".svc",
    ".localdomain",
    ".localhost",
];

/// Whether a host is known inside a network only: a name without a dot or of such an end, or a private address (RFC 1918).
fn is_internal(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    is_private(&host) || !host.contains(['.', ':']) || INSIDE.iter().any(|end| host.ends_with(end))
}

/// Whether a host is an IPv4 address of a private range, or of the machine itself.
fn is_private(host: &str) -> bool {
    let parts: Vec<Option<u8>> = host.split('.').map(|part| part.parse().ok()).collect();
    matches!(
        parts.as_slice(),
        [Some(10 | 127), Some(_), Some(_), Some(_)]
            | [Some(192), Some(168), Some(_), Some(_)]
            | [Some(172), Some(16..=31), Some(_), Some(_)]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_only_servers_know() {
        for host in ["app", "app.default.svc", "web-1.internal", "10.0.3.7", "172.20.1.1", "localhost"] {
            assert!(is_internal(host), "{host}");
        }
        for host in ["app.example", "www.local.example", "203.0.113.7", "[2001:db8::1]"] {
            assert!(!is_internal(host), "{host}");
        }
    }

    #[test]
    fn an_inner_host_differs_where_browsers_reach_a_public_one() {
        let public = ["https://app.example/acs"];
        assert_eq!(differs("http://app-7f9c:8080/acs", &public), Some(Difference::Host));
        assert_eq!(differs("http://app.example/acs", &public), Some(Difference::Scheme));
        assert_eq!(differs("https://app.example:8443/acs", &public), Some(Difference::Port));
        assert_eq!(differs("https://other.example/acs", &public), None);
        assert_eq!(differs("https://app.corp/acs", &["https://portal.corp/"]), None);
        assert_eq!(differs("/home", &public), None);
    }
}
