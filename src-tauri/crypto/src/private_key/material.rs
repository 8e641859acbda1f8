//! What a private key computes with, made from its numbers.

use std::sync::Arc;

use aws_lc_rs::agreement;
use aws_lc_rs::rsa::PrivateDecryptingKey;
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use rsa::traits::PrivateKeyParts;
use rsa::{BigUint, RsaPrivateKey};
use zeroize::Zeroizing;

use super::{MAX_RSA_BITS, Parsed, PrivateKey, PrivateKeyError};
use crate::der;
use crate::spki::RSA;
use crate::{Curve, PublicKey, Secret};

pub(crate) enum Material {
    Rsa(Box<RsaMaterial>),
    /// A key on a curve that key agreement is computed on.
    Agreement(agreement::PrivateKey),
    /// A key that only signs: its public part alone is of use to a reader.
    Signing,
}

/// An RSA private key in both engines; aws-lc takes keys of 2048 bits and more only.
pub(crate) struct RsaMaterial {
    pub(crate) aws: Option<PrivateDecryptingKey>,
    pub(crate) gap: RsaPrivateKey,
}

impl PrivateKey {
    /// An RSA key from modulus, public and private exponent, big-endian; the primes are computed where they are not given.
    pub fn from_rsa(
        n: &[u8],
        e: &[u8],
        d: &[u8],
        primes: Option<[&[u8]; 2]>,
    ) -> Result<PrivateKey, PrivateKeyError> {
        let public = PublicKey::rsa(n, e)?;
        let bits = public.bits().unwrap_or_default();
        if bits > MAX_RSA_BITS {
            return Err(PrivateKeyError::TooLarge { bits });
        }
        // Primes are searched with the private exponent, which is never longer than the modulus.
        if der::trim_zeros(d).len() > der::trim_zeros(n).len() {
            return Err(PrivateKeyError::Inconsistent);
        }
        let [n, e, d] = [n, e, d].map(BigUint::from_bytes_be);
        let primes = primes.map(|primes| primes.map(BigUint::from_bytes_be).to_vec()).unwrap_or_default();
        let gap =
            RsaPrivateKey::from_components(n, e, d, primes).map_err(|_| PrivateKeyError::Inconsistent)?;
        let material = Material::Rsa(Box::new(RsaMaterial { aws: for_aws(&gap), gap }));
        Ok(PrivateKey::of(public, material))
    }

    /// A key on an elliptic curve from its private number, big-endian.
    pub fn from_ec(curve: Curve, scalar: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
        let scalar = left_padded(der::trim_zeros(scalar), curve.coordinate_len())
            .ok_or(PrivateKeyError::Inconsistent)?;
        let pair = ec_pair(curve, &scalar).ok_or(PrivateKeyError::Inconsistent)?;
        let public = PublicKey::ec_point(curve, pair.public_key().as_ref())?;
        let agreement = agreement_on(curve).map(|algorithm| {
            agreement::PrivateKey::from_private_key(algorithm, scalar.expose())
                .map_err(|_| PrivateKeyError::Inconsistent)
        });
        let material = agreement.transpose()?.map_or(Material::Signing, Material::Agreement);
        Ok(PrivateKey::of(public, material))
    }

    /// An Ed25519 key from the 32 bytes of its seed (RFC 8032).
    pub fn from_ed25519(seed: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| PrivateKeyError::Inconsistent)?;
        let public = PublicKey::ed25519(pair.public_key().as_ref())?;
        Ok(PrivateKey::of(public, Material::Signing))
    }

    /// An X25519 key from its 32 bytes (RFC 7748).
    pub fn from_x25519(bytes: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
        let key = agreement::PrivateKey::from_private_key(&agreement::X25519, bytes)
            .map_err(|_| PrivateKeyError::Inconsistent)?;
        let public = key.compute_public_key().map_err(|_| PrivateKeyError::Inconsistent)?;
        let public = PublicKey::x25519(public.as_ref())?;
        Ok(PrivateKey::of(public, Material::Agreement(key)))
    }

    fn of(public: PublicKey, material: Material) -> PrivateKey {
        PrivateKey(Arc::new(Parsed { public, material }))
    }
}

/// The same key for aws-lc, which reads PKCS#8 only; `None` where it refuses the key, mostly for its size.
fn for_aws(key: &RsaPrivateKey) -> Option<PrivateDecryptingKey> {
    let algorithm = der::sequence(&[&der::oid(RSA), &der::value(der::NULL, &[])]);
    let pkcs1 = Zeroizing::new(pkcs1(key)?);
    let wrapped = Zeroizing::new(der::value(der::OCTET_STRING, &pkcs1));
    let pkcs8 = Zeroizing::new(der::sequence(&[&der::integer(&[]), &algorithm, &wrapped]));
    PrivateDecryptingKey::from_pkcs8(&pkcs8).ok()
}

/// PKCS#1 RSAPrivateKey (RFC 8017 appendix A.1.2) of a key with two primes.
fn pkcs1(key: &RsaPrivateKey) -> Option<Vec<u8>> {
    use rsa::traits::PublicKeyParts;
    let [p, q] = key.primes() else { return None };
    let one = BigUint::from(1u8);
    let (dp, dq) = (key.d() % (p - &one), key.d() % (q - &one));
    let qi = key.crt_coefficient()?;
    let numbers = [key.n(), key.e(), key.d(), p, q, &dp, &dq, &qi];
    let encoded: Vec<Zeroizing<Vec<u8>>> = numbers
        .into_iter()
        .map(|number| Zeroizing::new(der::integer(&Zeroizing::new(number.to_bytes_be()))))
        .collect();
    let version = der::integer(&[]);
    let parts: Vec<&[u8]> =
        std::iter::once(version.as_slice()).chain(encoded.iter().map(|number| number.as_slice())).collect();
    Some(der::sequence(&parts))
}

fn ec_pair(curve: Curve, scalar: &Secret) -> Option<EcdsaKeyPair> {
    let algorithm = match curve {
        Curve::P256 => &aws::ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &aws::ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &aws::ECDSA_P521_SHA512_FIXED_SIGNING,
        Curve::Secp256k1 => &aws::ECDSA_P256K1_SHA256_FIXED_SIGNING,
    };
    let number = Zeroizing::new(der::value(der::OCTET_STRING, scalar.expose()));
    let sec1 = Zeroizing::new(der::sequence(&[&der::integer(&[1]), &number]));
    EcdsaKeyPair::from_private_key_der(algorithm, &sec1).ok()
}

fn agreement_on(curve: Curve) -> Option<&'static agreement::Algorithm> {
    match curve {
        Curve::P256 => Some(&agreement::ECDH_P256),
        Curve::P384 => Some(&agreement::ECDH_P384),
        Curve::P521 => Some(&agreement::ECDH_P521),
        Curve::Secp256k1 => None,
    }
}

fn left_padded(bytes: &[u8], len: usize) -> Option<Secret> {
    let mut padded = vec![0; len.checked_sub(bytes.len())?];
    padded.extend_from_slice(bytes);
    Some(Secret::new(padded))
}
