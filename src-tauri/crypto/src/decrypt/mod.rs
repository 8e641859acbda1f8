//! Decryption, for a person's own keys: key transport, key wrap and content.

mod aes_cbc_hmac;
mod aes_gcm;
mod cbc;
mod key_wrap;
mod recover;
pub(crate) mod rsa;
mod tripledes_wrap;

pub use aes_cbc_hmac::aes_cbc_hmac_decrypt;
pub use aes_gcm::aes_gcm_decrypt;
pub use cbc::{aes_cbc_decrypt, tripledes_cbc_decrypt};
pub use key_wrap::aes_key_unwrap;
pub use recover::{RsaPadding, rsa_recover};
pub use rsa::{rsa_oaep_decrypt, rsa_pkcs1_decrypt};
pub use tripledes_wrap::tripledes_key_unwrap;

use crate::{Family, KeyKind};

/// Why something could not be decrypted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecryptError {
    /// The private key is of another kind.
    #[error("decryption takes an RSA key, this is {0}")]
    KeyKind(Family),
    /// A private key that agrees on nothing: RSA, or a key that signs only.
    #[error("a key of the kind {0} agrees on no shared secret")]
    NoAgreement(KeyKind),
    /// The two keys of an agreement lie on different curves.
    #[error("the key lies on {mine}, and the sender's on {theirs}")]
    Curves {
        /// The private key's kind.
        mine: KeyKind,
        /// The sender's.
        theirs: KeyKind,
    },
    /// The sender's public point is not on the curve, or gives no secret.
    #[error("the sender's public key is no usable point of its curve")]
    Point,
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
    /// The authentication tag has the wrong length.
    #[error("the authentication tag takes {wanted} bytes, here are {got}")]
    TagLength {
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
