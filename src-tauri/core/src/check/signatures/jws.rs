//! What became of a token's signature.

use crate::case::Case;
use crate::check::known::{Known, Origin};
use crate::decode::{Message, MessageId, Spanned};
use crate::expect::Expectations;
use crate::span::Span;

/// A token's signature and what became of it.
pub struct JwsSignature {
    /// The token.
    pub message: MessageId,
    /// The signature's text.
    pub at: Span,
    /// The algorithm that the header names.
    pub alg: Option<Spanned<String>>,
    /// The key that the header names.
    pub kid: Option<Spanned<String>>,
    /// What became of it.
    pub state: JwsState,
    /// Every key that was tried, those that the header names first.
    pub attempts: Vec<Attempt>,
}

/// What became of a token's signature, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwsState {
    /// A key that is vouched for verifies it, and is the one that the header names, or the header names none.
    Verified(KeyRef),
    /// A key that is vouched for verifies it, though the header names another.
    VerifiedByOtherKid(KeyRef),
    /// Only a key that nobody vouched for verifies it.
    FitsUnvouched(KeyRef),
    /// The header names a key that is not among those that are vouched for, and none of them verifies it.
    NoSuchKid {
        /// The names that there are.
        known: Vec<String>,
    },
    /// The named key, or every key, is of another kind than the algorithm takes.
    KeyKind {
        /// The kind that the algorithm takes: "an RSA key".
        wanted: String,
        /// What there is.
        got: String,
    },
    /// Keys of the right kind were tried, and none verifies it.
    Mismatch,
    /// The header says that nothing is signed.
    AlgNone,
    /// The algorithm can't be computed here, or the header demands something that is not understood.
    Unsupported(String),
    /// No key is known that could be tried.
    NoKeys,
    /// The token's text is broken, so that nothing can be verified.
    Unreadable,
}

/// A key that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRef {
    /// Its name.
    pub kid: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// One key that was tried, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The key.
    pub key: KeyRef,
    /// Whether somebody vouched for it.
    pub vouched: bool,
    /// What came of it.
    pub outcome: ssoscope_crypto::Outcome,
}

impl JwsState {
    /// Whether a key that is vouched for verifies it.
    pub fn is_verified(&self) -> bool {
        matches!(self, JwsState::Verified(_) | JwsState::VerifiedByOtherKid(_))
    }
}

/// Verifies the signature of every examined token that the application has to verify.
pub(super) fn verify(
    _case: &Case,
    _messages: &[Message],
    _expect: &Expectations,
    _known: &Known,
) -> Vec<JwsSignature> {
    Vec::new()
}
