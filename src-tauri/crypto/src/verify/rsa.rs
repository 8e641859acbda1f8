//! RSA signatures: aws-lc where it covers size, hash and salt, otherwise the raw public operation and the padding check.

use aws_lc_rs::signature::{self as aws, RsaParameters};
use rsa::BigUint;

use super::Outcome;
use crate::public_key::RsaKey;
use crate::rsa_padding::{pkcs1_encoded, pss_matches};
use crate::{Hash, digest};

/// Sizes of modulus, in bits, that aws-lc verifies with PKCS#1 v1.5, and above which nothing is computed.
const PKCS1_MIN: usize = 1024;
const PSS_MIN: usize = 2048;
pub(crate) const MAX: usize = 8192;

/// The parameters of RSASSA-PSS (RFC 8017 appendix A.2.3).
#[derive(Clone, Copy)]
pub(crate) struct Pss {
    pub(crate) hash: Hash,
    pub(crate) mgf: Hash,
    pub(crate) salt: Option<usize>,
}

pub(crate) fn pkcs1(hash: Hash, rsa: &RsaKey, message: &[u8], signature: &[u8]) -> Outcome {
    if rsa.bits() > MAX {
        return too_large(rsa);
    }
    let covered = aws_pkcs1(hash, rsa.bits());
    if let Some(parsed) = covered.and_then(|(slot, algorithm)| rsa.parsed(slot, algorithm)) {
        return Outcome::from_bool(parsed.verify_sig(message, signature).is_ok());
    }
    pkcs1_by_padding(hash, rsa, message, signature)
}

/// Without aws-lc: the padded block inside the signature must be the one that the message makes.
pub(crate) fn pkcs1_by_padding(hash: Hash, rsa: &RsaKey, message: &[u8], signature: &[u8]) -> Outcome {
    let Some(recovered) = public_operation(rsa, signature) else { return Outcome::Invalid };
    let digest = digest(hash, message);
    Outcome::from_bool(
        pkcs1_encoded(hash, &digest, recovered.len()).is_some_and(|wanted| wanted == recovered),
    )
}

pub(crate) fn pss(pss: Pss, rsa: &RsaKey, message: &[u8], signature: &[u8]) -> Outcome {
    if rsa.bits() > MAX {
        return too_large(rsa);
    }
    let covered = aws_pss(pss, rsa.bits());
    if let Some(parsed) = covered.and_then(|(slot, algorithm)| rsa.parsed(slot, algorithm)) {
        return Outcome::from_bool(parsed.verify_sig(message, signature).is_ok());
    }
    pss_by_padding(pss, rsa, message, signature)
}

/// Without aws-lc.
pub(crate) fn pss_by_padding(pss: Pss, rsa: &RsaKey, message: &[u8], signature: &[u8]) -> Outcome {
    let Some(recovered) = public_operation(rsa, signature) else { return Outcome::Invalid };
    let digest = digest(pss.hash, message);
    Outcome::from_bool(pss_matches(pss.hash, pss.mgf, pss.salt, &digest, &recovered, rsa.bits()))
}

fn too_large(rsa: &RsaKey) -> Outcome {
    Outcome::Unsupported(format!("an RSA key of {} bits; up to {MAX} are computed with", rsa.bits()))
}

/// aws-lc's algorithm and its slot in [`RsaKey::parsed`].
fn aws_pkcs1(hash: Hash, bits: usize) -> Option<(usize, &'static RsaParameters)> {
    match hash {
        _ if bits < PKCS1_MIN => None,
        Hash::Sha1 => Some((0, &aws::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY)),
        Hash::Sha224 => None,
        Hash::Sha256 => Some((1, &aws::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY)),
        Hash::Sha384 if bits < 2048 => None,
        Hash::Sha384 => Some((2, &aws::RSA_PKCS1_2048_8192_SHA384)),
        Hash::Sha512 => Some((3, &aws::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY)),
    }
}

fn aws_pss(pss: Pss, bits: usize) -> Option<(usize, &'static RsaParameters)> {
    if bits < PSS_MIN || pss.mgf != pss.hash || pss.salt != Some(pss.hash.len()) {
        return None;
    }
    match pss.hash {
        Hash::Sha1 | Hash::Sha224 => None,
        Hash::Sha256 => Some((4, &aws::RSA_PSS_2048_8192_SHA256)),
        Hash::Sha384 => Some((5, &aws::RSA_PSS_2048_8192_SHA384)),
        Hash::Sha512 => Some((6, &aws::RSA_PSS_2048_8192_SHA512)),
    }
}

/// RSAVP1 (RFC 8017 section 5.2.2): the padded block inside the signature, as long as the modulus.
pub(crate) fn public_operation(key: &RsaKey, signature: &[u8]) -> Option<Vec<u8>> {
    let n = BigUint::from_bytes_be(&key.n);
    let s = BigUint::from_bytes_be(signature);
    if signature.len() != key.n.len() || s >= n {
        return None;
    }
    let m = s.modpow(&BigUint::from_bytes_be(&key.e), &n).to_bytes_be();
    let mut block = vec![0; key.n.len().checked_sub(m.len())?];
    block.extend_from_slice(&m);
    Some(block)
}
