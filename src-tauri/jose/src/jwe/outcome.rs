//! What became of decrypting a token.

use ssoscope_crypto::{DecryptError, PrivateKey, RsaPadding, Secret};

use super::KeyForm;

/// What a token is opened with.
#[derive(Clone, Copy, Debug)]
pub enum KeyMaterial<'a> {
    /// A private key.
    Private(&'a PrivateKey),
    /// A shared key, a client secret or a password.
    Shared(&'a Secret),
}

/// A token that was opened.
#[derive(Clone)]
pub struct Opened {
    /// What was inside, inflated where it was compressed.
    pub plaintext: Secret,
    /// The number of the recipient.
    pub recipient: usize,
    /// The number of the key that fits.
    pub key: usize,
    /// How a shared key had to be taken.
    pub form: KeyForm,
    /// The padding that the encrypted key really has, where the header declares another: a strict reader does not open it.
    pub misdeclared: Option<RsaPadding>,
    /// Bytes of the content before it was inflated, where it was compressed.
    pub compressed: Option<usize>,
}

/// A token that was not opened.
#[derive(Clone, Debug)]
pub struct Unopened {
    /// What it comes down to.
    pub refusal: Refusal,
    /// One plain sentence for people.
    pub says: String,
    /// Every attempt.
    pub attempts: Vec<Attempt>,
}

/// What a failed decryption comes down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// A part is missing or has a length that it can't have.
    Incomplete,
    /// An algorithm is not computed here.
    Unsupported,
    /// It asks for more work than is done: too many iterations, or a content that inflates beyond measure.
    TooMuchWork,
    /// No key of the kind that it takes was given.
    NoKey,
    /// No key given opens it.
    WrongKey,
    /// The key fits, and the content does not come out: it was changed on the way.
    Damaged,
    /// The content does not come out, which either another key or a change of the content explains.
    KeyOrContent,
}

/// One attempt to open a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The number of the recipient.
    pub recipient: usize,
    /// The number of the key that was tried.
    pub key: usize,
    /// Whether the encrypted key gave way, and the content did not.
    pub on_content: bool,
    /// Why it failed.
    pub error: DecryptError,
}

/// Says how, never what.
impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("key", &self.key).field("form", &self.form).finish_non_exhaustive()
    }
}
