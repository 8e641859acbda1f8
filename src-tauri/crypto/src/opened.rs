//! What an RSA signature holds, opened with the public key: whether that key made it at all, and over which digest.

use crate::public_key::Material;
use crate::rsa_padding::{PssBlock, pkcs1_hash, pss_opened};
use crate::verify::rsa::{MAX, public_operation};
use crate::{Algorithm, Hash, PublicKey, digest};

/// An RSA signature that a key opened to a well-formed padding: made with that key's private half, whatever was signed.
///
/// That a foreign key opens a signature to such a padding by chance is out of the question: over a hundred bits of it are
/// fixed. So this tells "by this key, over other bytes" from "by another key", which no verifier does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedRsa {
    /// EMSA-PKCS1-v1_5 (RFC 8017 section 9.2).
    Pkcs1 {
        /// The hash that it names.
        hash: Hash,
        /// The digest of what was signed.
        digest: Vec<u8>,
    },
    /// EMSA-PSS (RFC 8017 section 9.1), MGF1 with the same hash.
    Pss(PssBlock),
}

impl OpenedRsa {
    /// Opens `signature` with `key`; `None` where the key is no RSA key, too large to compute with, or did not make it.
    pub fn open(key: &PublicKey, signature: &[u8]) -> Option<OpenedRsa> {
        let Material::Rsa(rsa) = key.material() else { return None };
        if rsa.bits() > MAX {
            return None;
        }
        let block = public_operation(rsa, signature)?;
        if let Some((hash, digest)) = pkcs1_hash(&block) {
            return Some(OpenedRsa::Pkcs1 { hash, digest: digest.to_vec() });
        }
        let hashes = [Hash::Sha256, Hash::Sha384, Hash::Sha512, Hash::Sha1];
        hashes.into_iter().find_map(|hash| pss_opened(hash, &block, rsa.bits())).map(OpenedRsa::Pss)
    }

    /// Whether it was made over this message.
    pub fn is_over(&self, message: &[u8]) -> bool {
        match self {
            OpenedRsa::Pkcs1 { hash, digest: wanted } => digest(*hash, message) == *wanted,
            OpenedRsa::Pss(block) => block.is_over(message),
        }
    }

    /// The algorithm that it was made with.
    pub fn algorithm(&self) -> Algorithm {
        match self {
            OpenedRsa::Pkcs1 { hash, .. } => Algorithm::RsaPkcs1(*hash),
            OpenedRsa::Pss(block) => block.algorithm(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};
    use rsa::signature::{RandomizedSigner, SignatureEncoding, Signer};

    fn keys(name: &str) -> (rsa::RsaPrivateKey, PublicKey) {
        let path = format!("{}/../../samples/keys/{name}.key", env!("CARGO_MANIFEST_DIR"));
        let private = rsa::RsaPrivateKey::from_pkcs8_pem(&std::fs::read_to_string(path).unwrap()).unwrap();
        let spki = private.to_public_key().to_public_key_der().unwrap();
        (private, PublicKey::from_spki(spki.as_bytes()).unwrap())
    }

    #[test]
    fn a_key_opens_what_it_signed_and_nothing_else() {
        let (private, public) = keys("lumen-2026");
        let (_, other) = keys("lumen-2025");
        let pkcs1 =
            rsa::pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(private.clone()).sign(b"bytes").to_vec();
        let opened = OpenedRsa::open(&public, &pkcs1).unwrap();
        assert!(opened.is_over(b"bytes") && !opened.is_over(b"other"));
        assert_eq!(opened.algorithm(), Algorithm::RsaPkcs1(Hash::Sha256));
        assert_eq!(OpenedRsa::open(&other, &pkcs1), None);
        let signer = rsa::pss::SigningKey::<rsa::sha2::Sha384>::new(private);
        let pss = signer.sign_with_rng(&mut rsa::rand_core::OsRng, b"bytes").to_vec();
        let opened = OpenedRsa::open(&public, &pss).unwrap();
        assert!(opened.is_over(b"bytes") && !opened.is_over(b"other"));
        assert_eq!(opened.algorithm(), Algorithm::pss(Hash::Sha384));
        assert_eq!(OpenedRsa::open(&other, &pss), None);
        assert_eq!(OpenedRsa::open(&public, &pss[1..]), None);
    }
}
