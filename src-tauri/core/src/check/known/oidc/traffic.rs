//! What the traffic shows of the application: the requests that it sent.

use chrono::TimeDelta;

use super::KnownOidc;
use crate::case::Role;
use crate::check::known::Expected;
use crate::check::known::Weight;
use crate::decode::oidc::{AuthorizationRequest, TokenRequest};
use crate::decode::{Body, Message, Spanned};

pub(super) fn gather(message: &Message, known: &mut KnownOidc) {
    let weight = match message.role {
        Role::Capture => Weight::Seen,
        Role::Support => Weight::Vouched,
    };
    match &message.body {
        Body::AuthorizationRequest(request) => {
            authorization_request(request, weight, "the authorization request", known)
        }
        Body::TokenRequest(request) => token_request(request, weight, known),
        Body::Token(token) => {
            if let Some(request) = &token.request {
                authorization_request(request, weight, "the request object", known);
            }
        }
        _ => {}
    }
}

fn authorization_request(request: &AuthorizationRequest, weight: Weight, says: &str, known: &mut KnownOidc) {
    known.client_ids.add_found(&request.client_id, weight, says);
    known.nonces.add_found(&request.nonce, weight, says);
    known.states.add_found(&request.state, weight, says);
    known.response_types.add_found(&request.response_type, weight, says);
    if let Some(asked) = &request.max_age {
        max_age(asked, weight, says, known);
    }
}

fn max_age(asked: &Spanned<String>, weight: Weight, says: &str, known: &mut KnownOidc) {
    let Some(age) = asked.value.parse().ok().and_then(TimeDelta::try_seconds) else { return };
    known.max_age.add(weight, Expected::found(age, says, asked.at));
}

fn token_request(request: &TokenRequest, weight: Weight, known: &mut KnownOidc) {
    known.client_ids.add_found(&request.client_id, weight, "the token request");
    known.refreshes |= request.refreshes();
}
