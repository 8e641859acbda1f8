//! Every identifier of the document is used once.

use std::collections::HashMap;
use std::sync::Arc;

use ssoscope_xml::{Document, Kind, NodeId};

use super::examined::{Examined, examined};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::Xml;
use crate::limits::Limits;

/// Every identifier of the document is used once.
pub static CHECK: Check = Check {
    id: "saml/duplicate_id",
    title: "Two elements carry the same ID",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "1.3.4"), cite("XML 1.0", "3.3.1")],
    why: "A signature names what it covers by ID. Where two elements have the same one, verifier and reader may take \
          different ones: the oldest form of signature wrapping.",
    remedy_idp: "Make a fresh random ID for every message and every assertion.",
    remedy_sp: "Refuse such a message, and keep the SAML library current.",
    run,
};

fn run(look: &Look) -> Verdict {
    let mut seen: Vec<&Xml> = Vec::new();
    for xml in examined(look).iter().copied().flat_map(documents) {
        if !seen.iter().any(|earlier| Arc::ptr_eq(&earlier.document, &xml.document)) {
            seen.push(xml);
        }
    }
    Verdict::merge(seen.into_iter().map(of))
}

/// The message's own document and those of its decrypted assertions.
fn documents(examined: Examined<'_>) -> impl Iterator<Item = &Xml> {
    let decrypted = examined.saml.assertions().iter().filter(|assertion| assertion.decrypted_from.is_some());
    std::iter::once(&examined.saml.xml).chain(decrypted.map(|assertion| &assertion.xml))
}

fn of(xml: &Xml) -> Verdict {
    let mut first: HashMap<&str, NodeId> = HashMap::new();
    let mut findings = Vec::new();
    for node in elements(&xml.document) {
        let Some(id) = xml.document.id_of(node) else { continue };
        match first.get(id) {
            Some(_) if findings.len() >= Limits::FINDINGS => {}
            Some(earlier) => findings.push(twice(xml, id, node, *earlier)),
            None => drop(first.insert(id, node)),
        }
    }
    match findings.is_empty() {
        true => Verdict::pass(Finding::new(format!("Each of the {} IDs is used once.", first.len()))),
        false => Verdict::Fail(findings),
    }
}

fn elements(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    document.descendants(NodeId::DOCUMENT).filter(|node| document.kind(*node) == Kind::Element)
}

fn twice(xml: &Xml, id: &str, node: NodeId, earlier: NodeId) -> Finding {
    Finding::new(format!("The ID “{id}” is used a second time."))
        .at(xml.tag_span(node))
        .also(xml.tag_span(earlier), "its first use")
        .observed(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn the_same_id_twice_fails() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        assert!(verdict(&CHECK, &RESPONSE.replace("ID=\"_a\"", "ID=\"_r\""), &[]).failed());
    }
}
