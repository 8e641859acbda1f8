//! OpenID Connect and OAuth messages: tokens, keys, provider metadata, requests and responses.

mod asked_claim;
mod authorization_request;
mod authorization_response;
mod challenge;
mod compact;
mod decoded;
mod device;
mod dialect;
mod discovery;
mod end_session;
mod error_page;
mod front_channel_logout;
mod introspection;
mod jwks;
mod object;
mod open;
mod other;
mod parameters;
mod problem;
mod purpose;
mod pushed_request;
mod registration;
mod secrets;
mod token;
mod token_kind;
mod token_request;
mod token_response;
mod travelled;
mod userinfo;

pub use asked_claim::AskedClaim;
pub use authorization_request::AuthorizationRequest;
pub use authorization_response::{AuthorizationResponse, Way};
pub use challenge::{Challenge, challenge};
pub use device::{DeviceAuthorization, DeviceKind};
pub use dialect::Dialect;
pub use discovery::Discovery;
pub use end_session::EndSessionRequest;
pub use error_page::{ErrorPage, Side};
pub use front_channel_logout::FrontChannelLogout;
pub use introspection::Introspection;
pub use jwks::{Jwk, Jwks, KeySetForm};
pub use object::{Json, Member, Object};
pub use parameters::Parameters;
pub use problem::Problem;
pub use purpose::BODY_SIGNATURE;
pub use pushed_request::PushedRequest;
pub use registration::Registration;
pub use token::{Claimed, JoseHeader, Purpose, Token};
pub use token_kind::TokenKind;
pub use token_request::TokenRequest;
pub use token_response::TokenResponse;
pub use userinfo::UserInfo;

use std::sync::Arc;

use ssoscope_jose::{Jwe, Limits, json, jwe};
use travelled::Found;

use crate::case::Case;
use crate::expect::Keys;
use crate::span::Span;

use super::message::Other;
use super::{Body, Message, MessageId, Spanned, record, settings};

/// Decodes a JSON document.
pub(super) fn decode_json(case: &mut Case, keys: &Keys, at: Span, messages: &mut Vec<Message>) {
    let kept = case.take_json(at);
    let document = kept.unwrap_or_else(|| json::read(case.bytes(at), &Limits::DEFAULT));
    if let Some(signed) = ssoscope_jose::serialised::read(case.bytes(at), &document, &Limits::DEFAULT) {
        return signed.signatures.into_iter().for_each(|jws| decode_signed(case, keys, at, jws, messages));
    }
    if let Some(jwe) = jwe::read(case.bytes(at), &document, &Limits::DEFAULT) {
        return decode_encrypted(case, keys, at, jwe, messages);
    }
    if let Some(jwks) = jwks::read(&document, at) {
        return push(case, at, Body::Jwks(Arc::new(jwks)), messages);
    }
    let document = object::place(document, at, "The document");
    let records = document.root.as_ref().map(record::records).unwrap_or_default();
    if records.is_empty() {
        if let Some(shown) = decoded::read(case, &document) {
            return push_shown(case, keys, at, shown, messages);
        }
        return match document_body(document) {
            Body::Other(_) if record::is_error_text(case, at) => record::decode_text(case, at, messages),
            Body::Other(other) => {
                let body = settings::of_text(case, at).unwrap_or(Body::Other(other));
                push(case, at, body, messages)
            }
            body => push(case, at, body, messages),
        };
    }
    for (at, record) in records {
        push(case, at, Body::Record(Arc::new(record)), messages);
    }
}

fn document_body(document: object::Document) -> Body {
    match (document.root, document.problems.into_iter().next()) {
        (Some(json), _) => json_body(json),
        (None, Some(problem)) => other(format!("JSON that can't be read: {}", problem.says)),
        (None, None) => other("an empty document".to_owned()),
    }
}

fn json_body(json: Spanned<Json>) -> Body {
    let looks_like = other::looks_like(&json);
    match json.value {
        Json::Object(object) if registration::looks_like(&object) => {
            Body::Registration(Arc::new(registration::read(&object)))
        }
        Json::Object(object) if discovery::looks_like(&object) => {
            Body::Discovery(Arc::new(discovery::read(object)))
        }
        Json::Object(object) if introspection::looks_like(&object) => {
            Body::Introspection(Arc::new(introspection::read(object)))
        }
        Json::Object(object) if pushed_request::looks_like(&object) => {
            Body::PushedRequest(Arc::new(pushed_request::read(&object)))
        }
        Json::Object(object) if device::looks_like(&object) => {
            Body::DeviceAuthorization(Arc::new(device::read(&object)))
        }
        Json::Object(object) if token_response::looks_like(&object) => {
            Body::TokenResponse(Arc::new(token_response::read(&object)))
        }
        Json::Object(object) if userinfo::looks_like(&object) => {
            Body::UserInfo(Arc::new(userinfo::read(object)))
        }
        _ => other(looks_like.to_owned()),
    }
}

