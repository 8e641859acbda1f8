//! What became of each signature: verified once, and looked at by many checks.

mod candidates;
pub mod jws;
pub mod metadata;
pub mod redirect;
pub mod xml;

use crate::case::Case;
use crate::decode::Message;

use super::known::Known;

/// Every signature of the case, with what became of it.
pub struct Signatures {
    /// XML signatures, in the order of the messages.
    pub xml: Vec<xml::XmlSignature>,
    /// Signatures that stand in URLs beside SAML messages, in the order of the messages.
    pub redirect: Vec<redirect::RedirectSignature>,
    /// Signatures of tokens, in the order of the messages.
    pub jws: Vec<jws::JwsSignature>,
    /// Signatures of metadata, those of documents and of entities inside.
    pub metadata: Vec<metadata::MetadataSignature>,
}

impl Signatures {
    /// Verifies each signature once, against all keys that are known; those of metadata were before, for they tell whose keys some are.
    pub fn verify(
        case: &Case,
        messages: &[Message],
        known: &Known,
        metadata: Vec<metadata::MetadataSignature>,
    ) -> Self {
        Signatures {
            xml: xml::verify(messages, known),
            redirect: redirect::verify(case, messages, known),
            jws: jws::verify(case, messages, known),
            metadata,
        }
    }
}
