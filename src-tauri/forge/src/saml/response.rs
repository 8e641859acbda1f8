//! A SAML Response as plain fields: built sound, then changed in the one place that a sample is about.

use chrono::{DateTime, Utc};

use super::element::{Child, Element};
use super::parties::Parties;
use super::signature::Signer;
use crate::instant::{plus, stamp};

/// A Response; every field may be changed before it is written.
#[derive(Clone)]
pub(crate) struct Response {
    pub(crate) parties: &'static Parties,
    pub(crate) id: String,
    pub(crate) version: &'static str,
    pub(crate) issue_instant: String,
    pub(crate) destination: Option<String>,
    pub(crate) in_response_to: Option<String>,
    pub(crate) issuer: String,
    /// The status codes, outermost first.
    pub(crate) status: Vec<&'static str>,
    pub(crate) status_message: Option<&'static str>,
    pub(crate) assertion: Option<Assertion>,
    /// Who signs the Response itself.
    pub(crate) signer: Option<Signer>,
}

/// An Assertion.
#[derive(Clone)]
pub(crate) struct Assertion {
    pub(crate) id: String,
    pub(crate) issue_instant: String,
    pub(crate) issuer: String,
    pub(crate) name_id: Option<NameId>,
    pub(crate) confirmation: Confirmation,
    pub(crate) not_before: Option<String>,
    pub(crate) not_on_or_after: Option<String>,
    pub(crate) audience: Option<String>,
    /// Further names in the same restriction.
    pub(crate) more_audiences: Vec<&'static str>,
    /// A condition that SAML does not name, by its type.
    pub(crate) condition: Option<&'static str>,
    pub(crate) authn: Option<Authn>,
    pub(crate) attributes: Vec<(&'static str, Vec<String>)>,
    pub(crate) signer: Option<Signer>,
}

/// Who the assertion is about.
#[derive(Clone)]
pub(crate) struct NameId {
    pub(crate) format: &'static str,
    /// The application that it was made for, where it says so.
    pub(crate) for_sp: Option<&'static str>,
    /// The text, with a comment between its parts where there are several.
    pub(crate) parts: Vec<String>,
}

/// By what a bearer may use the assertion.
#[derive(Clone)]
pub(crate) struct Confirmation {
    pub(crate) method: &'static str,
    pub(crate) not_before: Option<String>,
    pub(crate) not_on_or_after: Option<String>,
    pub(crate) recipient: Option<String>,
    pub(crate) in_response_to: Option<String>,
}

/// How and when the person signed in.
#[derive(Clone)]
pub(crate) struct Authn {
    pub(crate) instant: String,
    pub(crate) session_ends: Option<String>,
    pub(crate) context: &'static str,
}

pub(crate) const PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
pub(crate) const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

impl Response {
    /// A sound answer, issued at an instant and good for five minutes.
    pub(crate) fn issued(parties: &'static Parties, slug: &str, at: DateTime<Utc>) -> Self {
        let request = request_id(slug);
        Response {
            parties,
            id: identifier(slug, "response"),
            version: "2.0",
            issue_instant: parties.stamp(at),
            destination: Some(parties.sp.acs.to_owned()),
            in_response_to: Some(request.clone()),
            issuer: parties.idp.entity_id.to_owned(),
            status: vec!["Success"],
            status_message: None,
            assertion: Some(Assertion::issued(parties, slug, at, request)),
            signer: None,
        }
    }

    /// The assertion, to be changed.
    pub(crate) fn assertion(&mut self) -> &mut Assertion {
        self.assertion.as_mut().expect("a sound response has an assertion")
    }

    /// The document as it leaves the provider.
    pub(crate) fn document(&self) -> String {
        self.element().document(self.parties.spelling)
    }

    /// The signed tree.
    pub(crate) fn element(&self) -> Element {
        self.around(self.assertion.as_ref().map(|assertion| assertion.element(self.parties)))
    }

    /// The signed tree with something else where the assertion stands.
    pub(crate) fn around(&self, inner: impl IntoIterator<Item = Element>) -> Element {
        let mut response = self.head().child(self.status()).children(inner);
        if let Some(signer) = self.signer {
            signer.envelop(&mut response, &self.id, self.parties.spelling);
        }
        response
    }

    fn head(&self) -> Element {
        Element::new("samlp:Response")
            .with("ID", &self.id)
            .with("Version", self.version)
            .with("IssueInstant", &self.issue_instant)
            .maybe("Destination", self.destination.as_ref())
            .maybe("InResponseTo", self.in_response_to.as_ref())
            .child(Element::new("saml:Issuer").text(&self.issuer))
    }

    fn status(&self) -> Element {
        let code = self.status.iter().rev().fold(None, |inner: Option<Element>, value| {
            let value = format!("urn:oasis:names:tc:SAML:2.0:status:{value}");
            Some(Element::new("samlp:StatusCode").with("Value", value).children(inner))
        });
        let message = self.status_message.map(|text| Element::new("samlp:StatusMessage").text(text));
        Element::new("samlp:Status").children(code).children(message)
    }
}

impl Assertion {
    fn issued(parties: &Parties, slug: &str, at: DateTime<Utc>, request: String) -> Self {
        let (now, ends) = (parties.stamp(at), parties.stamp(plus(at, 300)));
        Assertion {
            id: identifier(slug, "assertion"),
            issue_instant: now.clone(),
            issuer: parties.idp.entity_id.to_owned(),
            name_id: Some(NameId::plain(parties.person.name_id_format, parties.person.name_id)),
            confirmation: Confirmation {
                method: BEARER,
                not_before: None,
                not_on_or_after: Some(ends.clone()),
                recipient: Some(parties.sp.acs.to_owned()),
                in_response_to: Some(request),
            },
            not_before: Some(now.clone()),
            not_on_or_after: Some(ends),
            audience: Some(parties.sp.entity_id.to_owned()),
            more_audiences: Vec::new(),
            condition: None,
            authn: Some(Authn {
                instant: now,
                session_ends: Some(parties.stamp(plus(at, 28_800))),
                context: PASSWORD,
            }),
            attributes: attributes(parties),
            signer: Some(parties.signer()),
        }
    }

