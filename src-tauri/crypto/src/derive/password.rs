//! PBKDF2 (RFC 8018 section 5.2), bounded.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2 as aws;
use zeroize::Zeroizing;

use crate::Secret;

/// The hashes that PBKDF2 is computed with; nobody uses another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum PasswordHash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

/// Iterations that are computed at most: well above what anybody advises, and about half a second.
pub const MAX_ITERATIONS: u64 = 1_000_000;

/// A derivation that asks for more iterations than are computed, or for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it asks for {0} iterations; between 1 and {MAX_ITERATIONS} are computed")]
pub struct TooMuchWork(pub u64);

/// `len` bytes, at most 64, from a password.
pub fn pbkdf2(
    hash: PasswordHash,
    password: &Secret,
    salt: &[u8],
    iterations: u64,
    len: usize,
) -> Result<Secret, TooMuchWork> {
    let count = bounded(iterations)?;
    let algorithm = match hash {
        PasswordHash::Sha1 => aws::PBKDF2_HMAC_SHA1,
        PasswordHash::Sha256 => aws::PBKDF2_HMAC_SHA256,
        PasswordHash::Sha384 => aws::PBKDF2_HMAC_SHA384,
        PasswordHash::Sha512 => aws::PBKDF2_HMAC_SHA512,
    };
    let mut key = Zeroizing::new(vec![0; len.min(64)]);
    aws::derive(algorithm, count, salt, password.expose(), &mut key);
    Ok(Secret::from(key.as_slice()))
}

pub(crate) fn bounded(iterations: u64) -> Result<NonZeroU32, TooMuchWork> {
    let count = u32::try_from(iterations).ok().filter(|_| iterations <= MAX_ITERATIONS);
    count.and_then(NonZeroU32::new).ok_or(TooMuchWork(iterations))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6070 and RFC 7914 section 11.
    #[test]
    fn known_answers() {
        let password = Secret::from(b"password".as_slice());
        let key = pbkdf2(PasswordHash::Sha1, &password, b"salt", 4096, 20).unwrap();
        assert_eq!(key.expose()[..4], [0x4b, 0x00, 0x79, 0x01]);
        let key = pbkdf2(PasswordHash::Sha256, &Secret::from(b"passwd".as_slice()), b"salt", 1, 64).unwrap();
        assert_eq!(key.expose()[..4], [0x55, 0xac, 0x04, 0x6e]);
    }

    #[test]
    fn work_is_bounded() {
        let password = Secret::from(b"password".as_slice());
        for iterations in [0, MAX_ITERATIONS + 1, 1_000_000_000, u64::MAX] {
            let derived = pbkdf2(PasswordHash::Sha256, &password, b"salt", iterations, 32);
            assert_eq!(derived.err(), Some(TooMuchWork(iterations)));
        }
    }
}
