//! An Assertion (SAML Core, section 2.3.3).

use ssoscope_xml::NodeId;

use super::attribute::Attribute;
use super::conditions::Conditions;
use super::encrypted::Encrypted;
use super::name_id::NameId;
use super::names::{SAML, SAML1};
use super::open::Opener;
use super::statement::AuthnStatement;
use super::subject::Subject;
use super::xml::{Element, Xml};
use crate::decode::{Spanned, Time};
use crate::span::Span;

/// What an identity provider asserts of a subject.
#[derive(Debug)]
pub struct Assertion {
    /// The document that it is read and verified in; for an assertion that was decrypted, its own.
    pub xml: Xml,
    /// Its element there.
    pub element: NodeId,
    /// All of its bytes.
    pub at: Span,
    /// Its start tag.
    pub tag: Span,
    /// `ID`.
    pub id: Option<Spanned<String>>,
    /// `Version`.
    pub version: Option<Spanned<String>>,
    /// `IssueInstant`.
    pub issue_instant: Option<Spanned<Time>>,
    /// `Issuer`.
    pub issuer: Option<NameId>,
    /// `Subject`.
    pub subject: Option<Subject>,
    /// `Conditions`.
    pub conditions: Option<Conditions>,
    /// `AuthnStatement`s.
    pub authn_statements: Vec<AuthnStatement>,
    /// The attributes of all `AttributeStatement`s, decrypted ones included.
    pub attributes: Vec<Attribute>,
    /// The encrypted attributes, opened or not.
    pub encrypted_attributes: Vec<Encrypted>,
    /// The `EncryptedAssertion` that it was decrypted from.
    pub decrypted_from: Option<Span>,
}

impl Assertion {
    /// Whether it is one of SAML 1.1, whose profiles want less.
    pub fn is_saml1(&self) -> bool {
        self.xml.document.name(self.element).is_some_and(|name| name.namespace == SAML1)
    }

    pub(super) fn read(
        element: Element<'_>,
        decrypted_from: Option<Span>,
        opener: &mut Opener<'_>,
    ) -> Assertion {
        let mut assertion = Assertion {
            xml: element.xml.clone(),
            element: element.node,
            at: element.at(),
            tag: element.tag(),
            id: element.attribute("ID"),
            version: element.attribute("Version"),
            issue_instant: element.time("IssueInstant"),
            issuer: element.child(SAML, "Issuer").map(NameId::read),
            subject: element.child(SAML, "Subject").map(|subject| Subject::read(subject, opener)),
            conditions: element.child(SAML, "Conditions").map(Conditions::read),
            authn_statements: element.children(SAML, "AuthnStatement").map(AuthnStatement::read).collect(),
            attributes: Vec::new(),
            encrypted_attributes: Vec::new(),
            decrypted_from,
        };
        for statement in element.children(SAML, "AttributeStatement") {
            assertion.read_attributes(statement, opener);
        }
        assertion
    }

    fn read_attributes(&mut self, statement: Element<'_>, opener: &mut Opener<'_>) {
        for child in statement.elements() {
            if child.is(SAML, "Attribute") {
                self.attributes.push(Attribute::read(child));
            } else if child.is(SAML, "EncryptedAttribute") {
                let (encrypted, opened) = opener.attribute(child);
                self.encrypted_attributes.push(encrypted);
                self.attributes.extend(opened);
            }
        }
    }
}
