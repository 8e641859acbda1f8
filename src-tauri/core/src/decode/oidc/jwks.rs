//! Keys: a JWK Set or a single JWK (RFC 7517, sections 4 and 5).

use ssoscope_crypto::{PublicKey, Secret};

use super::Problem;
use crate::decode::Spanned;
use crate::span::Span;

/// A set of keys.
pub struct Jwks {
    /// All of it.
    pub at: Span,
    /// Whether it is one JWK and no set.
    pub single: bool,
    /// The keys, also those that can't be used.
    pub keys: Vec<Jwk>,
    /// What is wrong with its form.
    pub problems: Vec<Problem>,
}

/// A key.
pub struct Jwk {
    /// All of it.
    pub at: Span,
    /// `RSA`, `EC`, `OKP`, `oct`.
    pub kty: Option<Spanned<String>>,
    /// Its name.
    pub kid: Option<Spanned<String>>,
    /// The algorithm that it is meant for.
    pub alg: Option<Spanned<String>>,
    /// `sig` or `enc`.
    pub usage: Option<Spanned<String>>,
    /// What it may be used for in detail.
    pub key_ops: Vec<Spanned<String>>,
    /// The curve.
    pub crv: Option<Spanned<String>>,
    /// The SHA-1 thumbprint of its certificate.
    pub x5t: Option<Spanned<String>>,
    /// Its certificates, in base64.
    pub x5c: Vec<Spanned<String>>,
    /// Where its private part stands, if it was published along.
    pub private: Option<Span>,
    /// The key itself, or why it can't be used.
    pub material: Result<KeyMaterial, String>,
}

/// A key that a signature can be verified with.
#[derive(Clone)]
pub enum KeyMaterial {
    /// A public key.
    Public(PublicKey),
    /// A shared secret.
    Shared(Secret),
}

impl Jwk {
    /// Whether its `use` and `key_ops` let it verify signatures (RFC 7517, sections 4.2 and 4.3).
    pub fn may_verify(&self) -> bool {
        let by_use = self.usage.as_ref().is_none_or(|usage| usage.value == "sig");
        let by_ops = self.key_ops.is_empty()
            || self.key_ops.iter().any(|op| op.value == "verify" || op.value == "sign");
        by_use && by_ops
    }
}
