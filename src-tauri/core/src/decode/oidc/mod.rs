//! OpenID Connect and OAuth messages: tokens, keys, provider metadata, requests and responses.

mod authorization;
mod compact;
mod discovery;
mod jwks;
mod object;
mod other;
mod parameters;
mod problem;
mod purpose;
mod token;
mod token_kind;
mod token_response;
mod userinfo;

pub use authorization::{AuthorizationRequest, AuthorizationResponse, TokenRequest};
pub use discovery::Discovery;
pub use jwks::{Jwk, Jwks};
pub use object::{Json, Member, Object};
pub use parameters::Parameters;
pub use problem::Problem;
pub use token::{Claimed, JoseHeader, Purpose, Token};
pub use token_kind::TokenKind;
pub use token_response::TokenResponse;
pub use userinfo::UserInfo;

use authorization::Travelled;
use ssoscope_jose::{Limits, json};

use crate::case::Case;
use crate::span::Span;

use super::message::Other;
use super::{Body, Message, MessageId, Spanned};

/// Decodes a JSON document.
pub(super) fn decode_json(case: &mut Case, at: Span, messages: &mut Vec<Message>) {
    let kept = case.take_json(at);
    let document = kept.unwrap_or_else(|| json::read(case.bytes(at), &Limits::DEFAULT));
    let body = match jwks::read(&document, at) {
        Some(jwks) => Body::Jwks(Box::new(jwks)),
        None => document_body(object::place(document, at, "The document")),
    };
    push(case, at, body, messages);
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
        Json::Object(object) if discovery::looks_like(&object) => {
            Body::Discovery(Box::new(discovery::read(object)))
        }
        Json::Object(object) if token_response::looks_like(&object) => {
            Body::TokenResponse(Box::new(token_response::read(&object)))
        }
        Json::Object(object) if userinfo::looks_like(&object) => {
            Body::UserInfo(Box::new(userinfo::read(object)))
        }
        _ => other(looks_like.to_owned()),
    }
}

fn other(looks_like: String) -> Body {
    Body::Other(Box::new(Other { looks_like }))
}

/// Decodes a compact JWS or JWE.
pub(super) fn decode_token(case: &mut Case, at: Span, messages: &mut Vec<Message>) {
    let token = compact::read(case, at);
    push(case, at, Body::Token(Box::new(token)), messages);
}

/// Decodes the parameters of a URL or a form; those of SAML's bindings are no message of their own.
pub(super) fn decode_parameters(case: &mut Case, at: Span, messages: &mut Vec<Message>) {
    let Some(layer) = case.layer(at.layer) else { return };
    let sent_to = layer.travel.sent_to.as_ref().map(|(url, at)| Spanned::new(url.clone(), *at));
    if authorization::is_of_saml(case.bytes(at)) {
        return;
    }
    let parameters = parameters::read(case.bytes(at), at);
    let body = match authorization::of(parameters, at, sent_to) {
        Some(Travelled::Request(request)) => Body::AuthorizationRequest(Box::new(request)),
        Some(Travelled::Response(response)) => Body::AuthorizationResponse(Box::new(response)),
        Some(Travelled::TokenRequest(request)) => Body::TokenRequest(Box::new(request)),
        None => return,
    };
    push(case, at, body, messages);
}

fn push(case: &Case, at: Span, body: Body, messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    messages.push(Message { id: MessageId(messages.len() as u32), role, at, body });
}
