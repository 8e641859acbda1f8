//! Algorithms by their JOSE names (RFC 7518 sections 4.1 and 5.1, RFC 8037 section 3.2; RSA-OAEP-384 and -512 by the registry).

use ssoscope_crypto::{Hash, PasswordHash};

/// How the content-encryption key comes about (`alg`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyManagement {
    /// RSAES-PKCS1-v1_5.
    Rsa1_5,
    /// RSAES-OAEP with this hash, inside MGF1 too.
    RsaOaep(Hash),
    /// The shared key itself (`dir`).
    Direct,
    /// AES Key Wrap with a key of so many bytes.
    AesWrap(usize),
    /// AES-GCM over the key, with a key of so many bytes.
    AesGcmWrap(usize),
    /// Agreed on by ECDH-ES, and then wrapped with a key of so many bytes or used as it is.
    Agreement(Option<usize>),
    /// Derived from a password (PBES2), then AES Key Wrap with a key of so many bytes.
    Password(PasswordHash, usize),
}

const MANAGEMENT: [(&str, KeyManagement); 19] = [
    ("RSA1_5", KeyManagement::Rsa1_5),
    ("RSA-OAEP", KeyManagement::RsaOaep(Hash::Sha1)),
    ("RSA-OAEP-256", KeyManagement::RsaOaep(Hash::Sha256)),
    ("RSA-OAEP-384", KeyManagement::RsaOaep(Hash::Sha384)),
    ("RSA-OAEP-512", KeyManagement::RsaOaep(Hash::Sha512)),
    ("dir", KeyManagement::Direct),
    ("A128KW", KeyManagement::AesWrap(16)),
    ("A192KW", KeyManagement::AesWrap(24)),
    ("A256KW", KeyManagement::AesWrap(32)),
    ("A128GCMKW", KeyManagement::AesGcmWrap(16)),
    ("A192GCMKW", KeyManagement::AesGcmWrap(24)),
    ("A256GCMKW", KeyManagement::AesGcmWrap(32)),
    ("ECDH-ES", KeyManagement::Agreement(None)),
    ("ECDH-ES+A128KW", KeyManagement::Agreement(Some(16))),
    ("ECDH-ES+A192KW", KeyManagement::Agreement(Some(24))),
    ("ECDH-ES+A256KW", KeyManagement::Agreement(Some(32))),
    ("PBES2-HS256+A128KW", KeyManagement::Password(PasswordHash::Sha256, 16)),
    ("PBES2-HS384+A192KW", KeyManagement::Password(PasswordHash::Sha384, 24)),
    ("PBES2-HS512+A256KW", KeyManagement::Password(PasswordHash::Sha512, 32)),
];

impl KeyManagement {
    /// What a name stands for, where it is computed here; upper and lower case differ.
    pub fn from_name(name: &str) -> Option<KeyManagement> {
        MANAGEMENT.into_iter().find(|(known, _)| *known == name).map(|(_, management)| management)
    }

    /// The key that it takes, for people.
    pub fn takes(self) -> &'static str {
        match self {
            KeyManagement::Rsa1_5 | KeyManagement::RsaOaep(_) => "an RSA private key",
            KeyManagement::Agreement(_) => "a private key on an elliptic curve",
            KeyManagement::Direct | KeyManagement::AesWrap(_) | KeyManagement::AesGcmWrap(_) => {
                "a shared key or the client secret"
            }
            KeyManagement::Password(..) => "a password",
        }
    }

    /// Whether a key that does not fit is known by the encrypted key alone, before the content is tried.
    pub fn proves_the_key(self) -> bool {
        !matches!(self, KeyManagement::Direct | KeyManagement::Agreement(None) | KeyManagement::Rsa1_5)
    }
}

/// How the content is encrypted (`enc`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// AES-CBC with HMAC, with a key of so many bytes for both (RFC 7518 section 5.2).
    CbcHmac(usize),
    /// AES-GCM with a key of so many bytes (RFC 7518 section 5.3).
    Gcm(usize),
}

impl Encryption {
    /// What a name stands for, where it is computed here.
    pub fn from_name(name: &str) -> Option<Encryption> {
        Some(match name {
            "A128CBC-HS256" => Encryption::CbcHmac(32),
            "A192CBC-HS384" => Encryption::CbcHmac(48),
            "A256CBC-HS512" => Encryption::CbcHmac(64),
            "A128GCM" => Encryption::Gcm(16),
            "A192GCM" => Encryption::Gcm(24),
            "A256GCM" => Encryption::Gcm(32),
            _ => return None,
        })
    }

    /// Length of its key in bytes.
    pub fn key_len(self) -> usize {
        match self {
            Encryption::CbcHmac(len) | Encryption::Gcm(len) => len,
        }
    }

    /// Lengths in bytes of its initialisation vector and of its tag.
    pub(super) fn lengths(self) -> (usize, usize) {
        match self {
            Encryption::CbcHmac(len) => (16, len / 2),
            Encryption::Gcm(_) => (12, 16),
        }
    }
}
