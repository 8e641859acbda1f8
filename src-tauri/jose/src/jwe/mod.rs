//! Encrypted tokens: JWE (RFC 7516), compact or as JSON, with the algorithms of RFC 7518 section 4 and 5 and RFC 8037.

mod agreement;
mod algorithm;
mod content;
mod content_key;
mod decrypt;
mod inflate;
mod json;
mod outcome;
mod secret_form;

pub use algorithm::{Encryption, KeyManagement};
pub use decrypt::{LentKey, decrypt};
pub use json::read;
pub use outcome::{Attempt, KeyMaterial, Opened, Refusal, Unopened};
pub use secret_form::KeyForm;

use crate::compact::{Part, TokenProblem};
use crate::json::{Document, Value};
use crate::problem::Problem;

/// An encrypted token; nothing is decrypted by reading it.
#[derive(Clone)]
pub struct Jwe {
    /// The protected header's part; empty where a token in JSON has none.
    pub header_part: Part,
    /// The protected header; its places count in the decoded bytes of its part.
    pub header: Document,
    /// The text of the protected header as it is authenticated: without white space.
    pub(crate) protected: Vec<u8>,
    /// The header that is not protected and holds for every recipient (RFC 7516 section 7.2.1, `unprotected`).
    pub unprotected: Option<Value>,
    /// The text of what is authenticated beside the content (`aad`).
    pub(crate) aad: Option<Vec<u8>>,
    /// Whom it is encrypted to: one in compact form, more where it says so.
    pub recipients: Vec<Recipient>,
    /// The initialisation vector.
    pub iv: Part,
    /// The ciphertext.
    pub ciphertext: Part,
    /// The authentication tag.
    pub tag: Part,
    /// What is wrong; places count in the token.
    pub problems: Vec<Problem<TokenProblem>>,
}

/// One of those whom a token is encrypted to.
#[derive(Clone, Default)]
pub struct Recipient {
    /// The recipient's own header, which is not protected.
    pub header: Option<Value>,
    /// The content-encryption key, encrypted for the recipient; empty where none is.
    pub encrypted_key: Part,
}

impl Jwe {
    /// A member of the joint header of a recipient (RFC 7516 section 4): of the protected, the shared and the own one.
    pub fn member<'a>(&'a self, recipient: &'a Recipient, name: &str) -> Option<&'a Value> {
        let of = |header: &'a Option<Value>| header.as_ref().and_then(|header| header.member(name));
        self.header.member(name).or_else(|| of(&self.unprotected)).or_else(|| of(&recipient.header))
    }

    /// A string of the joint header of a recipient.
    pub fn text<'a>(&'a self, recipient: &'a Recipient, name: &str) -> Option<&'a str> {
        self.member(recipient, name)?.text().map(|text| text.value.as_str())
    }

    /// What is authenticated beside the ciphertext (RFC 7516 section 5.1 step 14).
    pub(crate) fn associated_data(&self) -> Vec<u8> {
        match &self.aad {
            Some(aad) => [self.protected.as_slice(), b".", aad].concat(),
            None => self.protected.clone(),
        }
    }
}
