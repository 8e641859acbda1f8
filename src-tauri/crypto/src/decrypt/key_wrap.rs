//! AES Key Wrap (RFC 3394).

use aes_kw::{KeyInit, KwAes192};
use aws_lc_rs::key_wrap::{AES_128, AES_256, AesBlockCipher, AesKek, KeyWrap};
use zeroize::Zeroizing;

use super::DecryptError;
use crate::Secret;

/// Unwraps a key with a key-encryption key of 16, 24 or 32 bytes.
pub fn aes_key_unwrap(kek: &Secret, wrapped: &[u8]) -> Result<Secret, DecryptError> {
    if wrapped.len() < 24 || !wrapped.len().is_multiple_of(8) {
        let wanted = "a wrapped key takes at least 24 and a multiple of 8".to_owned();
        return Err(DecryptError::CiphertextLength { wanted, got: wrapped.len() });
    }
    let unwrapped = match kek.len() {
        16 => unwrap(&AES_128, kek, wrapped),
        24 => unwrap_192(kek, wrapped),
        32 => unwrap(&AES_256, kek, wrapped),
        got => return Err(DecryptError::KeyLength { wanted: "AES key wrap", lengths: &[16, 24, 32], got }),
    };
    unwrapped.ok_or(DecryptError::Integrity)
}

fn unwrap(cipher: &'static AesBlockCipher, kek: &Secret, wrapped: &[u8]) -> Option<Secret> {
    let mut key = Zeroizing::new(vec![0; wrapped.len()]);
    let kek = AesKek::new(cipher, kek.expose()).ok()?;
    kek.unwrap(wrapped, &mut key).ok().map(|key| Secret::from(&*key))
}

/// aws-lc-rs has no 192-bit key wrap.
fn unwrap_192(kek: &Secret, wrapped: &[u8]) -> Option<Secret> {
    let mut key = Zeroizing::new(vec![0; wrapped.len()]);
    let kek = KwAes192::new_from_slice(kek.expose()).ok()?;
    kek.unwrap_key(wrapped, &mut key).ok().map(Secret::from)
}
