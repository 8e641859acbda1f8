//! XML Encryption: what is encrypted, how and to whom, as data; and its decryption with keys that a person gives.

mod agreement;
mod algorithm;
mod attempts;
mod content;
mod decrypt;
mod parse;

pub use agreement::Agreement;
pub use algorithm::{Cipher, KeyTransport};
pub use decrypt::{Attempt, Decrypted, KeyUsed, Refusal, Undecrypted, decrypt, decrypt_with};

use crate::Encoded;
use crate::dsig::{Declared, KeyInfo};
use crate::tree::{Document, NodeId};
use crate::uri::ENC;

/// Encrypted keys looked at for one encrypted element.
pub const MAX_ENCRYPTED_KEYS: usize = 16;

/// An `EncryptedData`, as it stands.
#[derive(Debug, Clone)]
pub struct Encrypted {
    /// The `EncryptedData` element.
    pub node: NodeId,
    /// The `Type` attribute: whether an element or an element's content was encrypted.
    pub type_uri: Option<String>,
    /// `EncryptionMethod`: the cipher of the content; `meaning` is `None` where it is not computed here.
    pub method: Option<Declared<Cipher>>,
    /// `CipherValue`.
    pub value: Option<Encoded>,
    /// Its own `KeyInfo`.
    pub key_info: KeyInfo,
    /// The encrypted keys that belong to it: in its KeyInfo, referred to from there, or beside it.
    pub keys: Vec<EncryptedKey>,
}

/// An `EncryptedKey`, as it stands.
#[derive(Debug, Clone)]
pub struct EncryptedKey {
    /// The element.
    pub node: NodeId,
    /// The `Recipient` attribute.
    pub recipient: Option<String>,
    /// `EncryptionMethod`: how the key was encrypted; `meaning` is `None` where it is not computed here.
    pub method: Option<Declared<KeyTransport>>,
    /// `CipherValue`.
    pub value: Option<Encoded>,
    /// Its `KeyInfo`: whom it was encrypted to, by the sender's word.
    pub key_info: KeyInfo,
    /// The agreement on the key that it is wrapped with, where it is one that is computed here.
    pub agreement: Option<Agreement>,
}

/// Reads what `node` holds encrypted: `node` is an `EncryptedData` or an element around one, as `EncryptedAssertion` is.
pub fn encrypted(document: &Document, node: NodeId) -> Option<Encrypted> {
    let is_data = |node: &NodeId| document.is(*node, ENC, "EncryptedData");
    let data = Some(node).filter(is_data).or_else(|| document.elements(node).find(is_data))?;
    Some(parse::encrypted(document, data))
}
