//! What a provider publishes: its discovery document and its keys.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use rsa::traits::PublicKeyParts;
use sha2::{Digest, Sha256};

use super::parties::{Parties, SigningKey};
use super::token::Algorithm;
use crate::json::Json;

/// A discovery document (OpenID Connect Discovery 1.0, section 3).
pub(crate) fn discovery(issuer: &str, algorithms: &[&str]) -> String {
    let below = |path: &str| Json::from(format!("{}/{path}", issuer.trim_end_matches('/')));
    Json::Object(vec![
        ("issuer", issuer.into()),
        ("authorization_endpoint", below("authorize")),
        ("token_endpoint", below("token")),
        ("userinfo_endpoint", below("userinfo")),
        ("jwks_uri", below("keys")),
        ("scopes_supported", Json::texts(&["openid", "profile", "email"])),
        ("response_types_supported", Json::texts(&["code", "id_token", "code id_token"])),
        ("response_modes_supported", Json::texts(&["query", "fragment", "form_post"])),
        ("grant_types_supported", Json::texts(&["authorization_code", "refresh_token"])),
        ("subject_types_supported", Json::texts(&["public"])),
        ("id_token_signing_alg_values_supported", Json::texts(algorithms)),
        (
            "token_endpoint_auth_methods_supported",
            Json::texts(&["client_secret_basic", "client_secret_post"]),
        ),
        ("code_challenge_methods_supported", Json::texts(&["S256"])),
        ("request_parameter_supported", Json::Truth(false)),
    ])
    .pretty()
}

/// A set of keys (RFC 7517, section 5).
pub(crate) fn jwks(keys: &[Json]) -> String {
    Json::Object(vec![("keys", Json::List(keys.to_vec()))]).pretty()
}

/// A signing key's public half.
pub(crate) fn jwk(key: &SigningKey) -> Json {
    jwk_for(key, "sig", key.algorithm.name())
}

/// A public half that says another use or algorithm than it is signed with.
pub(crate) fn jwk_for(key: &SigningKey, purpose: &str, algorithm: &str) -> Json {
    let mut members = numbers(key);
    members.extend([("use", purpose.into()), ("alg", algorithm.into()), ("kid", key.kid.into())]);
    Json::Object(members)
}

/// A public half that says nothing but its numbers, as a proof of possession brings it (RFC 9449, section 4.2).
pub(crate) fn bare_jwk(key: &SigningKey) -> Json {
    Json::Object(numbers(key))
}

/// The thumbprint of a public half (RFC 7638).
pub(crate) fn thumbprint(key: &SigningKey) -> String {
    let mut members = numbers(key);
    members.sort_by_key(|(name, _)| *name);
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(Json::Object(members).compact()))
}

/// An application as its provider knows it (OpenID Connect Dynamic Client Registration 1.0, section 3.2).
pub(crate) fn registration(parties: &Parties) -> Vec<(&'static str, Json)> {
    vec![
        ("client_id", parties.client_id.into()),
        ("redirect_uris", Json::texts(&[parties.redirect_uri])),
        ("response_types", Json::texts(&["code", "code id_token"])),
        ("grant_types", Json::texts(&["authorization_code", "refresh_token"])),
        ("scope", "openid profile email".into()),
        ("token_endpoint_auth_method", "client_secret_post".into()),
    ]
}

/// A signing key's public half with more members.
pub(crate) fn jwk_with(key: &SigningKey, more: &[(&'static str, Json)]) -> Json {
    let mut members = numbers(key);
    members.extend([("use", "sig".into()), ("alg", key.algorithm.name().into()), ("kid", key.kid.into())]);
    members.extend_from_slice(more);
    Json::Object(members)
}

/// Certificates in PEM by the names of their keys.
pub(crate) fn certificates_by_name(keys: &[&SigningKey]) -> String {
    Json::Object(keys.iter().map(|key| (key.kid, key.pair.certificate_pem.into())).collect()).pretty()
}

fn numbers(key: &SigningKey) -> Vec<(&'static str, Json)> {
    let number = |bytes: &[u8]| Json::from(BASE64_URL_SAFE_NO_PAD.encode(bytes));
    match key.algorithm {
        Algorithm::Rs256 => {
            let key = key.pair.rsa();
            vec![
                ("kty", "RSA".into()),
                ("n", number(&key.n().to_bytes_be())),
                ("e", number(&key.e().to_bytes_be())),
            ]
        }
        Algorithm::Es256 => {
            let point = key.pair.p256().verifying_key().to_encoded_point(false);
            let coordinate = |half: Option<_>| {
                number(half.map(|half: &p256::FieldBytes| half.as_slice()).unwrap_or_default())
            };
            vec![
                ("kty", "EC".into()),
                ("crv", "P-256".into()),
                ("x", coordinate(point.x())),
                ("y", coordinate(point.y())),
            ]
        }
        Algorithm::EdDsa => {
            let public = key.pair.ed25519().verifying_key();
            vec![("kty", "OKP".into()), ("crv", "Ed25519".into()), ("x", number(public.as_bytes()))]
        }
    }
}
