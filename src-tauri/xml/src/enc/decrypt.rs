//! Decryption: every encrypted key with every key given, and why each attempt failed.

use super::algorithm::{Cipher, KeyTransport};
use super::attempts::Attempts;
use super::{Encrypted, encrypted};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::{DecryptError, PrivateKey, Secret};

/// What was decrypted, and how.
#[derive(Clone)]
pub struct Decrypted {
    /// The `EncryptedData` that was decrypted.
    pub node: NodeId,
    /// The plaintext.
    pub plaintext: Secret,
    /// The cipher of the content.
    pub cipher: Cipher,
    /// How the content's key was encrypted, as it turned out; `None` where the content's key itself was given.
    pub transport: Option<KeyTransport>,
    /// The encrypted key that was used.
    pub encrypted_key: Option<NodeId>,
    /// The key given that fits.
    pub key: KeyUsed,
    /// The encryption of the key that the document declares, where another had to be used: a strict reader does not
    /// decrypt this.
    pub misdeclared: Option<KeyTransport>,
}

/// A key among those given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUsed {
    /// The private key with this number.
    Private(usize),
    /// The shared key with this number.
    Shared(usize),
}

/// Why nothing was decrypted.
#[derive(Debug, Clone)]
pub struct Undecrypted {
    /// What it comes down to.
    pub refusal: Refusal,
    /// One plain sentence for people.
    pub says: String,
    /// Every attempt.
    pub attempts: Vec<Attempt>,
    /// What is encrypted, and to whom; `None` where nothing is.
    pub encrypted: Option<Box<Encrypted>>,
}

/// What a failed decryption comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no EncryptedData.
    NothingEncrypted,
    /// A part is missing, is not base64, or has a length that it can't have.
    Incomplete,
    /// The cipher or the encryption of the key is not computed here.
    UnsupportedAlgorithm,
    /// No key of the kind that it takes was given.
    NoKey,
    /// No key given decrypts an encrypted key.
    WrongKey,
    /// A key fits, but the content does not come out: it was damaged, or the sender used another cipher than declared.
    Damaged,
}

/// One attempt to decrypt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The encrypted key; `None` where a shared key was tried on the content.
    pub encrypted_key: Option<NodeId>,
    /// The key that was tried.
    pub key: KeyUsed,
    /// Whether the encrypted key gave way, and the content did not.
    pub on_content: bool,
    /// Why it failed.
    pub error: DecryptError,
}

/// Decrypts what `node` holds encrypted (see [`encrypted`]) with private keys.
pub fn decrypt(document: &Document, node: NodeId, keys: &[PrivateKey]) -> Result<Decrypted, Undecrypted> {
    decrypt_with(document, node, keys, &[])
}

/// As [`decrypt`], with shared keys too: for key wrap, or for the content itself.
pub fn decrypt_with(
    document: &Document,
    node: NodeId,
    keys: &[PrivateKey],
    shared: &[Secret],
) -> Result<Decrypted, Undecrypted> {
    let Some(encrypted) = encrypted(document, node) else {
        let says = "Nothing is encrypted here.".to_owned();
        return Err(Undecrypted {
            refusal: Refusal::NothingEncrypted,
            says,
            attempts: Vec::new(),
            encrypted: None,
        });
    };
    let mut attempts = Attempts::with(keys, shared);
    match attempts.run(&encrypted) {
        Ok(decrypted) => Ok(decrypted),
        Err((refusal, says)) => Err(Undecrypted {
            refusal,
            says,
            attempts: attempts.failed,
            encrypted: Some(Box::new(encrypted)),
        }),
    }
}

/// Says how, never what.
impl std::fmt::Debug for Decrypted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decrypted")
            .field("cipher", &self.cipher)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
