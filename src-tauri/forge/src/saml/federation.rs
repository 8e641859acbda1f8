//! A federation's metadata of many parties, signed as a whole.

use super::element::{Child, Element};
use super::parties::{IdentityProvider, Parties};
use super::signature::Signer;
use super::spelling::PLAIN;
use crate::keys;

const ID: &str = "_northlight-2026-02-26";
const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";

/// The metadata as the Northlight federation publishes it, signed with its key.
pub(crate) fn published(members: &[&Parties]) -> String {
    signed(members.iter().map(|parties| entity(&parties.idp)))
}

/// The same with one member's part as that member signed it, and the member's name as the federation writes it since.
pub(crate) fn published_with_signed(members: &[&Parties], signs: &Parties, written: &'static str) -> String {
    signed(members.iter().map(|parties| {
        if parties.idp.entity_id != signs.idp.entity_id {
            return entity(&parties.idp);
        }
        let id = "_of-the-member";
        let signature = Signer::rsa(signs.idp.key).signature(&entity(&signs.idp).with("ID", id), id, &PLAIN);
        let mut rewritten = called(&signs.idp, written).with("ID", id);
        rewritten.children.insert(0, Child::Element(signature));
        rewritten
    }))
}

fn signed(entities: impl Iterator<Item = Element>) -> String {
    let mut aggregate = Element::new("md:EntitiesDescriptor")
        .with("ID", ID)
        .with("Name", "https://northlight.example/metadata")
        .children(entities);
    let signature = Signer::rsa(&keys::NORTHLIGHT).signature(&aggregate, ID, &PLAIN);
    aggregate.children.insert(0, Child::Element(signature));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", aggregate.document(&PLAIN))
}

fn entity(idp: &IdentityProvider) -> Element {
    called(idp, idp.organisation)
}

fn called(idp: &IdentityProvider, organisation: &'static str) -> Element {
    let certificate = Element::new("ds:X509Certificate").text(idp.key.certificate());
    let key = Element::new("ds:KeyInfo").child(Element::new("ds:X509Data").child(certificate));
    let sign_on = Element::new("md:SingleSignOnService")
        .with("Binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect")
        .with("Location", idp.sso_url);
    let role = Element::new("md:IDPSSODescriptor")
        .with("protocolSupportEnumeration", PROTOCOL)
        .child(Element::new("md:KeyDescriptor").with("use", "signing").child(key))
        .child(sign_on);
    let named = |name| Element::new(name).with("xml:lang", "en");
    let organization = Element::new("md:Organization")
        .child(named("md:OrganizationName").text(organisation))
        .child(named("md:OrganizationDisplayName").text(organisation))
        .child(named("md:OrganizationURL").text(idp.sso_url));
    Element::new("md:EntityDescriptor").with("entityID", idp.entity_id).child(role).child(organization)
}
