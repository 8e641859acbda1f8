//! What a provider's other endpoints answer, in a person's words.

use crate::decode::oidc::{DeviceAuthorization, DeviceKind, Introspection, PushedRequest};
use crate::report::describe::Described;

use super::fields::{Fields, or, seconds};

pub(super) fn pushed_request(answer: &PushedRequest) -> Described {
    let fields = Fields::default()
        .text("request_uri", &answer.request_uri)
        .text("expires_in", &seconds(&answer.expires_in));
    Described {
        kind: "pushed-request",
        title: "Answer to a pushed request (PAR)".to_owned(),
        summary: "The provider keeps the request and gives it a name, good for one use.".to_owned(),
        fields: fields.0,
    }
}

pub(super) fn introspection(answer: &Introspection) -> Described {
    let active = answer.active.as_ref().map(|active| active.value);
    let fields = Fields::default()
        .text("active", &answer.active.clone().map(|active| active.map(|flag| flag.to_string())))
        .text("iss", &answer.iss)
        .text("sub", &answer.sub)
        .text("aud", &answer.aud)
        .text("client_id", &answer.client_id)
        .text("username", &answer.username)
        .text("scope", &answer.scope)
        .text("token_type", &answer.token_type)
        .time("iat", &answer.iat)
        .time("nbf", &answer.nbf)
        .time("exp", &answer.exp);
    let summary = match active {
        Some(true) => {
            format!("The provider says that the token is good, for {}.", or(&answer.sub, "somebody"))
        }
        _ => "The provider says that the token is not good, or not for who asks.".to_owned(),
    };
    Described { kind: "introspection", title: "Introspection answer".to_owned(), summary, fields: fields.0 }
}

pub(super) fn device(answer: &DeviceAuthorization) -> Described {
    let fields = Fields::default()
        .text("user_code", &answer.user_code)
        .text("verification_uri", &answer.verification_uri)
        .text("expires_in", &seconds(&answer.expires_in))
        .text("interval", &seconds(&answer.interval))
        .hidden("polled with", answer.polled_with);
    let (kind, title, summary) = match answer.kind {
        DeviceKind::UserCode => (
            "device-authorization",
            "Device authorization",
            "The person types a code on another device, and the application asks until they have.",
        ),
        DeviceKind::BackChannel => (
            "backchannel-authentication",
            "Sign-in on another device (CIBA)",
            "The person's own device asks them, and the application asks until they have answered.",
        ),
    };
    Described { kind, title: title.to_owned(), summary: summary.to_owned(), fields: fields.0 }
}
