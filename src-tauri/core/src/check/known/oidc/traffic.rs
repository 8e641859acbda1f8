//! What the traffic shows of the application: the requests that it sent.

use chrono::TimeDelta;

use super::{KnownOidc, add};
use crate::case::Role;
use crate::check::known::Expected;
use crate::check::known::saml::Weight;
use crate::decode::oidc::{AuthorizationRequest, Object, Token, TokenKind, TokenRequest};
use crate::decode::{Body, Message, Spanned};

pub(super) fn gather(message: &Message, known: &mut KnownOidc) {
    let weight = match message.role {
        Role::Capture => Weight::Seen,
        Role::Support => Weight::Vouched,
    };
    match &message.body {
        Body::AuthorizationRequest(request) => authorization_request(request, weight, known),
        Body::TokenRequest(request) => token_request(request, weight, known),
        Body::Token(token) if token.purpose.kind == TokenKind::RequestObject => {
            request_object(token, weight, known)
        }
        _ => {}
    }
}

fn authorization_request(request: &AuthorizationRequest, weight: Weight, known: &mut KnownOidc) {
    let says = "the authorization request";
    add(&mut known.client_ids, &request.client_id, weight, says);
    add(&mut known.nonces, &request.nonce, weight, says);
    add(&mut known.states, &request.state, weight, says);
    add(&mut known.response_types, &request.response_type, weight, says);
    if let Some(asked) = &request.max_age {
        max_age(asked, weight, says, known);
    }
}

fn max_age(asked: &Spanned<String>, weight: Weight, says: &str, known: &mut KnownOidc) {
    let Some(age) = asked.value.parse().ok().and_then(TimeDelta::try_seconds) else { return };
    known.max_age.add(weight, Expected::found(age, says, asked.at));
}

fn token_request(request: &TokenRequest, weight: Weight, known: &mut KnownOidc) {
    add(&mut known.client_ids, &request.client_id, weight, "the token request");
    known.refreshes |= request.grant_type.as_ref().is_some_and(|grant| grant.value == "refresh_token");
}

/// A request as a JWT (RFC 9101): its members stand for the parameters.
fn request_object(token: &Token, weight: Weight, known: &mut KnownOidc) {
    let Some(claims) = &token.claims else { return };
    let says = "the request object";
    add(&mut known.client_ids, &text(claims, "client_id"), weight, says);
    add(&mut known.nonces, &text(claims, "nonce"), weight, says);
    add(&mut known.states, &text(claims, "state"), weight, says);
    add(&mut known.response_types, &text(claims, "response_type"), weight, says);
    let asked =
        claims.member("max_age").and_then(|age| Some(Spanned::new(age.value.scalar()?.to_owned(), age.at)));
    if let Some(asked) = asked {
        max_age(&asked, weight, says, known);
    }
}

fn text(claims: &Object, name: &str) -> Option<Spanned<String>> {
    let at = claims.member(name)?.at;
    claims.text(name).map(|text| Spanned::new(text.to_owned(), at))
}
