//! The most telling fields of a SAML message, each with its bytes.

use crate::check::saml::identify::quoted;
use crate::decode::saml::names::short;
use crate::decode::saml::{
    Assertion, Attribute, AuthnRequest, Conditions, Encrypted, Entity, EntityRole, Head, KeyMaterial,
    LogoutRequest, NameId, SamlBody, SamlMessage, Status, Subject,
};
use crate::decode::{Spanned, Time};
use crate::report::shape::FieldShape;
use crate::span::Span;

/// Attributes that are shown; the rest is counted.
const ATTRIBUTES: usize = 30;
/// Values of one attribute that are shown.
const VALUES: usize = 10;

pub(super) fn of(message: &SamlMessage) -> Vec<FieldShape> {
    let mut fields = Fields(Vec::new());
    if let Some(status) = message.status() {
        fields.status(status);
    }
    if let Some(head) = message.head() {
        fields.head(head);
    }
    match &message.body {
        SamlBody::AuthnRequest(request) => fields.authn_request(request),
        SamlBody::LogoutRequest(request) => fields.logout_request(request),
        SamlBody::Entity(entity) => fields.entity(entity),
        _ => {}
    }
    message.encrypted_assertions().iter().for_each(|encrypted| fields.encrypted(encrypted));
    message.assertions().iter().for_each(|assertion| fields.assertion(assertion));
    fields.0
}

struct Fields(Vec<FieldShape>);

impl Fields {
    fn push(&mut self, name: &str, value: &str, at: Span) {
        self.0.push(FieldShape { name: name.to_owned(), value: quoted(value), at: Some(at) });
    }

    fn text(&mut self, name: &str, value: &Option<Spanned<String>>) {
        if let Some(value) = value {
            self.push(name, &value.value, value.at);
        }
    }

    fn time(&mut self, name: &str, value: &Option<Spanned<Time>>) {
        if let Some(value) = value {
            self.push(name, &value.value.lexical, value.at);
        }
    }

    fn name_id(&mut self, name: &str, value: &Option<NameId>) {
        if let Some(value) = value {
            self.push(name, &value.value.value, value.value.at);
        }
    }

    fn status(&mut self, status: &Status) {
        let codes: Vec<&str> = status.codes.iter().map(|code| short(&code.value)).collect();
        self.push("Status", &codes.join(" / "), status.at);
        self.text("StatusMessage", &status.message);
    }

    fn head(&mut self, head: &Head) {
        self.name_id("Issuer", &head.issuer);
        self.text("Destination", &head.destination);
        self.text("InResponseTo", &head.in_response_to);
        self.text("ID", &head.id);
        self.time("IssueInstant", &head.issue_instant);
    }

    fn authn_request(&mut self, request: &AuthnRequest) {
        self.text("AssertionConsumerServiceURL", &request.acs_url);
        self.text("AssertionConsumerServiceIndex", &request.acs_index);
        self.text("ProtocolBinding", &request.protocol_binding);
        self.text("NameIDPolicy Format", &request.name_id_format);
        let classes = request.requested_context.iter().flat_map(|context| &context.classes);
        classes.for_each(|class| self.push("RequestedAuthnContext", &class.value, class.at));
        for (name, flag) in [("ForceAuthn", &request.force_authn), ("IsPassive", &request.is_passive)] {
            if let Some(flag) = flag {
                self.push(name, if flag.value { "true" } else { "false" }, flag.at);
            }
        }
    }

    fn logout_request(&mut self, request: &LogoutRequest) {
        self.name_id("NameID", &request.name_id);
        request.session_indexes.iter().for_each(|index| self.push("SessionIndex", &index.value, index.at));
        self.text("Reason", &request.reason);
        self.time("NotOnOrAfter", &request.not_on_or_after);
    }

