//! An application as its provider knows it, in a person's words.

use crate::decode::oidc::Registration;
use crate::report::describe::Described;

use super::fields::{Fields, joined, or, seconds};

pub(super) fn describe(registration: &Registration) -> Described {
    let fields = Fields::default()
        .text("client_id", &registration.client_id)
        .text("client_name", &registration.client_name)
        .text("redirect_uris", &registration.redirect_uris)
        .text("post_logout_redirect_uris", &registration.post_logout_redirect_uris)
        .text("response_types", &joined(&registration.response_types))
        .text("grant_types", &joined(&registration.grant_types))
        .text("scope", &registration.scope)
        .text("token_endpoint_auth_method", &registration.token_auth_method)
        .text("id_token_signed_response_alg", &registration.id_token_alg)
        .text("id_token_encrypted_response_alg", &registration.id_token_encryption_alg)
        .text("userinfo_signed_response_alg", &registration.userinfo_alg)
        .text("backchannel_logout_uri", &registration.backchannel_logout_uri)
        .text("frontchannel_logout_uri", &registration.frontchannel_logout_uri)
        .text("client_secret_expires_at", &seconds(&registration.client_secret_expires_at))
        .hidden("client_secret", registration.client_secret);
    Described {
        kind: "registration",
        title: "Registration of an application".to_owned(),
        summary: format!("What the provider knows of {}.", or(&registration.client_id, "an application")),
        fields: fields.0,
    }
}
