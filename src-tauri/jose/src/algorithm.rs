//! Signature algorithms by their JOSE names (RFC 7518 section 3.1, RFC 8037, RFC 8812, RFC 9864).

use ssoscope_crypto::{Algorithm, Curve, Hash};

/// A registered algorithm that can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JwsAlgorithm {
    /// Its name, as registered.
    pub name: &'static str,
    /// What is computed.
    pub algorithm: Algorithm,
    /// The curve that the name fixes.
    pub curve: Option<Curve>,
}

/// What an `alg` stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alg {
    /// An algorithm that can be computed.
    Known(JwsAlgorithm),
    /// `none`: no signature at all.
    None,
    /// `none` in other letters, such as `None`. It is registered nowhere; carelessly written software takes it for `none`.
    NoneLookalike(String),
    /// Registered, but not computed here.
    NotComputed(String),
    /// Not known.
    Unknown(String),
}

const fn pss(hash: Hash, salt: usize) -> Algorithm {
    Algorithm::RsaPss { hash, mgf: hash, salt: Some(salt) }
}

const fn entry(name: &'static str, algorithm: Algorithm, curve: Option<Curve>) -> JwsAlgorithm {
    JwsAlgorithm { name, algorithm, curve }
}

const TABLE: [JwsAlgorithm; 18] = [
    entry("RS256", Algorithm::RsaPkcs1(Hash::Sha256), None),
    entry("RS384", Algorithm::RsaPkcs1(Hash::Sha384), None),
    entry("RS512", Algorithm::RsaPkcs1(Hash::Sha512), None),
    entry("PS256", pss(Hash::Sha256, 32), None),
    entry("PS384", pss(Hash::Sha384, 48), None),
    entry("PS512", pss(Hash::Sha512, 64), None),
    entry("ES256", Algorithm::Ecdsa(Hash::Sha256), Some(Curve::P256)),
    entry("ES384", Algorithm::Ecdsa(Hash::Sha384), Some(Curve::P384)),
    entry("ES512", Algorithm::Ecdsa(Hash::Sha512), Some(Curve::P521)),
    entry("ES256K", Algorithm::Ecdsa(Hash::Sha256), Some(Curve::Secp256k1)),
    entry("ESP256", Algorithm::Ecdsa(Hash::Sha256), Some(Curve::P256)),
    entry("ESP384", Algorithm::Ecdsa(Hash::Sha384), Some(Curve::P384)),
    entry("ESP512", Algorithm::Ecdsa(Hash::Sha512), Some(Curve::P521)),
    entry("EdDSA", Algorithm::Ed25519, None),
    entry("Ed25519", Algorithm::Ed25519, None),
    entry("HS256", Algorithm::Hmac(Hash::Sha256), None),
    entry("HS384", Algorithm::Hmac(Hash::Sha384), None),
    entry("HS512", Algorithm::Hmac(Hash::Sha512), None),
];

/// Names from the registry that are not computed here.
const NOT_COMPUTED: [&str; 8] =
    ["Ed448", "ESB256", "ESB320", "ESB384", "ESB512", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];

impl Alg {
    /// What a name stands for; upper and lower case differ.
    pub fn from_name(name: &str) -> Alg {
        match TABLE.into_iter().find(|entry| entry.name == name) {
            Some(known) => Alg::Known(known),
            None if name == "none" => Alg::None,
            None if name.eq_ignore_ascii_case("none") => Alg::NoneLookalike(name.to_owned()),
            None if NOT_COMPUTED.contains(&name) => Alg::NotComputed(name.to_owned()),
            None => Alg::Unknown(name.to_owned()),
        }
    }

    /// The algorithm, where it can be computed.
    pub fn known(&self) -> Option<&JwsAlgorithm> {
        match self {
            Alg::Known(known) => Some(known),
            _ => None,
        }
    }
}

impl JwsAlgorithm {
    /// Every algorithm that can be computed.
    pub fn all() -> impl Iterator<Item = JwsAlgorithm> {
        TABLE.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salts_are_as_long_as_the_hash() {
        for entry in JwsAlgorithm::all() {
            if let Algorithm::RsaPss { hash, .. } = entry.algorithm {
                assert_eq!(entry.algorithm, Algorithm::pss(hash));
            }
        }
    }

    #[test]
    fn letters_count() {
        assert_eq!(Alg::from_name("none"), Alg::None);
        assert_eq!(Alg::from_name("nOnE"), Alg::NoneLookalike("nOnE".into()));
        assert_eq!(Alg::from_name("rs256"), Alg::Unknown("rs256".into()));
    }
}
