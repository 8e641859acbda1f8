//! A sign-in between two parties: a sound answer, and the sample that it becomes.

use chrono::{DateTime, Utc};

use super::metadata::IdpMetadata;
use super::parties::Parties;
use super::response::{Response, request_id};
use crate::instant::{at, plus};
use crate::sample::Sample;
use crate::wrap;

/// A sign-in whose answer may still be changed.
#[derive(Clone)]
pub(super) struct SignIn {
    pub(super) parties: &'static Parties,
    pub(super) slug: &'static str,
    /// When the answer arrived.
    pub(super) arrived: DateTime<Utc>,
    pub(super) response: Response,
    pub(super) metadata: IdpMetadata,
}

impl SignIn {
    /// Issued a second before it arrives.
    pub(super) fn new(parties: &'static Parties, slug: &'static str, arrived: &str) -> Self {
        SignIn::issued(parties, slug, arrived, -1)
    }

    /// Issued so many seconds after it arrives, by the provider's clock.
    pub(super) fn issued(parties: &'static Parties, slug: &'static str, arrived: &str, seconds: i64) -> Self {
        let arrived = at(arrived);
        let response = Response::issued(parties, slug, plus(arrived, seconds));
        SignIn { parties, slug, arrived, response, metadata: IdpMetadata::of(parties) }
    }

    /// The provider's way to write the instant so many seconds after the arrival.
    pub(super) fn stamp(&self, seconds: i64) -> String {
        self.parties.stamp(plus(self.arrived, seconds))
    }

    /// The sample without a capture: the IdP's metadata is vouched for, the application is named.
    pub(super) fn sample(&self) -> Sample {
        let sp = &self.parties.sp;
        Sample::new("saml", self.slug, self.arrived)
            .support("idp.xml", self.metadata.document(&self.parties.idp))
            .expect("saml.sp.entity_id", sp.entity_id)
            .expect("saml.sp.acs", sp.acs)
            .expect("saml.sp.request_id", request_id(self.slug))
    }

    /// The sample with the form body that the browser posted.
    pub(super) fn posted(&self) -> Sample {
        self.sample().capture("capture.txt", wrap::saml_form(&self.response.document(), "/"))
    }

    /// The sample with the value of SAMLResponse alone.
    pub(super) fn as_base64(&self) -> Sample {
        self.sample().capture("capture.txt", wrap::base64(&self.response.document()))
    }

    /// The sample with the decoded document.
    pub(super) fn as_xml(&self, xml: impl Into<Vec<u8>>) -> Sample {
        self.sample().capture("capture.xml", xml)
    }
}

/// A document in which one text was replaced by another.
pub(super) fn altered(document: &str, text: &str, by: &str) -> String {
    assert_eq!(document.matches(text).count(), 1, "{text:?} stands there once");
    document.replace(text, by)
}
