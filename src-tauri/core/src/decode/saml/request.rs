//! What is asked: to sign somebody in, or out (SAML Core, sections 3.4 and 3.7).

use super::encrypted::Encrypted;
use super::head::Head;
use super::name_id::NameId;
use super::names::{SAML, SAMLP};
use super::open::Opener;
use super::response::Status;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// `AuthnRequest` (SAML Core, section 3.4.1).
#[derive(Clone, Debug)]
pub struct AuthnRequest {
    /// What every protocol message starts with.
    pub head: Head,
    /// `AssertionConsumerServiceURL`.
    pub acs_url: Option<Spanned<String>>,
    /// `AssertionConsumerServiceIndex`.
    pub acs_index: Option<Spanned<String>>,
    /// `ProtocolBinding`.
    pub protocol_binding: Option<Spanned<String>>,
    /// `ForceAuthn`.
    pub force_authn: Option<Spanned<bool>>,
    /// `IsPassive`.
    pub is_passive: Option<Spanned<bool>>,
    /// `NameIDPolicy`, its `Format`.
    pub name_id_format: Option<Spanned<String>>,
    /// `RequestedAuthnContext`.
    pub requested_context: Option<RequestedContext>,
}

/// `RequestedAuthnContext` (SAML Core, section 3.3.2.2.1).
#[derive(Clone, Debug)]
pub struct RequestedContext {
    /// All of the element.
    pub at: Span,
    /// `Comparison`; `exact` where absent.
    pub comparison: Option<Spanned<String>>,
    /// `AuthnContextClassRef`s.
    pub classes: Vec<Spanned<String>>,
}

impl AuthnRequest {
    pub(super) fn read(element: Element<'_>) -> AuthnRequest {
        let policy = element.child(SAMLP, "NameIDPolicy");
        AuthnRequest {
            head: Head::read(element),
            acs_url: element.attribute("AssertionConsumerServiceURL"),
            acs_index: element.attribute("AssertionConsumerServiceIndex"),
            protocol_binding: element.attribute("ProtocolBinding"),
            force_authn: element.flag("ForceAuthn"),
            is_passive: element.flag("IsPassive"),
            name_id_format: policy.and_then(|policy| policy.attribute("Format")),
            requested_context: element.child(SAMLP, "RequestedAuthnContext").map(RequestedContext::read),
        }
    }
}

impl RequestedContext {
    fn read(element: Element<'_>) -> RequestedContext {
        RequestedContext {
            at: element.at(),
            comparison: element.attribute("Comparison"),
            classes: element.texts(SAML, "AuthnContextClassRef"),
        }
    }
}

/// `LogoutRequest` (SAML Core, section 3.7.1).
#[derive(Clone, Debug)]
pub struct LogoutRequest {
    /// What every protocol message starts with.
    pub head: Head,
    /// `NotOnOrAfter`.
    pub not_on_or_after: Option<Spanned<Time>>,
    /// `Reason`.
    pub reason: Option<Spanned<String>>,
    /// `NameID`, decrypted where it could be.
    pub name_id: Option<NameId>,
    /// `EncryptedID`, opened or not.
    pub encrypted_id: Option<Encrypted>,
    /// `SessionIndex`es.
    pub session_indexes: Vec<Spanned<String>>,
}

impl LogoutRequest {
    pub(super) fn read(element: Element<'_>, opener: &mut Opener<'_>) -> LogoutRequest {
        let sealed = element.child(SAML, "EncryptedID").map(|sealed| opener.name_id(sealed));
        let (encrypted_id, opened) =
            sealed.map_or((None, None), |(encrypted, opened)| (Some(encrypted), opened));
        LogoutRequest {
            head: Head::read(element),
            not_on_or_after: element.time("NotOnOrAfter"),
            reason: element.attribute("Reason"),
            name_id: element.child(SAML, "NameID").map(NameId::read).or(opened),
            encrypted_id,
            session_indexes: element.texts(SAMLP, "SessionIndex"),
        }
    }
}

/// `LogoutResponse` (SAML Core, section 3.7.2).
#[derive(Clone, Debug)]
pub struct LogoutResponse {
    /// What every protocol message starts with.
    pub head: Head,
    /// What became of the logout.
    pub status: Option<Status>,
}

impl LogoutResponse {
    pub(super) fn read(element: Element<'_>) -> LogoutResponse {
        LogoutResponse { head: Head::read(element), status: element.child(SAMLP, "Status").map(Status::read) }
    }
}
