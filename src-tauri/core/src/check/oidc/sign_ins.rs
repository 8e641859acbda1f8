//! The requests and answers of the case, each once, and which of them belong to one sign-in: an answer to its request by
//! the state, a redeemed code to the answer that brought it.

use std::collections::HashSet;

use crate::case::Role;
use crate::check::Look;
use crate::decode::oidc::{AuthorizationRequest, AuthorizationResponse, TokenRequest, TokenResponse};
use crate::decode::{Body, Message, Spanned};
use crate::span::Span;

/// The authorization requests, those in request objects too, in either role.
pub(crate) fn requests<'a>(look: &Look<'a>) -> Vec<&'a AuthorizationRequest> {
    let found = look.messages.iter().filter_map(|message| match &message.body {
        Body::AuthorizationRequest(request) => Some(request.as_ref()),
        Body::Token(token) => token.request.as_deref(),
        _ => None,
    });
    each_once(look, found, |request| request.at)
}

/// The requests of the capture that say themselves what they ask for.
pub(in crate::check) fn plain_requests<'a>(look: &Look<'a>) -> Vec<&'a AuthorizationRequest> {
    let all = requests(look).into_iter();
    all.filter(|request| !request.is_by_reference() && is_captured(look, request.at)).collect()
}

/// The authorization responses of the capture, those in tokens (JARM) instead of the parameter that held them.
pub(crate) fn answers<'a>(look: &Look<'a>) -> Vec<&'a AuthorizationResponse> {
    let found = captured(look).filter_map(|message| match &message.body {
        Body::AuthorizationResponse(answer) if answer.response.is_none() => Some(answer.as_ref()),
        Body::Token(token) => token.response.as_deref(),
        _ => None,
    });
    each_once(look, found, |answer| answer.at)
}

/// The requests to the token endpoint.
pub(crate) fn token_requests<'a>(look: &Look<'a>) -> Vec<&'a TokenRequest> {
    let found = captured(look).filter_map(|message| match &message.body {
        Body::TokenRequest(request) => Some(request.as_ref()),
        _ => None,
    });
    each_once(look, found, |request| request.at)
}

/// The answers of the token endpoint.
pub(crate) fn token_responses<'a>(look: &Look<'a>) -> Vec<&'a TokenResponse> {
    let found = captured(look).filter_map(|message| match &message.body {
        Body::TokenResponse(answer) => Some(answer.as_ref()),
        _ => None,
    });
    each_once(look, found, |answer| answer.at)
}

/// The request that an answer answers: the one with its state, or the only one that there is.
pub(super) fn request_of<'a>(
    look: &Look<'a>,
    answer: &AuthorizationResponse,
) -> Option<&'a AuthorizationRequest> {
    let all = whole(look);
    let state = value(&answer.state);
    let same = all.iter().copied().find(|request| state.is_some() && value(&request.state) == state);
    same.or_else(|| only(&all))
}

/// The request whose code is redeemed, by way of the answer that brought the code, or the only one that there is.
pub(super) fn request_behind<'a>(
    look: &Look<'a>,
    redeemed: &TokenRequest,
) -> Option<&'a AuthorizationRequest> {
    let code = value(&redeemed.code);
    let brought = answers(look).into_iter().find(|answer| code.is_some() && value(&answer.code) == code);
    brought.and_then(|answer| request_of(look, answer)).or_else(|| only(&whole(look)))
}

/// The requests that are no mere pointers at others.
fn whole<'a>(look: &Look<'a>) -> Vec<&'a AuthorizationRequest> {
    requests(look).into_iter().filter(|request| request.response_type.is_some()).collect()
}

/// The one that all are, where they do not differ in their state.
fn only<'a>(all: &[&'a AuthorizationRequest]) -> Option<&'a AuthorizationRequest> {
    let (first, rest) = all.split_first()?;
    rest.iter().all(|other| value(&other.state) == value(&first.state)).then_some(first)
}

fn value(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

/// The messages of the capture.
pub(crate) fn captured<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a Message> + use<'a> {
    look.messages.iter().filter(|message| message.role == Role::Capture)
}

fn is_captured(look: &Look, at: Span) -> bool {
    look.case.layer(at.layer).is_some_and(|layer| layer.role == Role::Capture)
}

/// A network log shows the same message on its way more than once.
fn each_once<'a, T>(
    look: &Look<'a>,
    found: impl Iterator<Item = &'a T>,
    at: impl Fn(&T) -> Span,
) -> Vec<&'a T> {
    let mut seen: HashSet<&[u8]> = HashSet::new();
    found.filter(|message| seen.insert(look.case.bytes(at(message)))).collect()
}