    fn encrypted(&mut self, encrypted: &Encrypted) {
        let opened = if encrypted.opening.is_opened() { "opened" } else { "closed" };
        self.push("EncryptedAssertion", opened, encrypted.at);
        self.text("EncryptionMethod", &encrypted.content_algorithm);
        self.text("EncryptionMethod of the key", &encrypted.key_algorithm);
        for certificate in encrypted.recipients.iter().filter_map(|recipient| recipient.certificate()) {
            self.push("Encrypted for", certificate.called(), certificate.at);
        }
    }

    fn assertion(&mut self, assertion: &Assertion) {
        self.text("Assertion ID", &assertion.id);
        self.name_id("Assertion Issuer", &assertion.issuer);
        assertion.subject.iter().for_each(|subject| self.subject(subject));
        assertion.conditions.iter().for_each(|conditions| self.conditions(conditions));
        for statement in &assertion.authn_statements {
            self.text("AuthnContextClassRef", &statement.authn_context);
            self.time("AuthnInstant", &statement.authn_instant);
            self.text("SessionIndex", &statement.session_index);
            self.time("SessionNotOnOrAfter", &statement.session_not_on_or_after);
        }
        assertion.attributes.iter().take(ATTRIBUTES).for_each(|attribute| self.attribute(attribute));
        if let Some(next) = assertion.attributes.get(ATTRIBUTES) {
            self.push("Attributes", &format!("{} more", assertion.attributes.len() - ATTRIBUTES), next.at);
        }
    }

    fn subject(&mut self, subject: &Subject) {
        self.name_id("NameID", &subject.name_id);
        self.text("NameID Format", &subject.name_id.as_ref().and_then(|name_id| name_id.format.clone()));
        for data in subject.confirmations.iter().filter_map(|confirmation| confirmation.data.as_ref()) {
            self.text("Recipient", &data.recipient);
            self.text("InResponseTo of the confirmation", &data.in_response_to);
            self.time("NotOnOrAfter of the confirmation", &data.not_on_or_after);
        }
    }

    fn conditions(&mut self, conditions: &Conditions) {
        self.time("NotBefore", &conditions.not_before);
        self.time("NotOnOrAfter", &conditions.not_on_or_after);
        let audiences =
            conditions.audience_restrictions.iter().flat_map(|restriction| &restriction.audiences);
        audiences.for_each(|audience| self.push("Audience", &audience.value, audience.at));
    }

    fn attribute(&mut self, attribute: &Attribute) {
        let name = attribute.name.as_ref().map_or("", |name| name.value.as_str());
        let mut values: Vec<&str> =
            attribute.values.iter().take(VALUES).map(|value| value.text.value.as_str()).collect();
        if attribute.values.len() > VALUES {
            values.push("…");
        }
        self.push(&format!("Attribute {}", quoted(name)), &values.join(", "), attribute.at);
    }

    fn entity(&mut self, entity: &Entity) {
        self.text("entityID", &entity.entity_id);
        self.time("validUntil", &entity.valid_until);
        self.text("cacheDuration", &entity.cache_duration);
        self.text("OrganizationDisplayName", &entity.organization);
        entity.roles.iter().for_each(|role| self.role(role));
    }

    fn role(&mut self, role: &EntityRole) {
        for endpoint in &role.endpoints {
            self.text(&endpoint.service, &endpoint.location);
        }
        role.name_id_formats
            .iter()
            .for_each(|format| self.push("NameIDFormat", format.value.trim(), format.at));
        for key in &role.keys {
            let purpose =
                key.purpose.as_ref().map_or("signing and encryption", |purpose| purpose.value.as_str());
            let name = format!("Key for {purpose}");
            key.material.iter().for_each(|material| self.key(&name, material));
        }
    }

    fn key(&mut self, name: &str, material: &KeyMaterial) {
        let value = match material {
            KeyMaterial::Certificate(certificate) => {
                format!("{}, SHA-256 {}", certificate.called(), certificate.sha256)
            }
            KeyMaterial::Key(_, key) => format!("{} without a certificate", key.0.kind()),
            KeyMaterial::Broken(_, why) => format!("can't be read: {why}"),
            KeyMaterial::Named(..) => return,
        };
        self.push(name, &value, material.at());
    }
}
