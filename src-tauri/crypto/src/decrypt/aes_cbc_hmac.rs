//! AES-CBC with HMAC (RFC 7518 section 5.2): encrypted, then authenticated.

use aws_lc_rs::constant_time::verify_slices_are_equal;

use super::{DecryptError, aes_cbc_decrypt};
use crate::{Hash, Secret, hmac_tag};

/// Authenticates and decrypts. The key has 32, 48 or 64 bytes, its first half for the HMAC; `iv` 16, `tag` half of the key.
pub fn aes_cbc_hmac_decrypt(
    key: &Secret,
    iv: &[u8],
    aad: &[u8],
    ciphertext: &[u8],
    tag: &[u8],
) -> Result<Secret, DecryptError> {
    let hash = match key.len() {
        32 => Hash::Sha256,
        48 => Hash::Sha384,
        64 => Hash::Sha512,
        got => {
            return Err(DecryptError::KeyLength { wanted: "AES-CBC with HMAC", lengths: &[32, 48, 64], got });
        }
    };
    let half = key.len() / 2;
    if iv.len() != 16 {
        return Err(DecryptError::Iv { wanted: 16, got: iv.len() });
    }
    if tag.len() != half {
        return Err(DecryptError::TagLength { wanted: half, got: tag.len() });
    }
    let (mac_key, enc_key) = key.expose().split_at(half);
    let bits = (aad.len() as u64 * 8).to_be_bytes();
    let message = [aad, iv, ciphertext, &bits].concat();
    let whole = hmac_tag(hash, &Secret::from(mac_key), &message);
    let wanted = whole.expose().get(..half).unwrap_or_default();
    verify_slices_are_equal(wanted, tag).map_err(|_| DecryptError::Integrity)?;
    aes_cbc_decrypt(&Secret::from(enc_key), iv, ciphertext)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let text: String = text.split_whitespace().collect();
        (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
    }

    /// RFC 7518 appendix B.1, and what is refused.
    #[test]
    fn known_answer() {
        let key = Secret::new((0..32).collect());
        let iv = hex("1af38c2dc2b96ffdd86694092341bc04");
        let aad = b"The second principle of Auguste Kerckhoffs";
        let ciphertext = hex(
            "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54b903a9c9a94ac9b47ad2655c5f10f9aef71427e2
             fc6f9b3f399a221489f16362c703233609d45ac69864e3321cf82935ac4096c86e133314c54019e8ca7980dfa4b9cf1b
             384c486f3a54c51078158ee5d79de59fbd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b9473c82e2db",
        );
        let tag = hex("652c3fa36b0a7c5b3219fab3a30bc1c4");
        let opened = aes_cbc_hmac_decrypt(&key, &iv, aad, &ciphertext, &tag).unwrap();
        assert!(opened.expose().starts_with(b"A cipher system must not be required"));
        let refused = |iv: &[u8], aad: &[u8], tag: &[u8]| {
            aes_cbc_hmac_decrypt(&key, iv, aad, &ciphertext, tag).unwrap_err()
        };
        assert_eq!(refused(&iv, b"other", &tag), DecryptError::Integrity);
        assert_eq!(refused(&iv[1..], aad, &tag), DecryptError::Iv { wanted: 16, got: 15 });
        assert_eq!(refused(&iv, aad, &tag[..8]), DecryptError::TagLength { wanted: 16, got: 8 });
    }
}