    /// The signed tree.
    pub(crate) fn element(&self, parties: &Parties) -> Element {
        let mut assertion = self.unsigned(parties);
        if let Some(signer) = self.signer {
            signer.envelop(&mut assertion, &self.id, parties.spelling);
        }
        assertion
    }

    /// The tree before it is signed.
    pub(crate) fn unsigned(&self, parties: &Parties) -> Element {
        let assertion = if parties.typed_values {
            Element::new("saml:Assertion").keeping("xs")
        } else {
            Element::new("saml:Assertion")
        };
        assertion
            .with("ID", &self.id)
            .with("IssueInstant", &self.issue_instant)
            .with("Version", "2.0")
            .child(Element::new("saml:Issuer").text(&self.issuer))
            .child(self.subject())
            .child(self.conditions())
            .children(self.authn.as_ref().map(|authn| authn.element(&self.id)))
            .children(self.attribute_statement(parties))
    }

    fn subject(&self) -> Element {
        let name_id = self.name_id.as_ref().map(NameId::element);
        Element::new("saml:Subject").children(name_id).child(self.confirmation.element())
    }

    fn conditions(&self) -> Element {
        let named = |audience: &str| Element::new("saml:Audience").text(audience);
        let restriction = self.audience.as_ref().map(|audience| {
            let more = self.more_audiences.iter().map(|audience| named(audience));
            Element::new("saml:AudienceRestriction").child(named(audience)).children(more)
        });
        Element::new("saml:Conditions")
            .maybe("NotBefore", self.not_before.as_ref())
            .maybe("NotOnOrAfter", self.not_on_or_after.as_ref())
            .children(restriction)
            .children(self.condition.map(|kind| Element::new("saml:Condition").with("xsi:type", kind)))
    }

    fn attribute_statement(&self, parties: &Parties) -> Option<Element> {
        let attributes = self.attributes.iter().map(|(name, values)| {
            let attribute = Element::new("saml:Attribute")
                .with("Name", *name)
                .maybe("NameFormat", name_format(name).as_ref());
            attribute.children(values.iter().map(|value| parties.value(value)))
        });
        (!self.attributes.is_empty()).then(|| Element::new("saml:AttributeStatement").children(attributes))
    }
}

impl NameId {
    pub(crate) fn plain(format: &'static str, text: &str) -> Self {
        NameId { format, for_sp: None, parts: vec![text.to_owned()] }
    }

    fn element(&self) -> Element {
        let element = Element::new("saml:NameID").with("Format", self.format);
        let mut element = match self.for_sp {
            Some(sp) => element.with("SPNameQualifier", sp),
            None => element,
        };
        for (at, part) in self.parts.iter().enumerate() {
            if at > 0 {
                element.children.push(Child::Comment(""));
            }
            element = element.text(part);
        }
        element
    }
}

impl Confirmation {
    fn element(&self) -> Element {
        let data = Element::new("saml:SubjectConfirmationData")
            .maybe("InResponseTo", self.in_response_to.as_ref())
            .maybe("NotBefore", self.not_before.as_ref())
            .maybe("NotOnOrAfter", self.not_on_or_after.as_ref())
            .maybe("Recipient", self.recipient.as_ref());
        Element::new("saml:SubjectConfirmation").with("Method", self.method).child(data)
    }
}

impl Authn {
    fn element(&self, assertion_id: &str) -> Element {
        let class = Element::new("saml:AuthnContextClassRef").text(self.context);
        Element::new("saml:AuthnStatement")
            .with("AuthnInstant", &self.instant)
            .with("SessionIndex", assertion_id)
            .maybe("SessionNotOnOrAfter", self.session_ends.as_ref())
            .child(Element::new("saml:AuthnContext").child(class))
    }
}

impl Parties {
    /// An instant as this provider writes it.
    pub(crate) fn stamp(&self, at: DateTime<Utc>) -> String {
        stamp(at, self.milliseconds)
    }
}

/// The ID of the request that a sample's answer answers.
pub(crate) fn request_id(slug: &str) -> String {
    identifier(slug, "request")
}

/// An ID that looks drawn by lot and is the same each time.
pub(crate) fn identifier(slug: &str, part: &str) -> String {
    format!("_{}", crate::lot::hex(&format!("{slug}/{part}"), 20))
}

fn attributes(parties: &Parties) -> Vec<(&'static str, Vec<String>)> {
    let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    parties.person.attributes.iter().map(|(name, values)| (*name, owned(values))).collect()
}

fn name_format(name: &str) -> Option<String> {
    let uri = name.starts_with("urn:oid:");
    uri.then(|| "urn:oasis:names:tc:SAML:2.0:attrname-format:uri".to_owned())
}
