//! Encrypts an assertion for its application: AES-256-GCM under a key wrapped with RSA-OAEP.

use base64::prelude::{BASE64_STANDARD, Engine};
use rsa::Oaep;

use super::element::Element;
use super::parties::Parties;
use super::response::Assertion;
use crate::encryption::{Sealed, seal, seal_with};
use crate::keys::KeyPair;

/// An EncryptedAssertion that the key's owner can open.
pub(crate) fn encrypted(assertion: &Assertion, parties: &Parties, key: &KeyPair) -> Element {
    let plain = assertion.element(parties).canonical(parties.spelling);
    around(seal(&assertion.id, plain.as_bytes(), b"", key))
}

/// As [`encrypted`], with a key that is wrapped by SHA-256, which the message does not declare.
pub(crate) fn misdeclared(assertion: &Assertion, parties: &Parties, key: &KeyPair) -> Element {
    let plain = assertion.element(parties).canonical(parties.spelling);
    around(seal_with(&assertion.id, plain.as_bytes(), b"", key, Oaep::new::<sha2::Sha256>()))
}

/// As [`encrypted`], with one bit of the cipher text changed on the way.
pub(crate) fn damaged(assertion: &Assertion, parties: &Parties, key: &KeyPair) -> Element {
    let plain = assertion.element(parties).canonical(parties.spelling);
    let mut sealed = seal(&assertion.id, plain.as_bytes(), b"", key);
    sealed.cipher_text.iter_mut().skip(100).take(1).for_each(|byte| *byte ^= 1);
    around(sealed)
}

fn around(sealed: Sealed) -> Element {
    let Sealed { wrapped_key, nonce, cipher_text, tag } = sealed;
    let encrypted_key = Element::new("xenc:EncryptedKey")
        .child(method("http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"))
        .child(cipher_value(&wrapped_key));
    let data = Element::new("xenc:EncryptedData")
        .with("Type", "http://www.w3.org/2001/04/xmlenc#Element")
        .child(method("http://www.w3.org/2009/xmlenc11#aes256-gcm"))
        .child(Element::new("ds:KeyInfo").child(encrypted_key))
        .child(cipher_value(&[nonce.as_slice(), &cipher_text, &tag].concat()));
    Element::new("saml:EncryptedAssertion").child(data)
}

fn method(uri: &str) -> Element {
    Element::new("xenc:EncryptionMethod").with("Algorithm", uri)
}

fn cipher_value(bytes: &[u8]) -> Element {
    let value = Element::new("xenc:CipherValue").text(BASE64_STANDARD.encode(bytes));
    Element::new("xenc:CipherData").child(value)
}
