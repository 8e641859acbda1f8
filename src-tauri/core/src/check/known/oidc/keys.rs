//! The keys that a token's signature is tried with: those that somebody vouches for, and all others.

use ssoscope_jose::{Candidate, Material, NoMaterial};

use super::{KnownOidc, paste_name};
use crate::case::{Case, Role};
use crate::check::known::Origin;
use crate::decode::oidc::{Jwk, Jwks, KeySetForm};
use crate::decode::{Body, Message, Spanned};
use crate::expect::Expectations;
use crate::span::Span;

/// A key, and who says whose it is.
pub struct KnownKey {
    /// The key, or why it can't be used.
    pub material: Result<Material, NoMaterial>,
    /// Its name.
    pub kid: Option<String>,
    /// The algorithm that it is meant for.
    pub alg: Option<String>,
    /// `sig` or `enc`.
    pub usage: Option<String>,
    /// What it may be used for in detail.
    pub key_ops: Vec<String>,
    /// Its certificates, in base64.
    pub x5c: Vec<String>,
    /// Where it comes from: "the JWKS in jwks.json".
    pub origin: Origin,
}

impl KnownKey {
    /// A key without a name, which says nothing about itself.
    pub(in crate::check) fn bare(material: Material, says: String, at: Option<Span>) -> KnownKey {
        let origin = Origin { says, at };
        KnownKey {
            material: Ok(material),
            kid: None,
            alg: None,
            usage: None,
            key_ops: Vec::new(),
            x5c: Vec::new(),
            origin,
        }
    }

    /// What a signature is tried with; `None` where the key can't be used.
    pub(in crate::check) fn candidate(&self) -> Option<Candidate<'_>> {
        Some(Candidate {
            material: self.material.as_ref().ok()?,
            kid: self.kid.as_deref(),
            alg: self.alg.as_deref(),
            usage: self.usage.as_deref(),
            key_ops: self.key_ops.iter().map(String::as_str).collect(),
            x5c: self.x5c.iter().map(String::as_str).collect(),
        })
    }

    /// Whether it may verify signatures at all, by its own word (RFC 7517, sections 4.2 and 4.3).
    pub fn is_for_signatures(&self) -> bool {
        let by_ops = self.key_ops.is_empty() || self.key_ops.iter().any(|op| op == "verify" || op == "sign");
        by_ops && self.usage.as_deref().is_none_or(|usage| usage == "sig")
    }
}

pub(super) fn gather(case: &Case, messages: &[Message], expect: &Expectations, known: &mut KnownOidc) {
    for message in messages {
        let found = of_message(message, &paste_name(case, message));
        match message.role {
            Role::Support => known.keys.extend(found),
            Role::Capture => known.unvouched.extend(found),
        }
    }
    for (name, secret) in expect.keys().secrets() {
        known.keys.push(KnownKey::bare(
            Material::Shared(secret.clone()),
            format!("the secret in {name}"),
            None,
        ));
    }
}

fn of_message(message: &Message, name: &str) -> Vec<KnownKey> {
    match &message.body {
        Body::Jwks(set) => of_set(set, name, message.role),
        Body::Certificate(certificate) => {
            let key = |key| {
                KnownKey::bare(Material::Public(key), format!("the certificate in {name}"), Some(message.at))
            };
            certificate.key.iter().cloned().map(key).collect()
        }
        Body::PublicKey(loose) => {
            let material = Material::Public(loose.key.clone());
            vec![KnownKey::bare(material, format!("the public key in {name}"), Some(loose.at))]
        }
        _ => Vec::new(),
    }
}

fn of_set(set: &Jwks, name: &str, role: Role) -> Vec<KnownKey> {
    let kind = match set.form {
        KeySetForm::Set => "JWKS",
        KeySetForm::Single => "JWK",
        KeySetForm::Certificates => "certificates",
    };
    let says = match role {
        Role::Support => format!("the {kind} in {name}"),
        Role::Capture => format!("the {kind} that stands in the capture {name}"),
    };
    set.keys.iter().map(|jwk| of_jwk(jwk, &says)).collect()
}

fn of_jwk(jwk: &Jwk, says: &str) -> KnownKey {
    let value = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    KnownKey {
        material: jwk.material.clone(),
        kid: value(&jwk.kid),
        alg: value(&jwk.alg),
        usage: value(&jwk.usage),
        key_ops: jwk.key_ops.iter().map(|op| op.value.clone()).collect(),
        x5c: jwk.x5c.iter().map(|text| text.value.clone()).collect(),
        origin: Origin { says: says.to_owned(), at: Some(jwk.at) },
    }
}
