//! The redirect URI is the registered one, in the request, at the answer's arrival and at the token endpoint.

use super::needs;
use crate::case::Role;
use crate::check::known::Expected;
use crate::check::saml::identify::{agrees, differs};
use crate::check::{Check, Look, Verb, Verdict, cite};
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
    Verdict::merge([
        requests(&asked, &registered),
        arrivals(&examined, &asked, &registered),
        redeemed(&examined, &asked),
    ])
}

fn asked(message: &Message) -> Option<&Spanned<String>> {
    match &message.body {
        Body::AuthorizationRequest(request) => request.redirect_uri.as_ref(),
        _ => None,
    }
}

/// What the requests name, against what is registered.
fn requests(asked: &[&Spanned<String>], registered: &[&Expected]) -> Verdict {
    match asked.is_empty() {
        true => Verdict::Silent,
        false if registered.is_empty() => Verdict::Needs(needs::redirect_uri()),
        false => Verdict::merge(asked.iter().map(|uri| compare("redirect_uri", uri, registered))),
    }
}

fn compare(name: &str, seen: &Spanned<String>, wanted: &[&Expected]) -> Verdict {
    match wanted.iter().find(|expected| expected.value == seen.value) {
        Some(expected) => Verdict::pass(agrees(name, seen, expected)),
        None => Verdict::fail(differs(name, seen, wanted)),
    }
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
    Verdict::merge(told.map(|uri| compare("redirect_uri at the token endpoint", uri, &wanted)))
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
