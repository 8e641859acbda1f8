//! DSA, which aws-lc does not offer: signatures of former times, in archives and test vectors.

use dsa::signature::hazmat::PrehashVerifier;
use dsa::{BigUint, Signature, VerifyingKey};

use super::Outcome;
use crate::{Hash, digest};

/// Verifies a signature whose r and s stand side by side, each as long as q (XML Signature 1.1 section 6.4.1).
pub(crate) fn verify(hash: Hash, key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Outcome {
    let length = key.components().q().bits().div_ceil(8);
    if signature.len() != 2 * length {
        return Outcome::Invalid;
    }
    let (r, s) = signature.split_at(length);
    let numbers = Signature::from_components(BigUint::from_bytes_be(r), BigUint::from_bytes_be(s));
    let fits = numbers.and_then(|numbers| key.verify_prehash(&digest(hash, message), &numbers));
    Outcome::from_bool(fits.is_ok())
}
