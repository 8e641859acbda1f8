//! Which bytes of a case open something: codes, tokens, verifiers, secrets. No report shows them in full.

use crate::decode::settings::Meaning;
use crate::decode::{Body, Message, Spanned};
use crate::span::Span;

/// Where a message holds what opens something.
pub(super) fn of(message: &Message) -> Vec<Span> {
    let value = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.at);
    let found = match &message.body {
        Body::AuthorizationRequest(request) => vec![request.parameters.place("client_secret")],
        Body::AuthorizationResponse(answer) => vec![value(&answer.code), value(&answer.access_token)],
        Body::TokenRequest(request) => vec![
            value(&request.code),
            value(&request.code_verifier),
            value(&request.basic),
            request.client_secret,
            request.client_assertion,
            request.refresh_token,
        ],
        Body::TokenResponse(answer) => vec![value(&answer.access_token), answer.refresh_token],
        Body::Registration(client) => vec![client.client_secret],
        Body::DeviceAuthorization(answer) => vec![answer.polled_with],
        Body::Token(token) => vec![value(&token.claimed.code)],
        Body::Settings(settings) => {
            settings.of(Meaning::ClientSecret).map(|secret| Some(secret.value.at)).collect()
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}
