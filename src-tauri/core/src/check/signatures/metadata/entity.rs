//! The signature of one entity inside of an aggregate: its own, or that of the federation that it came from.

use ssoscope_crypto::PublicKey;
use ssoscope_xml::NodeId;
use ssoscope_xml::dsig::{self, Signature, SignatureProblem, Verification};

use super::{MetadataFit, MetadataSignature, Verifier, altered, blocked, unvouched};
use crate::case::Role;
use crate::decode::saml::{KeyMaterial, SamlMessage, Xml, key_info};
use crate::decode::x509::Certificate;

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

impl Verifier<'_> {
    pub(super) fn entity(&mut self, saml: &SamlMessage, role: Role) -> Option<MetadataSignature> {
        let (xml, document) = (&saml.xml, &saml.xml.document);
        if document.parent(saml.element) == Some(NodeId::DOCUMENT) {
            return None; // the document's own
        }
        let node = document.elements(saml.element).find(|node| document.is(*node, DSIG, "Signature"))?;
        if !self.affords(document.span(saml.element).len()) {
            return None;
        }
        let signature = dsig::signature_at(document, node);
        let material = key_info::of_read(xml, &signature.key_info, &[]);
        let brought: Vec<Certificate> = material
            .iter()
            .filter_map(KeyMaterial::certificate)
            .filter(|one| one.key.is_ok())
            .cloned()
            .collect();
        let mut keys = self.public();
        keys.extend(brought.iter().filter_map(|certificate| certificate.key.clone().ok()));
        let verification = dsig::verify(document, &signature, &keys);
        let fit = self.of_entity(saml, &signature, &verification, (brought, &keys));
        Some(MetadataSignature { role, called: called(saml), at: xml.element_span(node), fit })
    }

    fn of_entity(
        &self,
        saml: &SamlMessage,
        signature: &Signature,
        verification: &Verification,
        (brought, keys): (Vec<Certificate>, &[PublicKey]),
    ) -> MetadataFit {
        let xml = &saml.xml;
        let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
        let mut problems = signature.problems.iter().chain(of_references).chain(&verification.problems);
        if let Some(SignatureProblem { kind, at, says }) = problems.find(|problem| problem.kind.blocks()) {
            return blocked(*kind, xml.span(at.clone()), says);
        }
        if let Some(fit) = digests(xml, signature, verification) {
            return fit;
        }
        let covers =
            verification.references.iter().any(|check| check.matching == Some(saml.element) && !check.partly);
        if !covers {
            let says = "It refers to something else than the entity that it stands in.";
            return MetadataFit::Broken(xml.element_span(signature.node), says.to_owned());
        }
        let made_by = verification.value_key();
        match made_by.and_then(|key| self.keys.get(key)) {
            Some(key) => MetadataFit::Verified(Box::new((*key).clone())),
            None => unvouched(brought, |key| made_by.and_then(|at| keys.get(at)) == Some(key)),
        }
    }
}

/// A digest that differs, or that can't be computed.
fn digests(xml: &Xml, signature: &Signature, verification: &Verification) -> Option<MetadataFit> {
    let all = signature.references.iter().zip(&verification.references);
    all.filter(|(_, check)| !check.matches())
        .map(|(reference, check)| match (&check.declared, &check.computed, &reference.digest_value) {
            (Some(declared), Some(computed), Some(value)) => {
                altered(xml.span(value.span.clone()), declared, computed)
            }
            _ => MetadataFit::CantTell("The digest can't be computed.".to_owned()),
        })
        .next()
}

/// The element, and whose it is where it says so.
fn called(saml: &SamlMessage) -> String {
    let id = saml.entity().and_then(|entity| entity.entity_id.as_ref());
    id.map_or("EntityDescriptor".to_owned(), |id| format!("EntityDescriptor of {}", id.value))
}
