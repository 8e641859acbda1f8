//! What a provider publishes of itself, in a person's words.

use crate::decode::oidc::{Discovery, Jwk, Jwks, KeySetForm};
use crate::report::FieldShape;
use crate::report::describe::Described;

use super::fields::{Fields, joined, or};

pub(super) fn discovery(document: &Discovery) -> Described {
    let fields = Fields::default()
        .text("issuer", &document.issuer)
        .text("authorization_endpoint", &document.authorization_endpoint)
        .text("token_endpoint", &document.token_endpoint)
        .text("userinfo_endpoint", &document.userinfo_endpoint)
        .text("end_session_endpoint", &document.end_session_endpoint)
        .text("jwks_uri", &document.jwks_uri)
        .text("id_token_signing_alg_values_supported", &joined(&document.id_token_algs))
        .text("response_types_supported", &joined(&document.response_types))
        .text("grant_types_supported", &joined(&document.grant_types))
        .text("code_challenge_methods_supported", &joined(&document.code_challenge_methods))
        .text("pushed_authorization_request_endpoint", &document.pushed_request_endpoint)
        .text("token_endpoint_auth_methods_supported", &joined(&document.token_auth_methods));
    Described {
        kind: "discovery",
        title: "Discovery document".to_owned(),
        summary: format!("What {} publishes of itself.", or(&document.issuer, "a provider")),
        fields: fields.0,
    }
}

pub(super) fn jwks(set: &Jwks) -> Described {
    let (kind, title) = match set.form {
        KeySetForm::Set => ("jwks", "Key set (JWKS)"),
        KeySetForm::Single => ("jwk", "Key (JWK)"),
        KeySetForm::Certificates => ("jwks", "Key set (certificates by name)"),
    };
    let summary = match set.keys.len() {
        1 => "One key.".to_owned(),
        n => format!("{n} keys."),
    };
    Described { kind, title: title.to_owned(), summary, fields: set.keys.iter().map(key).collect() }
}

fn key(key: &Jwk) -> FieldShape {
    let named = [("", &key.kty), ("", &key.crv), ("alg ", &key.alg), ("use ", &key.usage)];
    let said =
        named.iter().filter_map(|(name, value)| value.as_ref().map(|value| format!("{name}{}", value.value)));
    let mut value = said.collect::<Vec<_>>().join(", ");
    if let Err(why) = &key.material {
        value.push_str(&format!("; can't be used: {why}"));
    }
    FieldShape { name: or(&key.kid, "(no kid)").into_owned(), value, at: Some(key.at) }
}
