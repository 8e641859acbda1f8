//! ECDSA over aws-lc, with any hash on any curve.

use aws_lc_rs::digest as aws_digest;
use aws_lc_rs::signature::{self as aws, EcdsaVerificationAlgorithm};

use super::Outcome;
use crate::public_key::EcKey;
use crate::{Curve, EcdsaForm, Hash, der, digest};

/// aws-lc's algorithm for a curve: one with a hash as long as the group order (for P-521 the longest there is).
pub(crate) struct Engine {
    pub(crate) algorithm: &'static EcdsaVerificationAlgorithm,
    hash: &'static aws_digest::Algorithm,
}

pub(crate) fn engine(curve: Curve) -> Engine {
    match curve {
        Curve::P256 => Engine { algorithm: &aws::ECDSA_P256_SHA256_ASN1, hash: &aws_digest::SHA256 },
        Curve::P384 => Engine { algorithm: &aws::ECDSA_P384_SHA384_ASN1, hash: &aws_digest::SHA384 },
        Curve::P521 => Engine { algorithm: &aws::ECDSA_P521_SHA512_ASN1, hash: &aws_digest::SHA512 },
        Curve::Secp256k1 => Engine { algorithm: &aws::ECDSA_P256K1_SHA256_ASN1, hash: &aws_digest::SHA256 },
    }
}

pub(crate) fn verify(hash: Hash, form: EcdsaForm, key: &EcKey, message: &[u8], signature: &[u8]) -> Outcome {
    let der = match form {
        EcdsaForm::Der => Some(signature.to_vec()),
        EcdsaForm::Fixed => fixed_to_der(key.curve, signature),
    };
    let fitted = fit(engine(key.curve).hash, &digest(hash, message));
    match (der, fitted) {
        (Some(der), Some(digest)) => Outcome::from_bool(key.parsed.verify_digest_sig(&digest, &der).is_ok()),
        _ => Outcome::Invalid,
    }
}

/// FIPS 186-5 section 6.4.1 takes the leftmost bits of a hash that is longer than the group order and a shorter one as
/// the number that it is; so a hash can be cut or filled up with leading zeros to the length that aws-lc wants.
fn fit(hash: &'static aws_digest::Algorithm, digest: &[u8]) -> Option<aws_digest::Digest> {
    let wanted = hash.output_len();
    let kept = digest.get(..wanted).unwrap_or(digest);
    let mut fitted = vec![0; wanted - kept.len()];
    fitted.extend_from_slice(kept);
    aws_digest::Digest::import_less_safe(&fitted, hash).ok()
}

fn fixed_to_der(curve: Curve, signature: &[u8]) -> Option<Vec<u8>> {
    let len = curve.coordinate_len();
    if signature.len() != 2 * len {
        return None;
    }
    let (r, s) = signature.split_at(len);
    Some(der::sequence(&[&der::integer(r), &der::integer(s)]))
}
