//! What became of a token's signature.

use crate::case::Case;
use crate::check::known::Known;
use crate::decode::{Message, MessageId};
use crate::expect::Expectations;

/// A token's signature and what became of it.
pub struct JwsSignature {
    /// The token.
    pub message: MessageId,
}

/// Verifies the signature of every examined token.
pub(super) fn verify(_case: &Case, _messages: &[Message], _expect: &Expectations, _known: &Known) -> Vec<JwsSignature> {
    Vec::new()
}
