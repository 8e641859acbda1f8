//! Triple DES Key Wrap (RFC 3217 section 3.2; XML Encryption section 5.6.2).

use super::DecryptError;
use super::cbc::tripledes_cbc_unpadded;
use crate::{Hash, Secret, digest};

/// The initialisation vector of the outer encryption.
const OUTER_IV: [u8; 8] = [0x4a, 0xdd, 0xa2, 0x2c, 0x79, 0xe8, 0x21, 0x05];

/// IV, key and checksum.
const WRAPPED_LEN: usize = 40;

/// Unwraps a Triple DES key with a key-encryption key of 24 bytes. Some senders wrap AES keys this way too, so that
/// any whole number of blocks is taken.
pub fn tripledes_key_unwrap(kek: &Secret, wrapped: &[u8]) -> Result<Secret, DecryptError> {
    if wrapped.len() < WRAPPED_LEN - 8 || !wrapped.len().is_multiple_of(8) {
        let wanted = format!("a wrapped Triple DES key takes {WRAPPED_LEN}");
        return Err(DecryptError::CiphertextLength { wanted, got: wrapped.len() });
    }
    let mut outer = tripledes_cbc_unpadded(kek, &OUTER_IV, wrapped)?.expose().to_vec();
    outer.reverse();
    let outer = Secret::new(outer);
    let (iv, inner) = outer.expose().split_at_checked(8).ok_or(DecryptError::Integrity)?;
    let inner = tripledes_cbc_unpadded(kek, iv, inner)?;
    let (key, checksum) =
        inner.expose().len().checked_sub(8).and_then(|at| inner.expose().split_at_checked(at)).unzip();
    let (key, checksum) = (key.unwrap_or_default(), checksum.unwrap_or_default());
    match digest(Hash::Sha1, key).get(..8) == Some(checksum) {
        true => Ok(Secret::from(key)),
        false => Err(DecryptError::Integrity),
    }
}
