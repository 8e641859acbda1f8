//! Something that is encrypted: for whom, how, and what became of opening it (SAML Core, section 2.2.4).

use super::key_info::{self, KeyMaterial};
use super::names::{DS, XENC};
use super::xml::Element;
use crate::decode::Spanned;
use crate::span::{LayerId, Span};

/// An `EncryptedAssertion`, `EncryptedID` or `EncryptedAttribute`.
#[derive(Clone, Debug)]
pub struct Encrypted {
    /// All of the element.
    pub at: Span,
    /// What it hides.
    pub part: EncryptedPart,
    /// The algorithm that the content is encrypted with.
    pub content_algorithm: Option<Spanned<String>>,
    /// The algorithm that its key is encrypted with, of the first recipient.
    pub key_algorithm: Option<Spanned<String>>,
    /// The certificates or keys that it is encrypted for, as far as it says.
    pub recipients: Vec<KeyMaterial>,
    /// What became of opening it.
    pub opening: Opening,
}

/// What is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncryptedPart {
    /// A whole assertion.
    Assertion,
    /// One attribute.
    Attribute,
    /// A name identifier.
    NameId,
}

impl EncryptedPart {
    /// What people call it.
    pub fn called(self) -> &'static str {
        match self {
            EncryptedPart::Assertion => "assertion",
            EncryptedPart::Attribute => "attribute",
            EncryptedPart::NameId => "NameID",
        }
    }
}

/// What became of opening something encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// It was decrypted into a layer of its own.
    Opened {
        /// The file of the private key that opened it.
        key: String,
        /// The layer that holds what was inside.
        layer: LayerId,
    },
    /// No private key was lent.
    NoKey,
    /// Private keys were lent, and none opened it.
    Failed {
        /// Why not, in a sentence.
        why: String,
        /// The files of the keys that were tried.
        tried: Vec<String>,
        /// Whether a key did open the content key, so that the fault lies in the content.
        content: bool,
    },
}

impl Opening {
    /// Whether it was decrypted.
    pub fn is_opened(&self) -> bool {
        matches!(self, Opening::Opened { .. })
    }
}

impl Encrypted {
    /// Reads all but the content; `opening` says what became of that.
    pub(super) fn read(element: Element<'_>, part: EncryptedPart, opening: Opening) -> Encrypted {
        let data = element.child(XENC, "EncryptedData");
        let keys: Vec<Element<'_>> = encrypted_keys(element);
        let method = |of: Element<'_>| {
            of.child(XENC, "EncryptionMethod").and_then(|method| method.attribute("Algorithm"))
        };
        Encrypted {
            at: element.at(),
            part,
            content_algorithm: data.and_then(method),
            key_algorithm: keys.first().copied().and_then(method),
            recipients: keys
                .iter()
                .filter_map(|key| key.child(DS, "KeyInfo"))
                .flat_map(key_info::read)
                .collect(),
            opening,
        }
    }
}

/// The `EncryptedKey`s, which may stand inside the data's KeyInfo or beside the data.
fn encrypted_keys<'a>(element: Element<'a>) -> Vec<Element<'a>> {
    let document = &element.xml.document;
    document.find(element.node, XENC, "EncryptedKey").map(|node| element.xml.element(node)).collect()
}
