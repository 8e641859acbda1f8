//! Private and shared keys in JWK form (RFC 7517, RFC 7518 section 6, RFC 8037): what a person lends.

use ssoscope_crypto::{Curve, PrivateKey, PrivateKeyError, Secret};
use zeroize::Zeroizing;

use crate::json::{Document, Value};
use crate::{Limits, base64url};

/// A key that opens or signs, and what it says about itself.
#[derive(Clone, Debug)]
pub struct PrivateJwk {
    /// Its name.
    pub kid: Option<String>,
    /// The key.
    pub key: HeldKey,
}

/// A private or a shared key.
#[derive(Clone, Debug)]
pub enum HeldKey {
    /// A private key.
    Private(PrivateKey),
    /// A shared key (`oct`).
    Shared(Secret),
}

/// Why a JWK gives no private key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoPrivateKey {
    /// It is a public key.
    #[error("it is a public key; its private members are not there")]
    Public,
    /// A member that its type needs is missing or no string.
    #[error("it has no {0}")]
    Missing(&'static str),
    /// Its type is not known.
    #[error("the key type {0:?} is not known here")]
    UnknownType(String),
    /// Its curve is not computed.
    #[error("the curve {0:?} is not computed here")]
    UnknownCurve(String),
    /// The numbers are no key.
    #[error(transparent)]
    Key(#[from] PrivateKeyError),
}

/// The keys of a JWK or a JWK Set, those that can't be used with the reason; `None` where the document is neither.
pub fn read_private(document: &Document, limits: &Limits) -> Option<Vec<Result<PrivateJwk, NoPrivateKey>>> {
    let root = document.root.as_ref()?;
    match root.member("keys").and_then(Value::array) {
        Some(keys) => Some(keys.iter().take(limits.keys).map(read_one).collect()),
        None => root.member("kty").map(|_| vec![read_one(root)]),
    }
}

fn read_one(jwk: &Value) -> Result<PrivateJwk, NoPrivateKey> {
    let kty = text(jwk, "kty").ok_or(NoPrivateKey::Missing("kty"))?;
    let key = match kty {
        "oct" => HeldKey::Shared(Secret::from(bytes(jwk, "k")?.as_slice())),
        "RSA" | "EC" | "OKP" if jwk.member("d").is_none() => return Err(NoPrivateKey::Public),
        "RSA" => HeldKey::Private(rsa(jwk)?),
        "EC" => HeldKey::Private(ec(jwk)?),
        "OKP" => HeldKey::Private(okp(jwk)?),
        other => return Err(NoPrivateKey::UnknownType(other.to_owned())),
    };
    Ok(PrivateJwk { kid: text(jwk, "kid").map(str::to_owned), key })
}

fn rsa(jwk: &Value) -> Result<PrivateKey, NoPrivateKey> {
    let (n, e, d) = (bytes(jwk, "n")?, bytes(jwk, "e")?, bytes(jwk, "d")?);
    let primes = bytes(jwk, "p").ok().zip(bytes(jwk, "q").ok());
    let primes = primes.as_ref().map(|(p, q)| [p.as_slice(), q.as_slice()]);
    Ok(PrivateKey::from_rsa(&n, &e, &d, primes)?)
}

fn ec(jwk: &Value) -> Result<PrivateKey, NoPrivateKey> {
    let crv = text(jwk, "crv").ok_or(NoPrivateKey::Missing("crv"))?;
    let curve = Curve::ALL.into_iter().find(|curve| curve.name() == crv);
    let curve = curve.ok_or_else(|| NoPrivateKey::UnknownCurve(crv.to_owned()))?;
    Ok(PrivateKey::from_ec(curve, &bytes(jwk, "d")?)?)
}

fn okp(jwk: &Value) -> Result<PrivateKey, NoPrivateKey> {
    let d = bytes(jwk, "d")?;
    match text(jwk, "crv").ok_or(NoPrivateKey::Missing("crv"))? {
        "X25519" => Ok(PrivateKey::from_x25519(&d)?),
        "Ed25519" => Ok(PrivateKey::from_ed25519(&d)?),
        other => Err(NoPrivateKey::UnknownCurve(other.to_owned())),
    }
}

fn text<'a>(jwk: &'a Value, member: &str) -> Option<&'a str> {
    jwk.member(member)?.text().map(|text| text.value.as_str())
}

fn bytes(jwk: &Value, member: &'static str) -> Result<Zeroizing<Vec<u8>>, NoPrivateKey> {
    let text = text(jwk, member).ok_or(NoPrivateKey::Missing(member))?;
    Ok(Zeroizing::new(base64url::decode(text.as_bytes(), 0..text.len()).bytes))
}
