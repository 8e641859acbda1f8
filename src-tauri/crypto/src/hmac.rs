//! HMAC (RFC 2104).

use aws_lc_rs::hmac as aws;

use crate::{Hash, Secret};

fn algorithm(hash: Hash) -> aws::Algorithm {
    match hash {
        Hash::Sha1 => aws::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        Hash::Sha224 => aws::HMAC_SHA224,
        Hash::Sha256 => aws::HMAC_SHA256,
        Hash::Sha384 => aws::HMAC_SHA384,
        Hash::Sha512 => aws::HMAC_SHA512,
    }
}

/// Whether `tag` is the whole HMAC of `message` under `key`, compared in constant time. A truncated tag is not.
pub fn hmac_verify(hash: Hash, key: &Secret, message: &[u8], tag: &[u8]) -> bool {
    aws::verify(&aws::Key::new(algorithm(hash), key.expose()), message, tag).is_ok()
}

/// The HMAC of `message` under `key`: for formats that truncate it, such as XML-DSig's HMACOutputLength.
pub fn hmac_tag(hash: Hash, key: &Secret, message: &[u8]) -> Secret {
    Secret::from(aws::sign(&aws::Key::new(algorithm(hash), key.expose()), message).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 2202 section 3 and RFC 4231 section 4.3: key "Jefe".
    #[test]
    fn known_answers() {
        let key = Secret::from(b"Jefe".as_slice());
        let message = b"what do ya want for nothing?";
        let known = [
            (Hash::Sha1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (Hash::Sha224, "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
            (Hash::Sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        ];
        for (hash, hex) in known {
            let tag = hmac_tag(hash, &key, message);
            assert_eq!(tag.expose().iter().map(|b| format!("{b:02x}")).collect::<String>(), hex);
            assert!(hmac_verify(hash, &key, message, tag.expose()));
            assert!(!hmac_verify(hash, &key, message, &tag.expose()[..16]), "a truncated tag is refused");
            assert!(!hmac_verify(hash, &key, b"other", tag.expose()));
        }
    }
}
