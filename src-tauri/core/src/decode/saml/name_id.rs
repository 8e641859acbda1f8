//! An identifier of the type `NameIDType`: an Issuer or a NameID (SAML Core, section 2.2.2).

use super::xml::Element;
use crate::decode::Spanned;
use crate::span::Span;

/// An Issuer or a NameID.
#[derive(Clone, Debug)]
pub struct NameId {
    /// All of the element.
    pub at: Span,
    /// The text, comments left aside, white space kept.
    pub value: Spanned<String>,
    /// `Format`.
    pub format: Option<Spanned<String>>,
    /// `NameQualifier`.
    pub name_qualifier: Option<Spanned<String>>,
    /// `SPNameQualifier`.
    pub sp_name_qualifier: Option<Spanned<String>>,
    /// `SPProvidedID`.
    pub sp_provided_id: Option<Spanned<String>>,
    /// Where a comment splits the text: what a consumer sees who reads only the first piece.
    pub first_piece: Option<String>,
}

impl NameId {
    pub(super) fn read(element: Element<'_>) -> NameId {
        NameId {
            at: element.at(),
            value: element.text(),
            format: element.attribute("Format"),
            name_qualifier: element.attribute("NameQualifier"),
            sp_name_qualifier: element.attribute("SPNameQualifier"),
            sp_provided_id: element.attribute("SPProvidedID"),
            first_piece: element.first_piece(),
        }
    }
}
