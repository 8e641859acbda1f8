//! Keys in DER: PKCS#8, PKCS#1, SEC 1; what is protected or contained is handed on.

use super::{PrivateKey, PrivateKeyError, pkcs12, protected};
use crate::der::{self, DerError, Reader};
use crate::spki::{EC, ED25519, RSA, RSA_PSS, X25519};
use crate::{Curve, KeyError, KeyKind, Secret};

pub(super) fn from_der(der: &[u8], password: Option<&Secret>) -> Result<PrivateKey, PrivateKeyError> {
    if pkcs12::is_one(der) {
        return pkcs12::read(der, password);
    }
    let fields = Reader::new(der).sequence("a private key (SEQUENCE)")?;
    let mut rest = fields;
    if rest.peek() == Some(der::SEQUENCE) {
        return sequence_first(fields, password);
    }
    let version = rest.unsigned("a version number (INTEGER)")?;
    match (version, rest.peek()) {
        (_, Some(der::SEQUENCE)) => from_pkcs8(rest),
        (_, Some(der::INTEGER)) => from_pkcs1(der),
        (_, Some(der::OCTET_STRING)) => from_sec1(fields, None),
        _ => Err(rest
            .take(der::SEQUENCE, "a key's algorithm (SEQUENCE)")
            .err()
            .map_or(PrivateKeyError::Inconsistent, PrivateKeyError::Der)),
    }
}

/// The key inside something that was decrypted; what is no DER at all was decrypted with a wrong password.
pub(super) fn inside(opened: &Secret, called: &'static str) -> Result<PrivateKey, PrivateKeyError> {
    match from_der(opened.expose(), None) {
        Err(PrivateKeyError::Der(_)) => Err(PrivateKeyError::WrongPassword(called)),
        key => key,
    }
}

/// A SEQUENCE that opens with a SEQUENCE: an encrypted PKCS#8 key, or a public key or certificate.
fn sequence_first(fields: Reader<'_>, password: Option<&Secret>) -> Result<PrivateKey, PrivateKeyError> {
    let mut probe = fields;
    let oid = probe.sequence("").and_then(|mut algorithm| algorithm.oid("")).unwrap_or_default();
    match oid.as_str() {
        _ if protected::is_scheme(&oid) => {
            let key = protected::opened(fields, "encrypted PKCS#8 key", password)?;
            inside(&key, "encrypted PKCS#8 key")
        }
        "" => Err(PrivateKeyError::OtherPem("CERTIFICATE".to_owned())),
        _ => Err(PrivateKeyError::OtherPem("PUBLIC KEY".to_owned())),
    }
}

/// PKCS#8 (RFC 5208, RFC 5958) after its version.
fn from_pkcs8(mut fields: Reader<'_>) -> Result<PrivateKey, PrivateKeyError> {
    let mut algorithm = fields.sequence("a key's algorithm (SEQUENCE)")?;
    let oid = algorithm.oid("the key's algorithm (OBJECT IDENTIFIER)")?;
    let key = fields.take(der::OCTET_STRING, "the key itself (OCTET STRING)")?;
    let inner = || Reader::new(key).take(der::OCTET_STRING, "the 32 bytes of the key (OCTET STRING)");
    match oid.as_str() {
        RSA | RSA_PSS => from_pkcs1(key),
        EC => {
            let curve = curve(&mut algorithm)?;
            from_sec1(Reader::new(key).sequence("an ECPrivateKey (SEQUENCE)")?, Some(curve))
        }
        ED25519 => PrivateKey::from_ed25519(inner()?),
        X25519 => PrivateKey::from_x25519(inner()?),
        _ => Err(PrivateKeyError::Kind(KeyKind::Other { oid })),
    }
}

fn curve(parameters: &mut Reader<'_>) -> Result<Curve, PrivateKeyError> {
    if parameters.peek() == Some(der::SEQUENCE) {
        return Err(KeyError::ExplicitCurve.into());
    }
    let oid = parameters.oid("the curve's name (OBJECT IDENTIFIER)")?;
    Curve::from_oid(&oid).ok_or(PrivateKeyError::Kind(KeyKind::Other { oid }))
}

/// PKCS#1 RSAPrivateKey (RFC 8017 appendix A.1.2).
fn from_pkcs1(der: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
    let mut fields = Reader::new(der).sequence("an RSAPrivateKey (SEQUENCE)")?;
    fields.unsigned("a version number (INTEGER)")?;
    let n = fields.unsigned("the modulus (INTEGER)")?;
    let e = fields.unsigned("the public exponent (INTEGER)")?;
    let d = fields.unsigned("the private exponent (INTEGER)")?;
    let p = fields.unsigned("the first prime (INTEGER)")?;
    let q = fields.unsigned("the second prime (INTEGER)")?;
    PrivateKey::from_rsa(n, e, d, Some([p, q]))
}

/// SEC 1 ECPrivateKey (RFC 5915), whose curve may be named in the PKCS#8 around it.
fn from_sec1(mut fields: Reader<'_>, named: Option<Curve>) -> Result<PrivateKey, PrivateKeyError> {
    const PARAMETERS: u8 = 0xa0;
    fields.unsigned("a version number (INTEGER)")?;
    let scalar = fields.take(der::OCTET_STRING, "the private number (OCTET STRING)")?;
    let curve = match (fields.peek(), named) {
        (Some(PARAMETERS), _) => curve(&mut Reader::new(fields.take(PARAMETERS, "the curve")?))?,
        (_, Some(curve)) => curve,
        _ => return Err(DerError { at: 0, wanted: "the name of the curve" }.into()),
    };
    PrivateKey::from_ec(curve, scalar)
}
