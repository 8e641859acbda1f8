//! What the application asks for.

use super::super::sign_in::challenge;
use super::flow::{Flow, Kind};
use crate::bench::{Fault, Part, fault};

const REDIRECT: &[&str] = &["redirect_uri_mismatch"];
const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault(
        "redirect-uri-http",
        Part::Address,
        "the redirect URI says http",
        &["redirect_uri_mismatch", "own_address_unknown"],
        SP,
        |flow| redirect_uri(flow, |own| own.replacen("https:", "http:", 1)),
    ),
    fault(
        "redirect-uri-slash",
        Part::Address,
        "the redirect URI has a slash at its end",
        REDIRECT,
        &["sp-admin", "idp-admin"],
        |flow| redirect_uri(flow, |own| format!("{own}/")),
    ),
    fault(
        "redirect-uri-host",
        Part::Address,
        "the redirect URI names another host",
        REDIRECT,
        &["sp-admin", "idp-admin"],
        |flow| redirect_uri(flow, |own| own.replacen("://", "://beta.", 1)),
    ),
    fault(
        "redirect-uri-port",
        Part::Address,
        "the redirect URI names a port",
        REDIRECT,
        &["sp-admin", "idp-admin"],
        |flow| redirect_uri(flow, |own| own.replacen(".example", ".example:8443", 1)),
    ),
    fault(
        "redirect-uri-case",
        Part::Address,
        "the redirect URI has a capital in its path",
        REDIRECT,
        &["sp-admin", "idp-admin"],
        |flow| {
            redirect_uri(flow, |own| own.replacen("/callback", "/Callback", 1).replacen("/oidc", "/Oidc", 1))
        },
    ),
    fault(
        "client-id-unknown",
        Part::Audience,
        "the request names a client that is not registered",
        &["unknown_client"],
        SP,
        unknown_client,
    )
    .hiding(),
    fault(
        "scope-openid-missing",
        Part::Request,
        "the request does not ask for openid",
        &["openid_scope_missing"],
        SP,
        no_openid,
    ),
    fault(
        "scope-not-registered",
        Part::Attributes,
        "the request asks for a scope that is not registered",
        &["scope_not_allowed"],
        &["idp-admin"],
        other_scope,
    ),
    fault(
        "unprotected",
        Part::Request,
        "the request has neither state nor nonce nor challenge",
        &["unprotected_request"],
        SP,
        unprotected,
    ),
    fault(
        "nonce-not-sent",
        Part::Request,
        "an ID token is asked for through the browser without a nonce",
        &["unprotected_request"],
        SP,
        nonce_not_sent,
    ),
    fault(
        "challenge-plain",
        Part::Request,
        "the challenge is the verifier itself",
        &["pkce_mismatch"],
        SP,
        plain,
    ),
    fault(
        "challenge-of-another",
        Part::Request,
        "the challenge was made of another verifier",
        &["pkce_mismatch"],
        SP,
        other_challenge,
    ),
    fault(
        "response-type-not-registered",
        Part::Answer,
        "the request asks for a token through the browser, which is not registered",
        &["response_not_as_asked"],
        &["sp-admin", "idp-admin"],
        response_type,
    )
    .hiding(),
];

fn redirect_uri(flow: &mut Flow, write: fn(&str) -> String) -> Option<()> {
    flow.shows_request().then_some(())?;
    let own = flow.sign_in.parties.redirect_uri;
    let other = write(own);
    (other != own).then_some(())?;
    flow.ask("redirect_uri", other.clone());
    flow.redeem = super::super::sign_in::with(std::mem::take(&mut flow.redeem), "redirect_uri", other);
    Some(())
}

fn unknown_client(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    let other = format!("{}-prod", flow.sign_in.parties.client_id);
    flow.ask("client_id", other);
    flow.only_asked = true;
    Some(())
}

fn no_openid(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    flow.ask("scope", "profile email");
    Some(())
}

fn other_scope(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    flow.ask("scope", "openid profile email tides:write");
    Some(())
}

fn unprotected(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    ["state", "nonce", "code_challenge", "code_challenge_method"]
        .iter()
        .for_each(|name| flow.ask_without(name));
    flow.answer.retain(|(name, _)| *name != "state");
    flow.redeem.retain(|(name, _)| *name != "code_verifier");
    flow.sign_in.token.without("nonce");
    Some(())
}

fn nonce_not_sent(flow: &mut Flow) -> Option<()> {
    matches!(flow.kind, Kind::Hybrid | Kind::Implicit).then_some(())?;
    flow.ask_without("nonce");
    flow.sign_in.token.without("nonce");
    Some(())
}

fn plain(flow: &mut Flow) -> Option<()> {
    flow.shows_exchange().then_some(())?;
    let verifier = flow.sign_in.verifier();
    flow.ask("code_challenge", verifier);
    flow.ask("code_challenge_method", "plain");
    Some(())
}

fn other_challenge(flow: &mut Flow) -> Option<()> {
    flow.shows_exchange().then_some(())?;
    flow.ask("code_challenge", challenge("a-verifier-of-another-sign-in-that-nobody-waits-for"));
    Some(())
}

fn response_type(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    flow.ask("response_type", "id_token token");
    flow.only_asked = true;
    Some(())
}
