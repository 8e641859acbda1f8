//! Signature algorithms, as data.

use crate::{Family, Hash};

/// A signature or MAC algorithm with all its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2).
    RsaPkcs1(Hash),
    /// RSASSA-PSS (RFC 8017 section 8.1).
    RsaPss {
        /// Hash of the message.
        hash: Hash,
        /// Hash inside the mask generation function MGF1.
        mgf: Hash,
        /// Salt length in bytes; `None` takes whatever length the signature carries.
        salt: Option<usize>,
    },
    /// ECDSA (FIPS 186-5); the curve is the key's.
    Ecdsa(Hash),
    /// DSA (FIPS 186-4), r and s side by side as XML-DSig writes them.
    Dsa(Hash),
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// HMAC (RFC 2104).
    Hmac(Hash),
}

impl Algorithm {
    /// PSS as JOSE and most others use it: MGF1 with the same hash, a salt as long as the hash.
    pub fn pss(hash: Hash) -> Algorithm {
        Algorithm::RsaPss { hash, mgf: hash, salt: Some(hash.len()) }
    }

    /// The family of keys this algorithm works with.
    pub fn family(&self) -> Family {
        match self {
            Algorithm::RsaPkcs1(_) | Algorithm::RsaPss { .. } => Family::Rsa,
            Algorithm::Ecdsa(_) => Family::Ec,
            Algorithm::Dsa(_) => Family::Dsa,
            Algorithm::Ed25519 => Family::Ed25519,
            Algorithm::Hmac(_) => Family::Secret,
        }
    }
}

impl std::fmt::Display for Algorithm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Algorithm::RsaPkcs1(hash) => write!(f, "RSA PKCS#1 v1.5 with {hash}"),
            Algorithm::RsaPss { hash, mgf, .. } if hash == mgf => write!(f, "RSA-PSS with {hash}"),
            Algorithm::RsaPss { hash, mgf, .. } => write!(f, "RSA-PSS with {hash} and MGF1 {mgf}"),
            Algorithm::Ecdsa(hash) => write!(f, "ECDSA with {hash}"),
            Algorithm::Dsa(hash) => write!(f, "DSA with {hash}"),
            Algorithm::Ed25519 => f.write_str("Ed25519"),
            Algorithm::Hmac(hash) => write!(f, "HMAC with {hash}"),
        }
    }
}

/// How the two numbers of an ECDSA signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EcdsaForm {
    /// r and s one after the other, each as long as the curve's order (IEEE P1363; XML-DSig and JOSE).
    Fixed,
    /// A DER SEQUENCE of two INTEGERs (X.509, TLS, most libraries by default).
    Der,
}
