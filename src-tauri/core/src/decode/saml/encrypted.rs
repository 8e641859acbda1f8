//! Something that is encrypted: for whom, how, and what became of opening it (SAML Core, section 2.2.4).

use std::ops::Range;

use ssoscope_xml::enc;

use super::key_info::{self, KeyMaterial};
use super::xml::Element;
use crate::decode::{Opening, Spanned};
use crate::span::Span;

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

impl Encrypted {
    /// Reads all but the content; `opening` says what became of that.
    pub(super) fn read(element: Element<'_>, part: EncryptedPart, opening: Opening) -> Encrypted {
        let read = enc::encrypted(&element.xml.document, element.node);
        let spanned =
            |uri: &str, at: &Range<usize>| Spanned::new(uri.to_owned(), element.xml.span(at.clone()));
        let content = read.as_ref().and_then(|read| read.method.as_ref());
        let keys = read.as_ref().map(|read| read.keys.as_slice()).unwrap_or_default();
        let transport = keys.first().and_then(|key| key.method.as_ref());
        let infos = keys.iter().filter_map(|key| key.key_info.node);
        Encrypted {
            at: element.at(),
            part,
            content_algorithm: content.map(|method| spanned(&method.uri, &method.at)),
            key_algorithm: transport.map(|method| spanned(&method.uri, &method.at)),
            recipients: infos.flat_map(|node| key_info::of(element.xml, node)).collect(),
            opening,
        }
    }
}
