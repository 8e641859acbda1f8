//! The AuthnRequest that an application sends before it is answered.

use chrono::{DateTime, Utc};

use super::element::Element;
use super::parties::Parties;
use super::response::request_id;
use super::signature::Signer;

/// The request that a sample's answer answers.
pub(crate) fn authn_request(parties: &Parties, slug: &str, at: DateTime<Utc>) -> String {
    element(parties, slug, at).document(parties.spelling)
}

/// The same, signed by the application.
pub(crate) fn signed_request(parties: &Parties, slug: &str, at: DateTime<Utc>, by: Signer) -> String {
    let mut request = element(parties, slug, at);
    by.envelop(&mut request, &request_id(slug), parties.spelling);
    request.document(parties.spelling)
}

fn element(parties: &Parties, slug: &str, at: DateTime<Utc>) -> Element {
    Element::new("samlp:AuthnRequest")
        .with("ID", request_id(slug))
        .with("Version", "2.0")
        .with("IssueInstant", parties.stamp(at))
        .with("Destination", parties.idp.sso_url)
        .with("AssertionConsumerServiceURL", parties.sp.acs)
        .with("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST")
        .child(Element::new("saml:Issuer").text(parties.sp.entity_id))
        .child(Element::new("samlp:NameIDPolicy").with("AllowCreate", "true"))
}
