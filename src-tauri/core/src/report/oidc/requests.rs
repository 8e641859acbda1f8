//! What an application asks for, in a person's words.

use crate::decode::oidc::{AuthorizationRequest, TokenRequest};
use crate::report::describe::Described;

use super::fields::{Fields, or};

pub(super) fn authorization_request(request: &AuthorizationRequest) -> Described {
    let fields = Fields::default()
        .text("client_id", &request.client_id)
        .text("response_type", &request.response_type)
        .text("response_mode", &request.response_mode)
        .text("redirect_uri", &request.redirect_uri)
        .text("scope", &request.scope)
        .text("state", &request.state)
        .text("nonce", &request.nonce)
        .text("prompt", &request.prompt)
        .text("max_age", &request.max_age)
        .text("acr_values", &request.acr_values)
        .text("claims", &request.claims)
        .text("login_hint", &request.login_hint)
        .text("resource", &request.resource)
        .text("code_challenge", &request.code_challenge)
        .text("code_challenge_method", &request.code_challenge_method)
        .text("request_uri", &request.request_uri)
        .secret("request", &request.request);
    let client = or(&request.client_id, "An application");
    let summary = match &request.response_type {
        Some(_) => format!("{client} asks for {}.", or(&request.response_type, "")),
        None => format!("{client} sends its request by reference or as a token."),
    };
    Described {
        kind: "authorization-request",
        title: "Authorization request".to_owned(),
        summary,
        fields: fields.0,
    }
}

pub(super) fn token_request(request: &TokenRequest) -> Described {
    let fields = Fields::default()
        .text("grant_type", &request.grant_type)
        .text("client_id", &request.client_id)
        .text("redirect_uri", &request.redirect_uri)
        .secret("code", &request.code)
        .text("scope", &request.scope)
        .text("client_assertion_type", &request.client_assertion_type)
        .hidden("code_verifier", request.code_verifier.as_ref().map(|verifier| verifier.at))
        .text("client_id (Basic)", &request.basic)
        .hidden("client_secret", request.client_secret)
        .hidden("client_assertion", request.client_assertion)
        .hidden("refresh_token", request.refresh_token);
    let client = or(&request.client_id, "An application");
    let summary = format!("{client} asks for tokens ({}).", or(&request.grant_type, "no grant_type"));
    Described { kind: "token-request", title: "Token request".to_owned(), summary, fields: fields.0 }
}
