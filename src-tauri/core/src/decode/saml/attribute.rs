//! What an assertion says of the person (SAML Core, section 2.7.3.1).

use super::names::{SAML, XSI};
use super::xml::Element;
use crate::decode::Spanned;
use crate::span::Span;

/// `Attribute`.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// All of the element.
    pub at: Span,
    /// `Name`.
    pub name: Option<Spanned<String>>,
    /// `NameFormat`.
    pub name_format: Option<Spanned<String>>,
    /// `FriendlyName`.
    pub friendly_name: Option<Spanned<String>>,
    /// `AttributeValue`s.
    pub values: Vec<AttributeValue>,
}

/// `AttributeValue`.
#[derive(Clone, Debug)]
pub struct AttributeValue {
    /// All of the element.
    pub at: Span,
    /// The text; for a value that holds elements, that of the first.
    pub text: Spanned<String>,
    /// `xsi:type` as written.
    pub xsi_type: Option<Spanned<String>>,
    /// Whether `xsi:nil` says that there is no value.
    pub nil: bool,
    /// Whether the value holds elements, such as a NameID.
    pub has_elements: bool,
    /// Where a comment splits the text: what a consumer sees who reads only the first piece.
    pub first_piece: Option<String>,
}

impl Attribute {
    pub(super) fn read(element: Element<'_>) -> Attribute {
        Attribute {
            at: element.at(),
            name: element.attribute("Name"),
            name_format: element.attribute("NameFormat"),
            friendly_name: element.attribute("FriendlyName"),
            values: element.children(SAML, "AttributeValue").map(AttributeValue::read).collect(),
        }
    }
}

impl AttributeValue {
    pub(super) fn read(element: Element<'_>) -> AttributeValue {
        let inner = element.elements().next();
        let nil = element.attribute_in(XSI, "nil");
        AttributeValue {
            at: element.at(),
            text: inner.map_or_else(|| element.text(), |inner| inner.text()),
            xsi_type: element.attribute_in(XSI, "type"),
            nil: nil.is_some_and(|nil| matches!(nil.value.trim(), "true" | "1")),
            has_elements: inner.is_some(),
            first_piece: inner.unwrap_or(element).first_piece(),
        }
    }
}
