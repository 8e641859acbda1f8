//! The single-step key derivation function of NIST SP 800-56A section 5.8.1, which JWE (RFC 7518 section 4.6.2) and XML
//! Encryption 1.1 (section 5.4.1) call ConcatKDF.

use zeroize::Zeroizing;

use crate::{Hash, Hasher, Secret};

/// The longest key that anybody derives: AES-256 with HMAC-SHA-512.
const MAX_LEN: usize = 64;

/// `len` bytes, at most 64, from a shared secret and what both parties know (`OtherInfo`).
pub fn concat_kdf(hash: Hash, shared: &Secret, other_info: &[u8], len: usize) -> Secret {
    let len = len.min(MAX_LEN);
    let mut key = Zeroizing::new(Vec::with_capacity(len + hash.len()));
    let mut counter = 1u32;
    while key.len() < len {
        let mut hasher = Hasher::new(hash);
        hasher.update(&counter.to_be_bytes());
        hasher.update(shared.expose());
        hasher.update(other_info);
        key.extend_from_slice(&Zeroizing::new(hasher.finish()));
        counter += 1;
    }
    key.truncate(len);
    Secret::from(key.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7518 appendix C.
    #[test]
    fn known_answer() {
        let shared = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163,
            218, 128, 106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let info = b"\0\0\0\x07A128GCM\0\0\0\x05Alice\0\0\0\x03Bob\0\0\0\x80";
        let key = concat_kdf(Hash::Sha256, &Secret::from(shared.as_slice()), info, 16);
        assert_eq!(key.expose(), [86, 170, 141, 234, 248, 35, 109, 32, 92, 34, 40, 205, 113, 167, 16, 26]);
    }
}
