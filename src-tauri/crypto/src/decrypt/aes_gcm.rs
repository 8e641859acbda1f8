//! AES-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag, as XML-Enc 1.1 and JWE use it.

use aws_lc_rs::aead::{
    AES_128_GCM, AES_192_GCM, AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey,
};

use super::DecryptError;
use crate::Secret;

const TAG_LEN: usize = 16;

/// Decrypts and authenticates `ciphertext_and_tag`. The key has 16, 24 or 32 bytes, the nonce `iv` 12.
pub fn aes_gcm_decrypt(
    key: &Secret,
    iv: &[u8],
    aad: &[u8],
    ciphertext_and_tag: &[u8],
) -> Result<Secret, DecryptError> {
    let lengths = DecryptError::KeyLength { wanted: "AES-GCM", lengths: &[16, 24, 32], got: key.len() };
    let algorithm = match key.len() {
        16 => &AES_128_GCM,
        24 => &AES_192_GCM,
        32 => &AES_256_GCM,
        _ => return Err(lengths),
    };
    let nonce = Nonce::try_assume_unique_for_key(iv)
        .map_err(|_| DecryptError::Iv { wanted: NONCE_LEN, got: iv.len() })?;
    if ciphertext_and_tag.len() < TAG_LEN {
        let wanted = format!("its tag alone takes {TAG_LEN}");
        return Err(DecryptError::CiphertextLength { wanted, got: ciphertext_and_tag.len() });
    }
    let key = UnboundKey::new(algorithm, key.expose()).map(LessSafeKey::new).map_err(|_| lengths)?;
    let mut plaintext = zeroize::Zeroizing::new(ciphertext_and_tag.to_vec());
    let opened =
        key.open_in_place(nonce, Aad::from(aad), &mut plaintext).map_err(|_| DecryptError::Integrity)?;
    Ok(Secret::from(&*opened))
}
