//! Which cipher an identifier names (XML Encryption 1.1 §5).

use crate::Encoded;
use crate::dsig::digest_method;
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, ENC, ENC11};
use ssoscope_crypto::{DecryptError, Hash, PrivateKey, Secret};
use ssoscope_crypto::{
    aes_cbc_decrypt, aes_gcm_decrypt, rsa_oaep_decrypt, rsa_pkcs1_decrypt, tripledes_cbc_decrypt,
};

/// A cipher for content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cipher {
    /// AES in CBC mode with a key of so many bits; not authenticated.
    AesCbc(u16),
    /// AES in Galois/Counter Mode with a key of so many bits.
    AesGcm(u16),
    /// Triple DES in CBC mode; not authenticated.
    TripleDesCbc,
}

/// How a content key is encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyTransport {
    /// RSAES-PKCS1-v1_5.
    RsaPkcs1,
    /// RSAES-OAEP.
    RsaOaep {
        /// Hash of the label.
        digest: Hash,
        /// Hash inside the mask generation function MGF1.
        mgf: Hash,
        /// The label (`OAEPparams`), mostly empty.
        label: Vec<u8>,
    },
    /// AES key wrap with a shared key of so many bits.
    AesWrap(u16),
}

impl Cipher {
    pub(super) fn from_uri(uri: &str) -> Option<Cipher> {
        match (uri.strip_prefix(ENC), uri.strip_prefix(ENC11)) {
            (Some("aes128-cbc"), _) => Some(Cipher::AesCbc(128)),
            (Some("aes192-cbc"), _) => Some(Cipher::AesCbc(192)),
            (Some("aes256-cbc"), _) => Some(Cipher::AesCbc(256)),
            (Some("tripledes-cbc"), _) => Some(Cipher::TripleDesCbc),
            (_, Some("aes128-gcm")) => Some(Cipher::AesGcm(128)),
            (_, Some("aes192-gcm")) => Some(Cipher::AesGcm(192)),
            (_, Some("aes256-gcm")) => Some(Cipher::AesGcm(256)),
            _ => None,
        }
    }

    /// Length of its key in bytes.
    pub fn key_len(self) -> usize {
        match self {
            Cipher::AesCbc(bits) | Cipher::AesGcm(bits) => usize::from(bits / 8),
            Cipher::TripleDesCbc => 24,
        }
    }

    fn iv_len(self) -> usize {
        match self {
            Cipher::AesCbc(_) => 16,
            Cipher::AesGcm(_) => 12,
            Cipher::TripleDesCbc => 8,
        }
    }

    /// Decrypts a cipher value, which starts with its initialisation vector (§5.2).
    pub(super) fn decrypt(self, key: &Secret, value: &[u8]) -> Result<Secret, DecryptError> {
        let short = DecryptError::Iv { wanted: self.iv_len(), got: value.len() };
        let (iv, ciphertext) = value.split_at_checked(self.iv_len()).ok_or(short)?;
        match self {
            Cipher::AesCbc(_) => aes_cbc_decrypt(key, iv, ciphertext),
            Cipher::AesGcm(_) => aes_gcm_decrypt(key, iv, &[], ciphertext),
            Cipher::TripleDesCbc => tripledes_cbc_decrypt(key, iv, ciphertext),
        }
    }
}

impl std::fmt::Display for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cipher::AesCbc(bits) => write!(f, "AES-{bits}-CBC"),
            Cipher::AesGcm(bits) => write!(f, "AES-{bits}-GCM"),
            Cipher::TripleDesCbc => f.write_str("Triple DES-CBC"),
        }
    }
}

impl KeyTransport {
    pub(super) fn read(document: &Document, method: NodeId, uri: &str) -> Option<KeyTransport> {
        match (uri.strip_prefix(ENC), uri.strip_prefix(ENC11)) {
            (Some("rsa-1_5"), _) => Some(KeyTransport::RsaPkcs1),
            (Some("kw-aes128"), _) => Some(KeyTransport::AesWrap(128)),
            (Some("kw-aes192"), _) => Some(KeyTransport::AesWrap(192)),
            (Some("kw-aes256"), _) => Some(KeyTransport::AesWrap(256)),
            (Some("rsa-oaep-mgf1p"), _) => oaep(document, method, Some(Hash::Sha1)),
            (_, Some("rsa-oaep")) => oaep(document, method, mask_hash(document, method)),
            _ => None,
        }
    }

    /// Decrypts a key with an RSA key; nothing for a transport that takes a shared one.
    pub(super) fn decrypt(&self, key: &PrivateKey, value: &[u8]) -> Option<Result<Secret, DecryptError>> {
        match self {
            KeyTransport::RsaPkcs1 => Some(rsa_pkcs1_decrypt(key, value)),
            KeyTransport::RsaOaep { digest, mgf, label } => {
                Some(rsa_oaep_decrypt(key, *digest, *mgf, label, value))
            }
            KeyTransport::AesWrap(_) => None,
        }
    }
}

impl std::fmt::Display for KeyTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeyTransport::RsaPkcs1 => f.write_str("RSA PKCS#1 v1.5"),
            KeyTransport::RsaOaep { digest, mgf, .. } => write!(f, "RSA-OAEP with {digest} and MGF1 {mgf}"),
            KeyTransport::AesWrap(bits) => write!(f, "AES-{bits} key wrap"),
        }
    }
}

/// OAEP's parameters (§5.5.2): a digest that is SHA-1 where none is named, and a label.
fn oaep(document: &Document, method: NodeId, mgf: Option<Hash>) -> Option<KeyTransport> {
    let part = |namespace, local| document.elements(method).find(|node| document.is(*node, namespace, local));
    let digest = match part(DSIG, "DigestMethod") {
        Some(node) => digest_method(document.attribute(node, "", "Algorithm")?.value())?,
        None => Hash::Sha1,
    };
    let label = match part(ENC, "OAEPparams") {
        Some(node) => Encoded::read(document, node).bytes?,
        None => Vec::new(),
    };
    Some(KeyTransport::RsaOaep { digest, mgf: mgf?, label })
}

fn mask_hash(document: &Document, method: NodeId) -> Option<Hash> {
    let Some(mgf) = document.elements(method).find(|node| document.is(*node, ENC11, "MGF")) else {
        return Some(Hash::Sha1);
    };
    match document.attribute(mgf, "", "Algorithm")?.value().strip_prefix(ENC11)? {
        "mgf1sha1" => Some(Hash::Sha1),
        "mgf1sha224" => Some(Hash::Sha224),
        "mgf1sha256" => Some(Hash::Sha256),
        "mgf1sha384" => Some(Hash::Sha384),
        "mgf1sha512" => Some(Hash::Sha512),
        _ => None,
    }
}
