//! Which cipher an identifier names (XML Encryption 1.1 §5).

use super::agreement::Agreement;
use crate::Encoded;
use crate::dsig::digest_method;
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, ENC, ENC11};
use ssoscope_crypto::{DecryptError, Hash, PrivateKey, Secret};
use ssoscope_crypto::{
    aes_cbc_decrypt, aes_gcm_decrypt, aes_key_unwrap, rsa_oaep_decrypt, rsa_pkcs1_decrypt,
    tripledes_cbc_decrypt, tripledes_key_unwrap,
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
    /// AES key wrap with a shared or an agreed key of so many bits.
    AesWrap(u16),
    /// Triple DES key wrap with a shared key.
    TripleDesWrap,
    /// A cipher for content, over the key, with a shared key.
    Content(Cipher),
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

    /// The lengths that its cipher values have, where `len` is none of them: the initialisation vector and, in Galois mode,
    /// the tag, or whole blocks.
    pub(super) fn misfit(self, len: usize) -> Option<&'static str> {
        let fits = match self {
            Cipher::AesGcm(_) => len >= 28,
            Cipher::AesCbc(_) => len >= 32 && len.is_multiple_of(16),
            Cipher::TripleDesCbc => len >= 16 && len.is_multiple_of(8),
        };
        let wanted = match self {
            Cipher::AesGcm(_) => "28 and more: an initialisation vector of 12, the content and a tag of 16",
            Cipher::AesCbc(_) => "an initialisation vector of 16 and whole blocks of 16",
            Cipher::TripleDesCbc => "an initialisation vector of 8 and whole blocks of 8",
        };
        (!fits).then_some(wanted)
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
            (Some("kw-tripledes"), _) => Some(KeyTransport::TripleDesWrap),
            (Some("kw-aes128"), _) => Some(KeyTransport::AesWrap(128)),
            (Some("kw-aes192"), _) => Some(KeyTransport::AesWrap(192)),
            (Some("kw-aes256"), _) => Some(KeyTransport::AesWrap(256)),
            (Some("rsa-oaep-mgf1p"), _) => oaep(document, method, Some(Hash::Sha1)),
            (_, Some("rsa-oaep")) => oaep(document, method, mask_hash(document, method)),
            _ => Cipher::from_uri(uri).map(KeyTransport::Content),
        }
    }

    /// Decrypts a key with a private key; nothing where it takes a shared one.
    pub(super) fn decrypt(
        &self,
        key: &PrivateKey,
        agreement: Option<&Agreement>,
        value: &[u8],
    ) -> Option<Result<Secret, DecryptError>> {
        let result = match self {
            KeyTransport::RsaPkcs1 => rsa_pkcs1_decrypt(key, value),
            KeyTransport::RsaOaep { digest, mgf, label } => {
                rsa_oaep_decrypt(key, *digest, *mgf, label, value)
            }
            KeyTransport::AesWrap(bits) => {
                agreement?.key(key, usize::from(*bits / 8)).and_then(|kek| aes_key_unwrap(&kek, value))
            }
            KeyTransport::TripleDesWrap | KeyTransport::Content(_) => return None,
        };
        // A key of another kind was lent for something else.
        let is_other = matches!(result, Err(DecryptError::KeyKind(_) | DecryptError::NoAgreement(_)));
        (!is_other).then_some(result)
    }

    /// Unwraps a key with a shared one; nothing where it takes a private one, or one of another length.
    pub(super) fn unwrap(&self, secret: &Secret, value: &[u8]) -> Option<Result<Secret, DecryptError>> {
        match self {
            KeyTransport::AesWrap(bits) if secret.len() * 8 == usize::from(*bits) => {
                Some(aes_key_unwrap(secret, value))
            }
            KeyTransport::TripleDesWrap if secret.len() == 24 => Some(tripledes_key_unwrap(secret, value)),
            KeyTransport::Content(cipher) if secret.len() == cipher.key_len() => {
                Some(cipher.decrypt(secret, value))
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for KeyTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeyTransport::RsaPkcs1 => f.write_str("RSA PKCS#1 v1.5"),
            KeyTransport::RsaOaep { digest, mgf, .. } => write!(f, "RSA-OAEP with {digest} and MGF1 {mgf}"),
            KeyTransport::AesWrap(bits) => write!(f, "AES-{bits} key wrap"),
            KeyTransport::TripleDesWrap => f.write_str("Triple DES key wrap"),
            KeyTransport::Content(cipher) => cipher.fmt(f),
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
