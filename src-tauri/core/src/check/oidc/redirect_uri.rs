//! The redirect URI is the registered one, in the request, at the answer's arrival and at the token endpoint.

use super::needs;
use crate::case::Role;
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::{Body, Message, Spanned};

/// The redirect URI is the registered one, in the request, at the answer's arrival and at the token endpoint.
pub static CHECK: Check = Check {
    id: "oidc/redirect_uri",
    title: "The redirect URI is another than the registered one",
    verb: Verb::Must,
    spec: &[
        cite("OpenID Connect Core 1.0", "3.1.2.1"),
        cite("OpenID Connect Core 1.0", "3.1.3.2"),
        cite("RFC 6749", "4.1.3"),
        cite("RFC 9700", "2.1"),
    ],
    why: "The provider compares it as an exact string, so that no code is sent to anybody else: a slash, http or a port \
          more or less is another one.",
    remedy_idp: "Register the redirect URI that the application sends, letter by letter.",
    remedy_sp: "Send the registered one; behind a proxy tell the application its public scheme and host.",
    run,
};

fn run(look: &Look) -> Verdict {
    let examined: Vec<&Message> =
        look.messages.iter().filter(|message| message.role == Role::Capture).collect();
    let asked: Vec<&Spanned<String>> = examined.iter().filter_map(|message| asked(message)).collect();
    let registered: Vec<&Expected> = look.known.oidc.redirect_uris.decisive().collect();
    let known = |weight: Weight| -> Vec<&Expected> {
        let all = look.known.oidc.redirect_uris.all().iter();
        all.filter(|claim| claim.weight == weight).map(|claim| &claim.expected).collect()
    };
    // What the person names, or the application is set to, is what it means to send; what is vouched for, what the
    // provider registered.
    let (named, configured, vouched) =
        (known(Weight::Named), known(Weight::Configured), known(Weight::Vouched));
    let named = if named.is_empty() { configured } else { named };
    let both = if vouched.is_empty() { Verdict::Silent } else { requests(&asked, &vouched) };
    Verdict::merge([
        if named.is_empty() { both } else { Verdict::merge([requests(&asked, &named), both]) },
        if named.is_empty() && vouched.is_empty() { requests(&asked, &registered) } else { Verdict::Silent },
        arrivals(&examined, &asked, &registered),
        redeemed(&examined, &asked),
    ])
}

fn asked(message: &Message) -> Option<&Spanned<String>> {
    match &message.body {
        Body::AuthorizationRequest(request) => request.redirect_uri.as_ref(),
        Body::Token(token) => token.request.as_ref()?.redirect_uri.as_ref(),
        _ => None,
    }
}

/// What the requests name, against what is registered.
fn requests(asked: &[&Spanned<String>], registered: &[&Expected]) -> Verdict {
    match asked.is_empty() {
        true => Verdict::Silent,
        false if registered.is_empty() => Verdict::needs(needs::redirect_uri()),
        false => Verdict::merge(asked.iter().map(|uri| compare("redirect_uri", uri, registered))),
    }
}

fn compare(name: &str, seen: &Spanned<String>, wanted: &[&Expected]) -> Verdict {
    match wanted
        .iter()
        .find(|expected| expected.value == seen.value || loopback(&expected.value, &seen.value))
    {
        Some(expected) => Verdict::pass(agrees(name, seen, expected)),
        None => Verdict::fail(differs(name, seen, wanted)),
    }
}

/// A native application takes the answer on any port of its own machine (RFC 8252, section 7.3).
fn loopback(expected: &str, seen: &str) -> bool {
    let bare = |url: &str| {
        let rest = ["http://127.0.0.1", "http://[::1]"].iter().find_map(|host| url.strip_prefix(host))?;
        let port =
            rest.strip_prefix(':').map_or(0, |port| 1 + port.bytes().take_while(u8::is_ascii_digit).count());
        Some(rest.get(port..).unwrap_or_default().to_owned())
    };
    bare(expected).is_some_and(|path| bare(seen) == Some(path))
}

/// Where the answers arrived; one at the right place is enough, for applications pass answers on.
fn arrivals(examined: &[&Message], asked: &[&Spanned<String>], registered: &[&Expected]) -> Verdict {
    let requested: Vec<Expected> = asked.iter().map(|uri| found(uri)).collect();
    let wanted: Vec<&Expected> =
        if registered.is_empty() { requested.iter().collect() } else { registered.to_vec() };
    let arrived = examined.iter().filter_map(|message| match &message.body {
        Body::AuthorizationResponse(answer) => answer.sent_to.as_ref(),
        _ => None,
    });
    let verdicts: Vec<Verdict> =
        arrived.map(|url| compare("The URL that the answer was sent to", url, &wanted)).collect();
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    let right = verdicts.iter().find(|verdict| !verdict.failed()).cloned();
    right.or(verdicts.into_iter().next()).unwrap_or(Verdict::Silent)
}

fn found(uri: &Spanned<String>) -> Expected {
    Expected::found(uri.value.clone(), "the authorization request", uri.at)
}

/// What the token endpoint is told, against what the authorization request named.
fn redeemed(examined: &[&Message], asked: &[&Spanned<String>]) -> Verdict {
    let requested: Vec<Expected> = asked.iter().map(|uri| found(uri)).collect();
    let wanted: Vec<&Expected> = requested.iter().collect();
    let told = examined.iter().filter_map(|message| match &message.body {
        Body::TokenRequest(request) => request.redirect_uri.as_ref(),
        _ => None,
    });
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    let compared = told.map(|uri| compare("redirect_uri at the token endpoint", uri, &wanted));
    Verdict::merge(compared.chain(examined.iter().filter_map(|message| left_out(message, &wanted))))
}

/// Where the authorization request named one, the token request has to (RFC 6749, section 4.1.3).
fn left_out(message: &Message, wanted: &[&Expected]) -> Option<Verdict> {
    let Body::TokenRequest(request) = &message.body else { return None };
    let first = wanted.first()?;
    (request.redeems() && request.redirect_uri.is_none()).then(|| {
        let says = "The token request has no redirect_uri, though the authorization request had one.";
        let finding = Finding::new(says).at(request.at).also(first.origin.at, "the authorization request");
        Verdict::fail(finding.expected(first.value.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paste;
    use crate::check::oidc::probe::{of_pastes, verdict};

    const REQUEST: &str = "https://op.example/auth?response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb";

    #[test]
    fn it_is_compared_letter_by_letter() {
        let said = |uri: &str| verdict(&CHECK, REQUEST, &[&format!("oidc.rp.redirect_uri={uri}")]);
        assert!(matches!(said("https://app.example/cb"), Verdict::Pass(_)));
        let slash = said("https://app.example/cb/");
        assert!(slash.failed() && slash.findings()[0].says.contains("slash"));
        assert!(matches!(verdict(&CHECK, REQUEST, &[]), Verdict::Needs(_)));
    }

    #[test]
    fn the_token_endpoint_is_told_the_same() {
        let redeem = |uri: &str| {
            let body = format!("grant_type=authorization_code&code=abc&redirect_uri={uri}");
            of_pastes(
                &CHECK,
                &[Paste::capture("r", REQUEST), Paste::capture("t", body)],
                &["oidc.rp.redirect_uri=https://app.example/cb"],
            )
        };
        assert!(matches!(redeem("https%3A%2F%2Fapp.example%2Fcb"), Verdict::Pass(_)));
        assert!(redeem("http%3A%2F%2Fapp.example%2Fcb").failed());
    }
}
