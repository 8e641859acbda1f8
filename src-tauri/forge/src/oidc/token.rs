//! Tokens as plain members: built sound, changed in one place, then signed.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use ed25519_dalek::Signer;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

use super::parties::SigningKey;
use crate::json::Json;

/// The algorithms that tokens here are signed with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Rs256,
    Es256,
    EdDsa,
}

impl Algorithm {
    /// Its name (RFC 7518, section 3.1; RFC 8037, section 3.1).
    pub(crate) fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Es256 => "ES256",
            Algorithm::EdDsa => "EdDSA",
        }
    }
}

/// A token's header and claims; each member may be set anew or left out.
#[derive(Clone, Default)]
pub(crate) struct Token {
    header: Vec<(&'static str, Json)>,
    claims: Vec<(&'static str, Json)>,
}

impl Token {
    /// Sets a header parameter in its place, or adds it.
    pub(crate) fn header(&mut self, name: &'static str, value: impl Into<Json>) {
        set(&mut self.header, name, value.into());
    }

    /// Leaves a header parameter out.
    pub(crate) fn without_header(&mut self, name: &str) {
        self.header.retain(|(known, _)| *known != name);
    }

    /// Sets a claim in its place, or adds it.
    pub(crate) fn claim(&mut self, name: &'static str, value: impl Into<Json>) {
        set(&mut self.claims, name, value.into());
    }

    /// Leaves a claim out.
    pub(crate) fn without(&mut self, name: &str) {
        self.claims.retain(|(known, _)| *known != name);
    }

    /// Signed with a key, in compact form; the header is as it stands.
    pub(crate) fn signed(&self, key: &SigningKey) -> String {
        self.finished(|input| match key.algorithm {
            Algorithm::Rs256 => key.pair.sign_rsa_sha256(input),
            Algorithm::Es256 => key.pair.sign_ecdsa_sha256(input),
            Algorithm::EdDsa => key.pair.ed25519().sign(input).to_bytes().to_vec(),
        })
    }

    /// Signed with ECDSA, the signature written as DER, which a token does not allow.
    pub(crate) fn signed_in_der(&self, key: &SigningKey) -> String {
        self.finished(|input| {
            let signature: p256::ecdsa::Signature = key.pair.p256().sign(input);
            signature.to_der().as_bytes().to_vec()
        })
    }

    /// Authenticated with HMAC-SHA-256 and a secret.
    pub(crate) fn authenticated(&self, secret: &str) -> String {
        self.finished(|input| {
            let mut mac =
                Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
            mac.update(input);
            mac.finalize().into_bytes().to_vec()
        })
    }

    /// With an empty signature.
    pub(crate) fn unsecured(&self) -> String {
        self.finished(|_| Vec::new())
    }

    /// A token whose payload is a token (RFC 7519, section 5.2), signed with RSA.
    pub(crate) fn nested(inner: &str, key: &SigningKey) -> String {
        let header = [("alg", "RS256".into()), ("kid", key.kid.into()), ("cty", "JWT".into())];
        let input = format!("{}.{}", part(&header), BASE64_URL_SAFE_NO_PAD.encode(inner));
        format!("{input}.{}", BASE64_URL_SAFE_NO_PAD.encode(key.pair.sign_rsa_sha256(input.as_bytes())))
    }

    /// The claims in JSON, which nobody signed.
    pub(crate) fn claims_alone(&self) -> String {
        Json::Object(self.claims.clone()).compact()
    }

    fn finished(&self, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
        let input = format!("{}.{}", part(&self.header), part(&self.claims));
        format!("{input}.{}", BASE64_URL_SAFE_NO_PAD.encode(sign(input.as_bytes())))
    }
}

/// The left half of a text's digest, as `at_hash` and `c_hash` hold it (OpenID Connect Core 1.0, section 3.1.3.6).
pub(crate) fn left_half(text: &str) -> String {
    let digest = Sha256::digest(text);
    BASE64_URL_SAFE_NO_PAD.encode(&digest[..digest.len() / 2])
}

/// A token whose payload is another token's, its signature kept.
pub(crate) fn with_payload_of(signed: &str, other: &str) -> String {
    let part = |token: &str, at: usize| token.split('.').nth(at).unwrap_or_default().to_owned();
    [part(signed, 0), part(other, 1), part(signed, 2)].join(".")
}

/// A token whose header is another token's, its signature kept.
pub(crate) fn with_header_of(signed: &str, other: &str) -> String {
    let header = other.split('.').next().unwrap_or_default();
    let rest = signed.split_once('.').map_or("", |(_, rest)| rest);
    format!("{header}.{rest}")
}

/// A token whose payload is written over several lines, its signature kept.
pub(crate) fn with_pretty_payload(signed: &str, token: &Token) -> String {
    let payload = BASE64_URL_SAFE_NO_PAD.encode(Json::Object(token.claims.clone()).pretty());
    with_payload_of(signed, &format!(".{payload}."))
}

/// A token in flattened JSON (RFC 7515, section 7.2.2).
pub(crate) fn in_flattened_json(signed: &str) -> String {
    let mut parts = signed.split('.');
    let names = ["protected", "payload", "signature"];
    Json::Object(names.map(|name| (name, parts.next().unwrap_or_default().into())).to_vec()).pretty()
}

/// A token with another signature.
pub(crate) fn with_signature(signed: &str, signature: &[u8]) -> String {
    let input = signed.rsplit_once('.').map_or(signed, |(input, _)| input);
    format!("{input}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

fn part(members: &[(&'static str, Json)]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Json::Object(members.to_vec()).compact())
}

fn set(members: &mut Vec<(&'static str, Json)>, name: &'static str, value: Json) {
    match members.iter_mut().find(|(known, _)| *known == name) {
        Some(member) => member.1 = value,
        None => members.push((name, value)),
    }
}
