//! SAML 2.0 messages, assertions and metadata. Every field knows its bytes or is absent; a malformed one is data.

pub(super) mod aggregate;
mod assertion;
mod attribute;
mod conditions;
mod encrypted;
mod foreign;
mod head;
pub(crate) mod key_info;
mod metadata;
mod name_id;
pub mod names;
mod open;
mod request;
mod response;
mod saml1;
mod statement;
mod subject;
mod xml;

pub use assertion::Assertion;
pub use attribute::{Attribute, AttributeValue};
pub use conditions::{AudienceRestriction, Conditions};
pub use encrypted::{Encrypted, EncryptedPart};
pub use head::Head;
pub use key_info::{KeyMaterial, PublicKeyOf};
pub use metadata::{Endpoint, Entity, KeyDescriptor, Role as EntityRole, RoleKind};
pub use name_id::NameId;
pub use request::{AuthnRequest, LogoutRequest, LogoutResponse, RequestedContext};
pub use response::{Response, Status};
pub use statement::AuthnStatement;
pub use subject::{ConfirmationData, Subject, SubjectConfirmation};
pub use xml::Xml;

use std::sync::Arc;

use ssoscope_xml::{Document, NodeId};

use self::names::{MD, SAML, SAML1, SAMLP};
use self::open::Opener;
use self::xml::Element;
use super::message::Other;
use super::{Body, Message, MessageId, record, settings};
use crate::case::Case;
use crate::expect::Keys;
use crate::limits::Limits;
use crate::span::Span;

/// A SAML message and the XML document that it stands in.
#[derive(Debug)]
pub struct SamlMessage {
    /// The document.
    pub xml: Xml,
    /// The message's element there.
    pub element: NodeId,
    /// The message.
    pub body: SamlBody,
}

/// What a SAML message is.
#[derive(Debug)]
pub enum SamlBody {
    /// An assertion that stands alone.
    Assertion(Assertion),
    /// A request to sign somebody in.
    AuthnRequest(AuthnRequest),
    /// An encrypted assertion that stands alone, with the assertion inside where it could be opened.
    EncryptedAssertion(Encrypted, Option<Assertion>),
    /// Metadata of one party.
    Entity(Entity),
    /// A request to sign somebody out.
    LogoutRequest(LogoutRequest),
    /// The answer to one.
    LogoutResponse(LogoutResponse),
    /// The answer to a request to sign somebody in.
    Response(Response),
}

impl SamlMessage {
    /// The assertions that a consumer reads from it.
    pub fn assertions(&self) -> &[Assertion] {
        match &self.body {
            SamlBody::Assertion(assertion) => std::slice::from_ref(assertion),
            SamlBody::EncryptedAssertion(_, assertion) => assertion.as_slice(),
            SamlBody::Response(response) => &response.assertions,
            _ => &[],
        }
    }

    /// The encrypted assertions in it, opened or not.
    pub fn encrypted_assertions(&self) -> &[Encrypted] {
        match &self.body {
            SamlBody::EncryptedAssertion(encrypted, _) => std::slice::from_ref(encrypted),
            SamlBody::Response(response) => &response.encrypted,
            _ => &[],
        }
    }

    /// What a protocol message starts with; absent for assertions and metadata.
    pub fn head(&self) -> Option<&Head> {
        match &self.body {
            SamlBody::AuthnRequest(request) => Some(&request.head),
            SamlBody::LogoutRequest(request) => Some(&request.head),
            SamlBody::LogoutResponse(response) => Some(&response.head),
            SamlBody::Response(response) => Some(&response.head),
            _ => None,
        }
    }

    /// The status of an answer.
    pub fn status(&self) -> Option<&Status> {
        match &self.body {
            SamlBody::LogoutResponse(response) => response.status.as_ref(),
            SamlBody::Response(response) => response.status.as_ref(),
            _ => None,
        }
    }

    /// The party that issued it: that of the message, else that of its first assertion.
    pub fn issuer(&self) -> Option<&NameId> {
        let of_head = self.head().and_then(|head| head.issuer.as_ref());
        of_head.or_else(|| self.assertions().iter().find_map(|assertion| assertion.issuer.as_ref()))
    }

