//! Seals bytes as both protocols do: AES-256-GCM under a content key, which is wrapped with RSA-OAEP (SHA-1).

use aes_gcm::aead::AeadInPlace;
use aes_gcm::{Aes256Gcm, KeyInit};
use rsa::Oaep;

use crate::keys::KeyPair;
use crate::lot::Lot;

/// What sealing gives.
pub(crate) struct Sealed {
    pub(crate) wrapped_key: Vec<u8>,
    pub(crate) nonce: [u8; 12],
    pub(crate) cipher_text: Vec<u8>,
    pub(crate) tag: Vec<u8>,
}

/// Seals bytes for the key's owner with OAEP by SHA-1; the seed stands for chance.
pub(crate) fn seal(seed: &str, plain: &[u8], associated: &[u8], key: &KeyPair) -> Sealed {
    seal_with(seed, plain, associated, key, Oaep::new::<sha1::Sha1>())
}

/// Seals bytes with OAEP of another make.
pub(crate) fn seal_with(seed: &str, plain: &[u8], associated: &[u8], key: &KeyPair, oaep: Oaep) -> Sealed {
    let mut lot = Lot::of(seed);
    let content_key: [u8; 32] = lot.draw();
    let nonce: [u8; 12] = lot.draw();
    let mut cipher_text = plain.to_vec();
    let cipher = Aes256Gcm::new(&content_key.into());
    let tag = cipher
        .encrypt_in_place_detached(&nonce.into(), associated, &mut cipher_text)
        .expect("a short text is sealed");
    let wrapped_key = key.rsa().to_public_key().encrypt(&mut lot, oaep, &content_key);
    Sealed {
        wrapped_key: wrapped_key.expect("a short key is wrapped"),
        nonce,
        cipher_text,
        tag: tag.to_vec(),
    }
}
