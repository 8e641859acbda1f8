//! A signature has each of its parts once, in its place.

use ssoscope_xml::{Document, NodeId};

use super::examined::{Examined, each_message};
use super::signatures::of_message;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::Xml;
use crate::decode::saml::names::DS;
use crate::limits::Limits;

/// A signature has each of its parts once, in its place.
pub static CHECK: Check = Check {
    id: "saml/smuggled_parts",
    title: "Parts of a signature stand where they don't belong",
    verb: Verb::Must,
    spec: &[cite("XML Signature 1.1", "4"), cite("XML Signature Best Practices", "2.1")],
    why: "Verifiers that search for a part instead of stepping down to it can be shown a DigestValue or SignedInfo that was \
          never signed: that makes forged content fit.",
    remedy_idp: "No identity provider writes such a message: look for who did.",
    remedy_sp: "Refuse it, and update the SAML library: ruby-saml 1.17, xml-crypto 6.0.1 or newer close these holes.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| match of_message(look, examined).next() {
        Some(_) => of(look, examined),
        None => Verdict::Silent,
    })
}

fn of(look: &Look, examined: Examined) -> Verdict {
    let mut documents: Vec<&Xml> = Vec::new();
    for signature in of_message(look, examined) {
        if !documents.iter().any(|seen| std::sync::Arc::ptr_eq(&seen.document, &signature.xml.document)) {
            documents.push(&signature.xml);
        }
    }
    let findings: Vec<Finding> = documents.into_iter().flat_map(in_document).take(Limits::FINDINGS).collect();
    match findings.is_empty() {
        true => Verdict::pass(Finding::new("Each part of the signatures stands once, in its place.")),
        false => Verdict::Fail(findings),
    }
}

fn in_document(xml: &Xml) -> Vec<Finding> {
    let document = &xml.document;
    let parts = document.descendants(NodeId::DOCUMENT).filter_map(|node| Some((node, part(document, node)?)));
    let judged = parts.flat_map(|(node, part)| match part {
        Part::SignedInfo => [info(xml, node), None],
        Part::DigestValue => [digest(xml, node), split(xml, node)],
        Part::SignatureValue => [split(xml, node), None],
    });
    judged.flatten().collect()
}

/// The parts of a signature that verifiers are known to search for.
enum Part {
    SignedInfo,
    DigestValue,
    SignatureValue,
}

fn part(document: &Document, node: NodeId) -> Option<Part> {
    let name = document.name(node).filter(|name| name.namespace == DS)?;
    match name.local {
        "SignedInfo" => Some(Part::SignedInfo),
        "DigestValue" => Some(Part::DigestValue),
        "SignatureValue" => Some(Part::SignatureValue),
        _ => None,
    }
}

/// A DigestValue that belongs to no Reference of a SignedInfo or Manifest.
fn digest(xml: &Xml, node: NodeId) -> Option<Finding> {
    let document = &xml.document;
    let above = |node, local| document.parent(node).filter(|parent| document.is(*parent, DS, local));
    let reference = above(node, "Reference");
    let held = reference.is_some_and(|reference| {
        above(reference, "SignedInfo").is_some_and(|info| above(info, "Signature").is_some())
            || above(reference, "Manifest").is_some()
    });
    if held {
        return None;
    }
    let holder =
        document.parent(node).and_then(|parent| document.name(parent)).map_or("document", |name| name.local);
    let says = format!(
        "A DigestValue stands in {holder}, outside of every signature. A consumer that searches for the first DigestValue would \
         have taken it for the signed one, and forged content for genuine (CVE-2024-45409)."
    );
    Some(Finding::new(says).at(xml.element_span(node)))
}

/// A SignedInfo that is not the one child of its Signature.
fn info(xml: &Xml, node: NodeId) -> Option<Finding> {
    let document = &xml.document;
    let parent = document.parent(node)?;
    let first = document.elements(parent).find(|child| document.is(*child, DS, "SignedInfo"));
    let what = match (document.is(parent, DS, "Signature"), first == Some(node)) {
        (true, true) => return None,
        (true, false) => "A second SignedInfo stands in one Signature",
        (false, _) => "A SignedInfo stands outside of its Signature's own level",
    };
    let says = format!(
        "{what}. A consumer that verifies the one and takes digests from the other would have taken forged content for genuine \
         (CVE-2025-29774)."
    );
    Some(
        Finding::new(says)
            .at(xml.element_span(node))
            .also(first.map(|first| xml.element_span(first)), "the first one"),
    )
}

/// A comment in a value that is compared.
fn split(xml: &Xml, node: NodeId) -> Option<Finding> {
    let document = &xml.document;
    document.text(node).split_by_comment.then_some(())?;
    let name = document.name(node).map_or("", |name| name.local);
    let says = format!(
        "A comment stands in {name}. It is not signed, and a consumer that reads the comment's text or only a piece would have \
         taken another value for the signed one (CVE-2025-29775)."
    );
    Some(Finding::new(says).at(xml.element_span(node)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, verdict};

    fn said(document: &str) -> String {
        let said = verdict(&CHECK, document, &[]);
        said.findings().first().map_or_else(String::new, |finding| finding.says.clone())
    }

    #[test]
    fn parts_in_their_places_pass() {
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }

    #[test]
    fn each_family_is_named() {
        let stray = "<samlp:Extensions><d:DigestValue xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">AA==</d:DigestValue></samlp:Extensions><samlp:Status>";
        assert!(said(&SIGNED_ASSERTION.replacen("<samlp:Status>", stray, 1)).contains("CVE-2024-45409"));
        let start = SIGNED_ASSERTION.find("<ds:SignedInfo").unwrap();
        let end = SIGNED_ASSERTION.find("</ds:SignedInfo>").unwrap() + "</ds:SignedInfo>".len();
        let info = &SIGNED_ASSERTION[start..end];
        assert!(
            said(&SIGNED_ASSERTION.replacen(info, &format!("{info}{info}"), 1)).contains("CVE-2025-29774")
        );
        assert!(
            said(&SIGNED_ASSERTION.replacen("<ds:DigestValue>", "<ds:DigestValue><!--AA==-->", 1))
                .contains("CVE-2025-29775")
        );
    }
}
