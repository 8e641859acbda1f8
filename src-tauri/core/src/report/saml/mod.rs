//! SAML messages in a person's words.

pub(super) mod coverage;
mod fields;
mod summary;
mod windows;

pub(super) use windows::windows;

use crate::case::Case;
use crate::decode::saml::{Entity, RoleKind, SamlBody, SamlMessage};

use super::describe::Described;

/// What it is.
pub(super) fn describe(_case: &Case, message: &SamlMessage) -> Described {
    let (kind, title) = kind(&message.body);
    Described { kind, title: title.to_owned(), summary: summary::of(message), fields: fields::of(message) }
}

fn kind(body: &SamlBody) -> (&'static str, &'static str) {
    match body {
        SamlBody::Assertion(_) => ("saml-assertion", "SAML Assertion"),
        SamlBody::AuthnRequest(_) => ("saml-authn-request", "SAML AuthnRequest"),
        SamlBody::EncryptedAssertion(..) => ("saml-encrypted-assertion", "Encrypted SAML Assertion"),
        SamlBody::Entity(entity) => of_entity(entity),
        SamlBody::LogoutRequest(_) => ("saml-logout-request", "SAML LogoutRequest"),
        SamlBody::LogoutResponse(_) => ("saml-logout-response", "SAML LogoutResponse"),
        SamlBody::Response(_) => ("saml-response", "SAML Response"),
    }
}

fn of_entity(entity: &Entity) -> (&'static str, &'static str) {
    match (entity.is(RoleKind::Idp), entity.is(RoleKind::Sp)) {
        (true, true) => ("saml-metadata", "SAML metadata of an identity provider and application"),
        (true, false) => ("saml-metadata", "SAML metadata of an identity provider"),
        (false, true) => ("saml-metadata", "SAML metadata of an application"),
        (false, false) => ("saml-metadata", "SAML metadata"),
    }
}
