//! Whether a signature verifies.

mod dsa;
pub(crate) mod ecdsa;
mod recovered;
pub(crate) mod rsa;

pub use recovered::{Recovered, rsa_recovered};

use crate::public_key::Material;
use crate::{Algorithm, EcdsaForm, Family, Hash, PublicKey};

/// What came of verifying one signature with one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The signature is this key's over this message.
    Valid,
    /// It is not.
    Invalid,
    /// The key is of another kind than the algorithm takes, so nothing was computed.
    KeyKind {
        /// The family that the algorithm takes.
        wanted: Family,
        /// The family that the key belongs to.
        got: Family,
    },
    /// This combination cannot be computed here, so nothing is known; says which.
    Unsupported(String),
}

impl Outcome {
    /// Whether the signature verified.
    pub fn is_valid(&self) -> bool {
        *self == Outcome::Valid
    }

    fn from_bool(valid: bool) -> Outcome {
        if valid { Outcome::Valid } else { Outcome::Invalid }
    }
}

/// Verifies `signature` over `message`. An ECDSA signature is taken in fixed form, as XML-DSig and JOSE write it.
pub fn verify(algorithm: &Algorithm, key: &PublicKey, message: &[u8], signature: &[u8]) -> Outcome {
    match (algorithm, key.material()) {
        (Algorithm::RsaPkcs1(hash), Material::Rsa(rsa)) => rsa::pkcs1(*hash, rsa, message, signature),
        (Algorithm::RsaPss { hash, mgf, salt }, Material::Rsa(rsa)) => {
            rsa::pss(rsa::Pss { hash: *hash, mgf: *mgf, salt: *salt }, rsa, message, signature)
        }
        (Algorithm::Ecdsa(hash), Material::Ec(ec)) => {
            ecdsa::verify(*hash, EcdsaForm::Fixed, ec, message, signature)
        }
        (Algorithm::Dsa(hash), Material::Dsa(key)) => dsa::verify(*hash, key, message, signature),
        (Algorithm::Ed25519, Material::Ed25519(parsed)) => {
            Outcome::from_bool(parsed.verify_sig(message, signature).is_ok())
        }
        _ => not_computed(algorithm.family(), key),
    }
}

/// Verifies an ECDSA signature whose numbers are written in `form`.
pub fn verify_ecdsa(
    hash: Hash,
    form: EcdsaForm,
    key: &PublicKey,
    message: &[u8],
    signature: &[u8],
) -> Outcome {
    match key.material() {
        Material::Ec(ec) => ecdsa::verify(hash, form, ec, message, signature),
        _ => not_computed(Family::Ec, key),
    }
}

fn not_computed(wanted: Family, key: &PublicKey) -> Outcome {
    let got = key.kind().family();
    if got == wanted {
        return Outcome::Unsupported(format!(
            "a key of the kind {} cannot be computed with here",
            key.kind()
        ));
    }
    Outcome::KeyKind { wanted, got }
}
