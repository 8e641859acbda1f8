//! OpenID Connect messages in a person's words.

mod answers;
mod endpoints;
mod fields;
mod logout;
mod provider;
mod registration;
mod requests;
pub(super) mod secret;
mod token;

use crate::case::Case;
use crate::decode::{Body, Message};

use super::describe::{Described, RawWindow};

/// What it is. Secret values (codes, access tokens, client secrets) are shortened or left out.
pub(super) fn describe(_case: &Case, message: &Message) -> Described {
    match &message.body {
        Body::Token(token) => token::describe(token),
        Body::TokenResponse(response) => answers::token_response(response),
        Body::AuthorizationResponse(response) => answers::authorization_response(response),
        Body::UserInfo(info) => answers::user_info(info),
        Body::AuthorizationRequest(request) => requests::authorization_request(request),
        Body::TokenRequest(request) => requests::token_request(request),
        Body::Discovery(discovery) => provider::discovery(discovery),
        Body::Jwks(jwks) => provider::jwks(jwks),
        Body::Registration(registration) => registration::describe(registration),
        Body::PushedRequest(answer) => endpoints::pushed_request(answer),
        Body::Introspection(answer) => endpoints::introspection(answer),
        Body::DeviceAuthorization(answer) => endpoints::device(answer),
        Body::ErrorPage(page) => answers::error_page(page),
        Body::EndSessionRequest(request) => logout::end_session(request),
        Body::FrontChannelLogout(logout) => logout::front_channel(logout),
        Body::Saml(_)
        | Body::Certificate(_)
        | Body::PublicKey(_)
        | Body::Record(_)
        | Body::Settings(_)
        | Body::Other(_) => Described {
            kind: "other",
            title: "Something else".to_owned(),
            summary: String::new(),
            fields: Vec::new(),
        },
    }
}

/// The windows of time that it speaks of.
pub(super) fn windows(message: &Message) -> Vec<RawWindow> {
    match &message.body {
        Body::Token(token) => token::windows(token),
        Body::Registration(registration) => secret::registered(registration).into_iter().collect(),
        _ => Vec::new(),
    }
}
