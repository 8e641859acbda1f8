//! Decryption, for a person's own keys: key transport, key wrap and content.

mod aes_gcm;
mod cbc;
mod key_wrap;
pub(crate) mod rsa;

pub use aes_gcm::aes_gcm_decrypt;
pub use cbc::{aes_cbc_decrypt, tripledes_cbc_decrypt};
pub use key_wrap::aes_key_unwrap;
pub use rsa::{rsa_oaep_decrypt, rsa_pkcs1_decrypt};

use crate::Family;

/// Why something could not be decrypted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecryptError {
    /// The private key is of another kind.
    #[error("decryption takes an RSA key, this is {0}")]
    KeyKind(Family),
    /// A symmetric key has a length that the cipher does not take.
    #[error("the key has {got} bytes; {wanted} takes one of {lengths:?}")]
    KeyLength {
        /// The cipher.
        wanted: &'static str,
        /// Lengths in bytes that it takes.
        lengths: &'static [usize],
        /// Bytes that were given.
        got: usize,
    },
    /// The cipher refuses the key itself, such as a Triple DES key of three equal parts.
    #[error("{0} refuses this key as too weak")]
    WeakKey(&'static str),
    /// The initialisation vector has the wrong length.
    #[error("the initialisation vector takes {wanted} bytes, here are {got}")]
    Iv {
        /// Bytes that it takes.
        wanted: usize,
        /// Bytes that were given.
        got: usize,
    },
    /// The ciphertext cannot have come out of this cipher or key by its length alone.
    #[error("the encrypted data has {got} bytes, but {wanted}")]
    CiphertextLength {
        /// What its length should be.
        wanted: String,
        /// Bytes that were given.
        got: usize,
    },
    /// RSA padding does not come out: another key, another digest, or damaged data.
    #[error(
        "the RSA padding does not come out: encrypted for another key, with other parameters, or damaged"
    )]
    RsaPadding,
    /// The last byte of decrypted CBC content is not a possible padding length.
    #[error("the padding does not come out: another key, or damaged data")]
    CbcPadding,
    /// The authentication tag or integrity check does not fit.
    #[error("the integrity check fails: another key, or the data was changed")]
    Integrity,
}