fn other(looks_like: String) -> Body {
    Body::Other(Arc::new(Other { looks_like }))
}

/// Decodes a compact JWS or JWE, and the token inside it.
pub(super) fn decode_token(case: &mut Case, keys: &Keys, at: Span, messages: &mut Vec<Message>) {
    let token = compact::read(case, keys, at);
    push_token(case, keys, token, messages);
}

/// Takes one signature of a JWS in JSON for a token.
fn decode_signed(
    case: &mut Case,
    keys: &Keys,
    at: Span,
    jws: ssoscope_jose::Jws,
    messages: &mut Vec<Message>,
) {
    let token = compact::of_json(case, keys, at, jws);
    push_token(case, keys, token, messages);
}

/// Decodes a JWE in JSON, and the token inside it.
fn decode_encrypted(case: &mut Case, keys: &Keys, at: Span, jwe: Jwe, messages: &mut Vec<Message>) {
    let token = compact::of_encrypted_json(case, keys, at, jwe);
    push_token(case, keys, token, messages);
}

/// Takes header and claims for a token of which the signature is not shown.
fn push_shown(case: &mut Case, keys: &Keys, at: Span, shown: decoded::Shown, messages: &mut Vec<Message>) {
    let header = shown.header.or_else(|| decoded::header_before(case, &shown.claims, messages));
    case.crack(at, "decoded", decoded::SAYS.to_owned());
    let token = compact::of_shown(case, at, header, shown.claims);
    push_token(case, keys, token, messages);
}

/// The limit of layers inside one another ends the descent.
fn push_token(case: &mut Case, keys: &Keys, token: Token, messages: &mut Vec<Message>) {
    let (at, inner, outer) = (token.at, token.inner, messages.len());
    push(case, at, Body::Token(Arc::new(token)), messages);
    let Some(inner) = inner else { return };
    decode_token(case, keys, inner, messages);
    let (before, after) = messages.split_at_mut(outer + 1);
    if let (Some(Body::Token(outer)), Some(Body::Token(inner))) =
        (before.last_mut().map(|message| &mut message.body), after.first().map(|message| &message.body))
        && let Some(outer) = Arc::get_mut(outer)
    {
        outer.purpose.follow(&inner.purpose);
    }
}

/// The parameters that stand at `at`.
pub(super) fn parameters_at(case: &Case, at: Span) -> Parameters {
    parameters::read(case.bytes(at), at)
}

/// Decodes the parameters of a URL or a form; those of SAML's bindings are no message of their own.
pub(super) fn decode_parameters(case: &mut Case, at: Span, messages: &mut Vec<Message>) {
    let Some(layer) = case.layer(at.layer) else { return };
    if travelled::is_of_saml(case.bytes(at)) {
        return;
    }
    let before = (at.start as usize).checked_sub(1).and_then(|place| layer.bytes.get(place).copied());
    let exchange = case
        .exchanges()
        .iter()
        .find(|exchange| exchange.request.body.as_ref().and_then(|body| body.layer) == Some(at.layer));
    let authorization = exchange.and_then(|exchange| exchange.request.headers.first("authorization"));
    let found = Found { at, travel: &layer.travel, authorization, before };
    let body = travelled::of(parameters::read(case.bytes(at), at), &found);
    if let Some(body) = body {
        push(case, at, body, messages);
    }
}

/// Reads the pages by which the parties of a capture say that the sign-in failed.
pub(super) fn decode_pages(case: &mut Case, messages: &mut Vec<Message>) {
    let pasted = error_page::pasted(case);
    case.unread.retain(|unread| !pasted.iter().any(|page| page.at.layer == unread.at.layer));
    for page in error_page::all(case).into_iter().chain(pasted) {
        push(case, page.at, Body::ErrorPage(Arc::new(page)), messages);
    }
}

/// Marks what opens something, in its own layer and in those beneath.
pub(super) fn mark_secrets(case: &mut Case, messages: &[Message]) {
    for secret in messages.iter().flat_map(secrets::of) {
        let way = case.trace(secret);
        case.secrets.extend(way);
    }
}

fn push(case: &Case, at: Span, body: Body, messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    messages.push(Message { id: MessageId(messages.len() as u32), role, at, body });
}
