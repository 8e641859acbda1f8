//! An assertion of SAML 1.1 (and 1.0), as WS-Federation still carries it: read into the same shape as one of SAML 2.0, so
//! that audience, time and signature are held to the same rules (SAML 1.1 Core, section 2.3).

use super::Assertion;
use super::attribute::{Attribute, AttributeValue};
use super::conditions::{AudienceRestriction, Conditions};
use super::name_id::NameId;
use super::names::SAML1;
use super::statement::AuthnStatement;
use super::subject::{Subject, SubjectConfirmation};
use super::xml::Element;
use crate::decode::Spanned;

/// Reads an `Assertion` of SAML 1.1.
pub(super) fn read(element: Element<'_>) -> Assertion {
    let statements: Vec<Element> = element.elements().filter(|child| child.namespace() == SAML1).collect();
    let named = |local: &'static str| statements.iter().filter(move |child| child.local() == local).copied();
    Assertion {
        xml: element.xml.clone(),
        element: element.node,
        at: element.at(),
        tag: element.tag(),
        id: element.attribute("AssertionID"),
        version: version(element),
        issue_instant: element.time("IssueInstant"),
        issuer: element.attribute("Issuer").map(issuer),
        subject: statements.iter().find_map(|statement| statement.child(SAML1, "Subject")).map(subject),
        conditions: element.child(SAML1, "Conditions").map(conditions),
        authn_statements: named("AuthenticationStatement").map(authn_statement).collect(),
        attributes: named("AttributeStatement").flat_map(|statement| attributes(statement)).collect(),
        encrypted_attributes: Vec::new(),
        decrypted_from: None,
    }
}

/// `MajorVersion` and `MinorVersion` as one.
fn version(element: Element<'_>) -> Option<Spanned<String>> {
    let major = element.attribute("MajorVersion")?;
    let minor = element.attribute("MinorVersion");
    Some(major.map(|major| format!("{major}.{}", minor.map_or("0".to_owned(), |minor| minor.value))))
}

/// The issuer is an attribute, and not an element.
fn issuer(value: Spanned<String>) -> NameId {
    NameId {
        at: value.at,
        value,
        format: None,
        name_qualifier: None,
        sp_name_qualifier: None,
        sp_provided_id: None,
        first_piece: None,
    }
}

fn subject(element: Element<'_>) -> Subject {
    let confirmations =
        element.children(SAML1, "SubjectConfirmation").map(|confirmation| SubjectConfirmation {
            at: confirmation.at(),
            method: confirmation.child(SAML1, "ConfirmationMethod").map(|method| method.text()),
            data: None,
        });
    Subject {
        at: element.at(),
        name_id: element.child(SAML1, "NameIdentifier").map(NameId::read),
        encrypted_id: None,
        confirmations: confirmations.collect(),
    }
}

fn conditions(element: Element<'_>) -> Conditions {
    let restrictions = element.children(SAML1, "AudienceRestrictionCondition").map(|restriction| {
        AudienceRestriction { at: restriction.at(), audiences: restriction.texts(SAML1, "Audience") }
    });
    Conditions {
        at: element.at(),
        not_before: element.time("NotBefore"),
        not_on_or_after: element.time("NotOnOrAfter"),
        audience_restrictions: restrictions.collect(),
        one_time_use: element.child(SAML1, "DoNotCacheCondition").map(|child| child.at()),
        proxy_restriction: None,
        others: Vec::new(),
    }
}

fn authn_statement(element: Element<'_>) -> AuthnStatement {
    AuthnStatement {
        at: element.at(),
        authn_instant: element.time("AuthenticationInstant"),
        session_index: None,
        session_not_on_or_after: None,
        authn_context: element.attribute("AuthenticationMethod"),
    }
}

/// A name has two parts here; products join them with a slash.
fn attributes(statement: Element<'_>) -> impl Iterator<Item = Attribute> + '_ {
    statement.children(SAML1, "Attribute").map(|element| Attribute {
        at: element.at(),
        name: element.attribute("AttributeName"),
        name_format: element.attribute("AttributeNamespace"),
        friendly_name: None,
        values: element.children(SAML1, "AttributeValue").map(AttributeValue::read).collect(),
    })
}
