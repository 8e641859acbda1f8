//! What every protocol message starts with (SAML Core, sections 3.2.1 and 3.2.2).

use super::name_id::NameId;
use super::names::SAML;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// The attributes and the Issuer of a protocol message.
#[derive(Clone, Debug)]
pub struct Head {
    /// The start tag.
    pub tag: Span,
    /// `ID`.
    pub id: Option<Spanned<String>>,
    /// `Version`.
    pub version: Option<Spanned<String>>,
    /// `IssueInstant`.
    pub issue_instant: Option<Spanned<Time>>,
    /// `Destination`.
    pub destination: Option<Spanned<String>>,
    /// `Consent`.
    pub consent: Option<Spanned<String>>,
    /// `InResponseTo`, of an answer.
    pub in_response_to: Option<Spanned<String>>,
    /// `Issuer`.
    pub issuer: Option<NameId>,
}

impl Head {
    pub(super) fn read(element: Element<'_>) -> Head {
        Head {
            tag: element.tag(),
            id: element.attribute("ID"),
            version: element.attribute("Version"),
            issue_instant: element.time("IssueInstant"),
            destination: element.attribute("Destination"),
            consent: element.attribute("Consent"),
            in_response_to: element.attribute("InResponseTo"),
            issuer: element.child(SAML, "Issuer").map(NameId::read),
        }
    }
}
