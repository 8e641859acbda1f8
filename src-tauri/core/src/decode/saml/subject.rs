//! Whom an assertion speaks of, and who may present it (SAML Core, section 2.4).

use super::encrypted::Encrypted;
use super::name_id::NameId;
use super::names::{BEARER, BEARER1, SAML};
use super::open::Opener;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// `Subject`.
#[derive(Clone, Debug)]
pub struct Subject {
    /// All of the element.
    pub at: Span,
    /// `NameID`, decrypted where it could be.
    pub name_id: Option<NameId>,
    /// `EncryptedID`, opened or not.
    pub encrypted_id: Option<Encrypted>,
    /// `SubjectConfirmation`s.
    pub confirmations: Vec<SubjectConfirmation>,
}

/// `SubjectConfirmation` (SAML Core, section 2.4.1.1).
#[derive(Clone, Debug)]
pub struct SubjectConfirmation {
    /// All of the element.
    pub at: Span,
    /// `Method`.
    pub method: Option<Spanned<String>>,
    /// `SubjectConfirmationData`.
    pub data: Option<ConfirmationData>,
}

/// `SubjectConfirmationData` (SAML Core, section 2.4.1.2).
#[derive(Clone, Debug)]
pub struct ConfirmationData {
    /// The start tag.
    pub at: Span,
    /// `NotBefore`, which a bearer confirmation must not have.
    pub not_before: Option<Spanned<Time>>,
    /// `NotOnOrAfter`.
    pub not_on_or_after: Option<Spanned<Time>>,
    /// `Recipient`.
    pub recipient: Option<Spanned<String>>,
    /// `InResponseTo`.
    pub in_response_to: Option<Spanned<String>>,
    /// `Address`.
    pub address: Option<Spanned<String>>,
}

impl Subject {
    pub(super) fn read(element: Element<'_>, opener: &mut Opener<'_>) -> Subject {
        let mut name_id = element.child(SAML, "NameID").map(NameId::read);
        let mut encrypted_id = None;
        if let Some(sealed) = element.child(SAML, "EncryptedID") {
            let (encrypted, opened) = opener.name_id(sealed);
            encrypted_id = Some(encrypted);
            name_id = name_id.or(opened);
        }
        let confirmations =
            element.children(SAML, "SubjectConfirmation").map(SubjectConfirmation::read).collect();
        Subject { at: element.at(), name_id, encrypted_id, confirmations }
    }
}

impl SubjectConfirmation {
    /// Whether whoever bears the assertion may present it.
    pub fn is_bearer(&self) -> bool {
        self.method.as_ref().is_some_and(|method| matches!(method.value.trim(), BEARER | BEARER1))
    }

    fn read(element: Element<'_>) -> SubjectConfirmation {
        let data = element.child(SAML, "SubjectConfirmationData").map(|data| ConfirmationData {
            at: data.tag(),
            not_before: data.time("NotBefore"),
            not_on_or_after: data.time("NotOnOrAfter"),
            recipient: data.attribute("Recipient"),
            in_response_to: data.attribute("InResponseTo"),
            address: data.attribute("Address"),
        });
        SubjectConfirmation { at: element.at(), method: element.attribute("Method"), data }
    }
}
