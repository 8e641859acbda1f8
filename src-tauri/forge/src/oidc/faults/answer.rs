//! What the provider answers through the browser.

use super::super::sign_in::with;
use super::flow::{Flow, Kind};
use crate::bench::{Fault, Part, fault};

const SP: &[&str] = &["sp-admin"];

pub(super) static FAULTS: &[Fault<Flow>] = &[
    fault("state-other", Part::Request, "the state is another sign-in's", &["wrong_state"], SP, state_other),
    fault(
        "state-missing",
        Part::Request,
        "a state was sent, and none came back",
        &["wrong_state"],
        &["network", "idp-admin"],
        state_missing,
    ),
    fault(
        "answer-by-fragment",
        Part::Address,
        "a code comes behind a hash mark",
        &["response_not_as_asked"],
        &["idp-admin"],
        by_fragment,
    ),
    fault(
        "code-without-token",
        Part::Answer,
        "code and ID token were asked for, a code came",
        &["response_not_as_asked"],
        &["idp-admin"],
        code_alone,
    )
    .hiding(),
    fault(
        "access-denied",
        Part::Answer,
        "access_denied: the person or a policy said no",
        &["consent_or_policy"],
        &["user", "idp-admin"],
        |flow| refused(flow, "access_denied", "The resource owner denied the request."),
    )
    .hiding(),
    fault(
        "login-required",
        Part::Answer,
        "login_required, asked without a screen",
        &["idp_refused"],
        SP,
        |flow| refused_silently(flow, "login_required"),
    )
    .hiding(),
    fault(
        "interaction-required",
        Part::Answer,
        "interaction_required, asked without a screen",
        &["idp_refused", "consent_or_policy"],
        SP,
        |flow| refused_silently(flow, "interaction_required"),
    )
    .hiding(),
    fault(
        "consent-required",
        Part::Answer,
        "consent_required, asked without a screen",
        &["consent_or_policy"],
        &["sp-admin", "idp-admin", "user"],
        |flow| refused_silently(flow, "consent_required"),
    )
    .hiding(),
    fault(
        "server-error",
        Part::Answer,
        "server_error: the provider failed at its own side",
        &["idp_refused"],
        &["idp-admin"],
        |flow| refused(flow, "server_error", "Unexpected error"),
    )
    .hiding(),
    fault(
        "temporarily-unavailable",
        Part::Answer,
        "temporarily_unavailable",
        &["idp_refused"],
        &["idp-admin"],
        |flow| refused(flow, "temporarily_unavailable", "Try again later"),
    )
    .hiding(),
    fault(
        "invalid-scope",
        Part::Answer,
        "invalid_scope",
        &["scope_not_allowed"],
        &["idp-admin"],
        invalid_scope,
    )
    .hiding(),
    fault(
        "unauthorized-client",
        Part::Answer,
        "unauthorized_client: this flow is not enabled for the application",
        &["response_not_as_asked", "idp_refused"],
        &["idp-admin"],
        |flow| refused(flow, "unauthorized_client", "The client is not allowed to use this flow"),
    )
    .hiding(),
    fault(
        "unsupported-response-type",
        Part::Answer,
        "unsupported_response_type",
        &["response_not_as_asked"],
        &["idp-admin", "sp-admin"],
        |flow| refused(flow, "unsupported_response_type", ""),
    )
    .hiding(),
    fault(
        "challenge-lost",
        Part::Answer,
        "the provider misses the challenge that the browser sent",
        &["pkce_mismatch", "lost_on_the_way"],
        &["network"],
        challenge_lost,
    )
    .hiding(),
];

fn state_other(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    flow.answer = with(std::mem::take(&mut flow.answer), "state", "1c9e07b4d25a8f6630b1");
    Some(())
}

fn state_missing(flow: &mut Flow) -> Option<()> {
    flow.shows_request().then_some(())?;
    flow.answer.retain(|(name, _)| *name != "state");
    Some(())
}

fn by_fragment(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Messages).then_some(())?;
    flow.mark = '#';
    Some(())
}

fn code_alone(flow: &mut Flow) -> Option<()> {
    (flow.kind == Kind::Hybrid).then_some(())?;
    flow.refused = true;
    Some(())
}

/// The answer is an error, and no token follows.
fn refused(flow: &mut Flow, error: &'static str, description: &'static str) -> Option<()> {
    flow.shows_request().then_some(())?;
    flow.refused = true;
    flow.answer.retain(|(name, _)| *name != "code");
    flow.answer.push(("error", error.to_owned()));
    if !description.is_empty() {
        flow.answer.push(("error_description", description.to_owned()));
    }
    if flow.is_logged() {
        flow.way.push(super::way::shown_as_error);
    }
    Some(())
}

fn refused_silently(flow: &mut Flow, error: &'static str) -> Option<()> {
    flow.ask("prompt", "none");
    refused(flow, error, "")
}

fn invalid_scope(flow: &mut Flow) -> Option<()> {
    flow.ask("scope", "openid profile email tides:write");
    refused(flow, "invalid_scope", "requested scope is not allowed")
}

fn challenge_lost(flow: &mut Flow) -> Option<()> {
    (flow.kind != Kind::Implicit).then_some(())?;
    refused(flow, "invalid_request", "Missing parameter: code_challenge")
}
