//! What a party says of itself: EntityDescriptor (SAML Metadata, section 2.3.2).

use super::key_info::{self, KeyMaterial};
use super::names::MD;
use super::xml::Element;
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// `EntityDescriptor`.
#[derive(Debug)]
pub struct Entity {
    /// All of the document that it stands in, of which no more may have been read than this entity.
    pub document: Span,
    /// The start tag.
    pub tag: Span,
    /// `entityID`.
    pub entity_id: Option<Spanned<String>>,
    /// `validUntil`: its own, or that of the EntitiesDescriptor around it, whichever ends first.
    pub valid_until: Option<Spanned<Time>>,
    /// `cacheDuration`.
    pub cache_duration: Option<Spanned<String>>,
    /// `OrganizationDisplayName`.
    pub organization: Option<Spanned<String>>,
    /// Its roles.
    pub roles: Vec<Role>,
}

/// What an entity does, and how to reach it in that part (SAML Metadata, section 2.4).
#[derive(Debug)]
pub struct Role {
    /// All of the element.
    pub at: Span,
    /// Which role.
    pub kind: RoleKind,
    /// `validUntil` of this role alone.
    pub valid_until: Option<Spanned<Time>>,
    /// The protocols that it speaks, separated by spaces.
    pub protocols: Option<Spanned<String>>,
    /// Its keys.
    pub keys: Vec<KeyDescriptor>,
    /// Its endpoints.
    pub endpoints: Vec<Endpoint>,
    /// `NameIDFormat`s.
    pub name_id_formats: Vec<Spanned<String>>,
    /// `WantAssertionsSigned`, of an SP.
    pub want_assertions_signed: Option<Spanned<bool>>,
    /// `AuthnRequestsSigned`, of an SP.
    pub authn_requests_signed: Option<Spanned<bool>>,
    /// `WantAuthnRequestsSigned`, of an IdP.
    pub want_authn_requests_signed: Option<Spanned<bool>>,
}

/// The roles that matter for single sign-on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// `IDPSSODescriptor`.
    Idp,
    /// `SPSSODescriptor`.
    Sp,
    /// Any other.
    Other,
}

/// `KeyDescriptor` (SAML Metadata, section 2.4.1.1).
#[derive(Debug)]
pub struct KeyDescriptor {
    /// All of the element.
    pub at: Span,
    /// `use`; a key without one is for both.
    pub purpose: Option<Spanned<String>>,
    /// The certificates and keys inside.
    pub material: Vec<KeyMaterial>,
}

impl KeyDescriptor {
    /// Whether it may sign.
    pub fn signs(&self) -> bool {
        self.purpose.as_ref().is_none_or(|purpose| purpose.value == "signing")
    }

    /// Whether it may be encrypted for.
    pub fn encrypts(&self) -> bool {
        self.purpose.as_ref().is_none_or(|purpose| purpose.value == "encryption")
    }

    fn read(element: Element<'_>) -> KeyDescriptor {
        let material = key_info::inside(element);
        KeyDescriptor { at: element.at(), purpose: element.attribute("use"), material }
    }
}

/// An endpoint (SAML Metadata, sections 2.2.2 and 2.2.3).
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// All of the element.
    pub at: Span,
    /// The element's name, such as `AssertionConsumerService`.
    pub service: String,
    /// `Binding`.
    pub binding: Option<Spanned<String>>,
    /// `Location`.
    pub location: Option<Spanned<String>>,
    /// `ResponseLocation`.
    pub response_location: Option<Spanned<String>>,
    /// `index`.
    pub index: Option<Spanned<String>>,
    /// `isDefault`.
    pub is_default: Option<Spanned<bool>>,
}

impl Endpoint {
    fn read(element: Element<'_>) -> Option<Endpoint> {
        element.attribute("Location")?;
        Some(Endpoint {
            at: element.at(),
            service: element.local().to_owned(),
            binding: element.attribute("Binding"),
            location: element.attribute("Location"),
            response_location: element.attribute("ResponseLocation"),
            index: element.attribute("index"),
            is_default: element.flag("isDefault"),
        })
    }
}

impl Role {
    /// Its endpoints of one service, such as `AssertionConsumerService`.
    pub fn services<'r>(&'r self, service: &'r str) -> impl Iterator<Item = &'r Endpoint> {
        self.endpoints.iter().filter(move |endpoint| endpoint.service == service)
    }

    fn read(element: Element<'_>) -> Option<Role> {
        let kind = match element.local() {
            "IDPSSODescriptor" => RoleKind::Idp,
            "SPSSODescriptor" => RoleKind::Sp,
            other if other.ends_with("Descriptor") => RoleKind::Other,
            _ => return None,
        };
        Some(Role {
            at: element.at(),
            kind,
            valid_until: element.time("validUntil"),
            protocols: element.attribute("protocolSupportEnumeration"),
            keys: element.children(MD, "KeyDescriptor").map(KeyDescriptor::read).collect(),
            endpoints: element.elements().filter_map(Endpoint::read).collect(),
            name_id_formats: element.texts(MD, "NameIDFormat"),
            want_assertions_signed: element.flag("WantAssertionsSigned"),
            authn_requests_signed: element.flag("AuthnRequestsSigned"),
            want_authn_requests_signed: element.flag("WantAuthnRequestsSigned"),
        })
    }
}

impl Entity {
    /// Its roles of one kind.
    pub fn roles(&self, kind: RoleKind) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(move |role| role.kind == kind)
    }

    /// Whether it has a role.
    pub fn is(&self, kind: RoleKind) -> bool {
        self.roles(kind).next().is_some()
    }

    pub(super) fn read(element: Element<'_>, document: Span) -> Entity {
        let organization = element.child(MD, "Organization");
        Entity {
            document,
            tag: element.tag(),
            entity_id: element.attribute("entityID"),
            valid_until: first_to_end(element),
            cache_duration: element.attribute("cacheDuration"),
            organization: organization
                .and_then(|inner| inner.child(MD, "OrganizationDisplayName"))
                .map(|name| name.text()),
            roles: element
                .elements()
                .filter(|child| child.namespace() == MD)
                .filter_map(Role::read)
                .collect(),
        }
    }
}

/// The `validUntil` that ends first, of the entity and of all that holds it.
fn first_to_end(element: Element<'_>) -> Option<Spanned<Time>> {
    let around = element.xml.document.ancestors(element.node).map(|node| element.xml.element(node));
    let all = std::iter::once(element).chain(around).filter_map(|holder| holder.time("validUntil"));
    all.min_by_key(|until| until.value.instant.unwrap_or(chrono::DateTime::<chrono::Utc>::MAX_UTC))
}
