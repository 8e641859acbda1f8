//! One door to every cryptographic primitive that SSOscope uses.
//!
//! aws-lc-rs does the work wherever it covers the case; RustCrypto (`rsa`, `aes-kw`, `md-5`) fills its gaps. Nothing here decides
//! whether an algorithm is acceptable: this crate says whether a signature verifies, `core` says whether it should count.
//! Decryption is meant for a person's own keys on their own machine, never for a service that answers over a network
//! (RUSTSEC-2023-0071).

mod algorithm;
mod curve;
mod decrypt;
mod der;
mod derive;
mod hash;
mod hmac;
mod key_kind;
mod opened;
mod pem;
mod private_key;
mod public_key;
mod rsa_padding;
mod secret;
mod spki;
mod verify;
#[cfg(test)]
mod wycheproof;

pub use algorithm::{Algorithm, EcdsaForm};
pub use curve::Curve;
pub use decrypt::{
    DecryptError, RsaPadding, aes_cbc_decrypt, aes_cbc_hmac_decrypt, aes_gcm_decrypt, aes_key_unwrap,
    rsa_oaep_decrypt, rsa_pkcs1_decrypt, rsa_recover, tripledes_cbc_decrypt, tripledes_key_unwrap,
};
pub use der::DerError;
pub use derive::{MAX_ITERATIONS, PasswordHash, TooMuchWork, agree, concat_kdf, pbkdf2};
pub use hash::{Hash, Hasher, digest};
pub use hmac::{hmac_tag, hmac_verify};
pub use key_kind::{Family, KeyKind};
pub use opened::OpenedRsa;
pub use private_key::{PrivateKey, PrivateKeyError};
pub use public_key::{KeyError, PublicKey};
pub use rsa_padding::PssBlock;
pub use secret::Secret;
pub use verify::{Outcome, Recovered, rsa_recovered, verify, verify_ecdsa};
