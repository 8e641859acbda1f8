//! SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), read and written.

use crate::der::{self, Reader};
use crate::{Curve, KeyError};

pub(crate) const RSA: &str = "1.2.840.113549.1.1.1";
pub(crate) const RSA_PSS: &str = "1.2.840.113549.1.1.10";
pub(crate) const EC: &str = "1.2.840.10045.2.1";
pub(crate) const ED25519: &str = "1.3.101.112";
pub(crate) const DSA: &str = "1.2.840.10040.4.1";
pub(crate) const X25519: &str = "1.3.101.110";

/// What a SubjectPublicKeyInfo says, before anything is checked.
#[derive(Debug)]
pub(crate) enum Spki<'a> {
    Rsa { n: &'a [u8], e: &'a [u8] },
    Ec { curve: Curve, point: &'a [u8] },
    Ed25519(&'a [u8]),
    Dsa { p: &'a [u8], q: &'a [u8], g: &'a [u8], y: &'a [u8] },
    Other { oid: String },
}

pub(crate) fn read(bytes: &[u8]) -> Result<Spki<'_>, KeyError> {
    let mut outer = Reader::new(bytes);
    let mut info = outer.sequence("a SubjectPublicKeyInfo (SEQUENCE)")?;
    outer.end("the end of the key")?;
    let mut algorithm = info.sequence("an AlgorithmIdentifier (SEQUENCE)")?;
    let oid = algorithm.oid("the key's algorithm (OBJECT IDENTIFIER)")?;
    let key = info.bits("the key itself (BIT STRING)")?;
    match oid.as_str() {
        RSA | RSA_PSS => rsa(key),
        EC => ec(algorithm, key),
        ED25519 => Ok(Spki::Ed25519(key)),
        DSA if algorithm.peek() == Some(der::SEQUENCE) => dsa(algorithm, key),
        _ => Ok(Spki::Other { oid }),
    }
}

fn rsa(key: &[u8]) -> Result<Spki<'_>, KeyError> {
    let mut fields = Reader::new(key).sequence("an RSAPublicKey (SEQUENCE)")?;
    let n = fields.unsigned("the modulus (INTEGER)")?;
    let e = fields.unsigned("the public exponent (INTEGER)")?;
    Ok(Spki::Rsa { n, e })
}

fn ec<'a>(mut parameters: Reader<'a>, point: &'a [u8]) -> Result<Spki<'a>, KeyError> {
    if parameters.peek() == Some(der::SEQUENCE) {
        return Err(KeyError::ExplicitCurve);
    }
    let oid = parameters.oid("the curve's name (OBJECT IDENTIFIER)")?;
    Ok(match Curve::from_oid(&oid) {
        Some(curve) => Spki::Ec { curve, point },
        None => Spki::Other { oid },
    })
}

/// RFC 3279 section 2.3.2; a key that inherits its parameters has none, and is not computed with.
fn dsa<'a>(mut parameters: Reader<'a>, key: &'a [u8]) -> Result<Spki<'a>, KeyError> {
    let mut numbers = parameters.sequence("the DSA parameters (SEQUENCE)")?;
    let p = numbers.unsigned("the prime (INTEGER)")?;
    let q = numbers.unsigned("the subprime (INTEGER)")?;
    let g = numbers.unsigned("the generator (INTEGER)")?;
    let y = Reader::new(key).unsigned("the public number (INTEGER)")?;
    Ok(Spki::Dsa { p, q, g, y })
}

pub(crate) fn write_dsa(p: &[u8], q: &[u8], g: &[u8], y: &[u8]) -> Vec<u8> {
    let parameters = der::sequence(&[&der::integer(p), &der::integer(q), &der::integer(g)]);
    write(&[&der::oid(DSA), &parameters], &der::integer(y))
}

pub(crate) fn write_rsa(n: &[u8], e: &[u8]) -> Vec<u8> {
    write(&[&der::oid(RSA), &der::value(der::NULL, &[])], &write_rsa_bare(n, e))
}

/// RSAPublicKey (RFC 8017 appendix A.1.1).
pub(crate) fn write_rsa_bare(n: &[u8], e: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::integer(n), &der::integer(e)])
}

pub(crate) fn write_ec(curve: Curve, point: &[u8]) -> Vec<u8> {
    write(&[&der::oid(EC), &der::oid(curve.oid())], point)
}

pub(crate) fn write_ed25519(key: &[u8]) -> Vec<u8> {
    write(&[&der::oid(ED25519)], key)
}

pub(crate) fn write_x25519(key: &[u8]) -> Vec<u8> {
    write(&[&der::oid(X25519)], key)
}

fn write(algorithm: &[&[u8]], key: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::sequence(algorithm), &der::bit_string(key)])
}