    /// The metadata, where it is some.
    pub fn entity(&self) -> Option<&Entity> {
        match &self.body {
            SamlBody::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// Whether it brings a sign-in: a Response or an assertion.
    pub fn is_sign_in(&self) -> bool {
        matches!(self.body, SamlBody::Assertion(_) | SamlBody::EncryptedAssertion(..) | SamlBody::Response(_))
    }

    /// The start tag of its element.
    pub fn tag(&self) -> Span {
        self.xml.tag_span(self.element)
    }

    /// What the specification calls it, such as `Response`.
    pub fn called(&self) -> &'static str {
        match &self.body {
            SamlBody::Assertion(_) => "Assertion",
            SamlBody::AuthnRequest(_) => "AuthnRequest",
            SamlBody::EncryptedAssertion(..) => "EncryptedAssertion",
            SamlBody::Entity(_) => "EntityDescriptor",
            SamlBody::LogoutRequest(_) => "LogoutRequest",
            SamlBody::LogoutResponse(_) => "LogoutResponse",
            SamlBody::Response(_) => "Response",
        }
    }
}

/// Decodes an XML document: one message for each SAML message in it, else a name for what it is.
pub(super) fn decode(case: &mut Case, keys: &Keys, at: Span, messages: &mut Vec<Message>) {
    let Some(role) = case.layer(at.layer).map(|layer| layer.role) else { return };
    let limits = ssoscope_xml::Limits { bytes: Limits::XML_BYTES, ..ssoscope_xml::Limits::DEFAULT };
    let xml = Xml::new(Document::read_within(case.bytes(at), &limits), at.layer, at.start);
    let found = messages_in(&xml.document);
    if found.is_empty() && record::is_error_text(case, at) {
        return record::decode_text(case, at, messages);
    }
    if found.len() >= Limits::MESSAGES {
        let says =
            format!("Only the first {} SAML messages or entities of this document were read.", found.len());
        case.crack(at, "limit/messages", says);
    }
    let mut push = |at: Span, body: Body| {
        messages.push(Message { id: MessageId(messages.len() as u32), role, at, body })
    };
    if found.is_empty() {
        let other = || Body::Other(Arc::new(Other { looks_like: foreign::looks_like(&xml.document) }));
        push(at, settings::of_document(&xml.document, at).unwrap_or_else(other));
    }
    for node in found {
        let body = body(xml.element(node), at, &mut Opener::new(case, keys));
        push(
            xml.element_span(node),
            Body::Saml(Arc::new(SamlMessage { xml: xml.clone(), element: node, body })),
        );
    }
}

/// The parties that messages name, by their entity IDs: who issued them, and for whom.
pub(super) fn parties(messages: &[Message]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for message in messages {
        let Body::Saml(saml) = &message.body else { continue };
        named.extend(saml.issuer().map(|issuer| issuer.value.value.clone()));
        for assertion in saml.assertions() {
            named.extend(assertion.issuer.as_ref().map(|issuer| issuer.value.value.clone()));
            let restrictions =
                assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
            let audiences = restrictions.flat_map(|restriction| &restriction.audiences);
            named.extend(audiences.map(|audience| audience.value.clone()));
        }
    }
    named.sort_unstable();
    named.dedup();
    named
}

/// The outermost SAML messages of a document, in order: the root, or what a wrapper such as SOAP holds.
fn messages_in(document: &Document) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    for node in document.descendants(NodeId::DOCUMENT) {
        let inside = found.last().is_some_and(|last| document.is_within(node, *last));
        if !inside && is_message(document, node) {
            found.push(node);
            if found.len() >= Limits::MESSAGES {
                break;
            }
        }
    }
    found
}

fn is_message(document: &Document, node: NodeId) -> bool {
    let Some(name) = document.name(node) else { return false };
    match name.namespace {
        SAMLP => matches!(name.local, "Response" | "AuthnRequest" | "LogoutRequest" | "LogoutResponse"),
        SAML => matches!(name.local, "Assertion" | "EncryptedAssertion"),
        SAML1 => name.local == "Assertion",
        MD => name.local == "EntityDescriptor",
        _ => false,
    }
}

fn body(element: Element<'_>, document: Span, opener: &mut Opener<'_>) -> SamlBody {
    match element.local() {
        "Assertion" if element.namespace() == SAML1 => SamlBody::Assertion(saml1::read(element)),
        "Assertion" => SamlBody::Assertion(Assertion::read(element, None, opener)),
        "AuthnRequest" => SamlBody::AuthnRequest(AuthnRequest::read(element)),
        "EncryptedAssertion" => {
            let (encrypted, opened) = opener.assertion(element);
            SamlBody::EncryptedAssertion(encrypted, opened)
        }
        "LogoutRequest" => SamlBody::LogoutRequest(LogoutRequest::read(element, opener)),
        "LogoutResponse" => SamlBody::LogoutResponse(LogoutResponse::read(element)),
        "Response" => SamlBody::Response(Response::read(element, opener)),
        _ => SamlBody::Entity(Entity::read(element, document)),
    }
}
