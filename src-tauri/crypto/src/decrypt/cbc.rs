//! CBC block encryption with the padding of XML-Enc (section 5.2), where only the last byte counts.

// The deprecation is a warning to those who would encrypt.
#[allow(deprecated)]
use aws_lc_rs::cipher::DES_EDE3_FOR_LEGACY_USE_ONLY as DES_EDE3;
use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, Algorithm, DecryptingKey, DecryptionContext, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use zeroize::Zeroizing;

use super::DecryptError;
use crate::Secret;

/// Decrypts AES-CBC. The key has 16, 24 or 32 bytes, `iv` 16. The padding may hold any bytes but its last, which is its
/// length (ISO 10126); PKCS#7 padding is a case of it.
pub fn aes_cbc_decrypt(key: &Secret, iv: &[u8], ciphertext: &[u8]) -> Result<Secret, DecryptError> {
    let algorithm = match key.len() {
        16 => &AES_128,
        24 => &AES_192,
        32 => &AES_256,
        got => return Err(DecryptError::KeyLength { wanted: "AES-CBC", lengths: &[16, 24, 32], got }),
    };
    let got = iv.len();
    let iv: [u8; 16] = iv.try_into().map_err(|_| DecryptError::Iv { wanted: 16, got })?;
    let iv = DecryptionContext::Iv128(FixedLength::from(iv));
    let padded = decrypt("AES", algorithm, key, iv, ciphertext)?;
    unpadded(padded.expose(), 16).map(Secret::from).ok_or(DecryptError::CbcPadding)
}

/// Decrypts Triple DES in CBC mode with the same padding. The key has 24 bytes, `iv` 8.
pub fn tripledes_cbc_decrypt(key: &Secret, iv: &[u8], ciphertext: &[u8]) -> Result<Secret, DecryptError> {
    let padded = tripledes_cbc_unpadded(key, iv, ciphertext)?;
    unpadded(padded.expose(), 8).map(Secret::from).ok_or(DecryptError::CbcPadding)
}

/// Triple DES in CBC mode over whole blocks, as key wrap uses it.
pub(super) fn tripledes_cbc_unpadded(
    key: &Secret,
    iv: &[u8],
    ciphertext: &[u8],
) -> Result<Secret, DecryptError> {
    if key.len() != 24 {
        return Err(DecryptError::KeyLength { wanted: "Triple DES", lengths: &[24], got: key.len() });
    }
    let got = iv.len();
    let iv: [u8; 8] = iv.try_into().map_err(|_| DecryptError::Iv { wanted: 8, got })?;
    let context = DecryptionContext::Iv64(FixedLength::from(iv));
    #[allow(deprecated)]
    let algorithm = &DES_EDE3;
    decrypt("Triple DES", algorithm, key, context, ciphertext)
}

fn decrypt(
    name: &'static str,
    algorithm: &'static Algorithm,
    key: &Secret,
    iv: DecryptionContext,
    ciphertext: &[u8],
) -> Result<Secret, DecryptError> {
    let block = algorithm.block_len();
    if ciphertext.is_empty() || !ciphertext.len().is_multiple_of(block) {
        let wanted = format!("it should be a whole number of blocks of {block}");
        return Err(DecryptError::CiphertextLength { wanted, got: ciphertext.len() });
    }
    let key = UnboundCipherKey::new(algorithm, key.expose())
        .and_then(DecryptingKey::cbc)
        .map_err(|_| DecryptError::WeakKey(name))?;
    let mut buffer = Zeroizing::new(ciphertext.to_vec());
    key.decrypt(&mut buffer, iv).map(|blocks| Secret::from(&*blocks)).map_err(|_| DecryptError::CbcPadding)
}

fn unpadded(padded: &[u8], block: usize) -> Option<&[u8]> {
    let padding = usize::from(*padded.last()?);
    if padding == 0 || padding > block {
        return None;
    }
    padded.get(..padded.len().checked_sub(padding)?)
}
