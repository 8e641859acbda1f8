//! Every parser reads the same message: nothing stands in it that parsers are known to read differently.

mod entities;

use ssoscope_xml::{Document, Kind, NodeId, ProblemKind};

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::Xml;
use crate::decode::saml::names::DS;
use crate::limits::Limits;

/// Every parser reads the same message: nothing stands in it that parsers are known to read differently.
pub static CHECK: Check = Check {
    id: "saml/parser_traps",
    title: "Parsers read this message in different ways",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "5.4.2"), cite("XML 1.0", "2.8"), cite("Namespaces in XML 1.0", "3")],
    why: "Where a consumer verifies with one parser and reads with another, or writes the message anew between the two, an \
          attacker shows each of them a message of its own.",
    remedy_idp: "No identity provider writes such a message: look for who did.",
    remedy_sp: "Refuse any DOCTYPE, parse once, and read from the very tree that was verified; keep XML and SAML libraries current.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, of)
}

fn of(examined: Examined) -> Verdict {
    let xml = &examined.saml.xml;
    let all = doctype(xml).into_iter().chain(markup(xml)).chain(names(xml)).chain(identifiers(xml));
    let findings: Vec<Finding> = all.take(Limits::FINDINGS).collect();
    match findings.is_empty() {
        true => Verdict::pass(Finding::new("Nothing here is known to be read in two ways.")),
        false => Verdict::Fail(findings),
    }
}

/// What a DOCTYPE does beyond being there.
fn doctype(xml: &Xml) -> Vec<Finding> {
    let Some(at) = xml.document.doctype() else { return Vec::new() };
    let text = xml.document.source().get(at.clone()).unwrap_or_default();
    let finding = |says: String| Finding::new(says).at(xml.span(at.clone()));
    let mut all: Vec<Finding> = entities::traps(text).into_iter().map(finding).collect();
    if text.contains("<!ATTLIST") && text.contains("xmlns") {
        all.push(finding(
            "The DOCTYPE gives elements a namespace by default: parsers that read it find a Signature where others find none \
             (CVE-2025-25292, CVE-2025-66567). A vulnerable consumer would have verified one signature and read past another."
                .to_owned(),
        ));
    }
    if quoted(text)
        .any(|literal| literal.contains("<!--") || literal.contains("]>") || literal.contains("\">"))
    {
        all.push(finding(
            "A quoted text of the DOCTYPE holds markup: one parser takes it for text and another for a comment, so that each \
             reads another message (CVE-2025-25291). A vulnerable consumer would have verified the one and read the other."
                .to_owned(),
        ));
    }
    all
}

/// The quoted texts of a DOCTYPE.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(['"', '\''])?;
        let quote = rest.get(start..=start)?;
        let (literal, after) = rest.get(start + 1..)?.split_once(quote)?;
        rest = after;
        Some(literal)
    })
}

/// How a CDATA section begins.
const CDATA: &[u8] = b"<![CDATA[";

/// Markup that one parser takes for text: a CDATA section with a message inside.
fn markup(xml: &Xml) -> Vec<Finding> {
    let source = xml.document.source();
    let sections = memchr::memmem::find_iter(source.as_bytes(), CDATA).take(Limits::FINDINGS);
    let holds_message = |start: &usize| {
        let rest = source.get(*start..).unwrap_or_default();
        let section = rest.split("]]>").next().unwrap_or(rest);
        section.contains(":Assertion") || section.contains(":Response") || section.contains("<Assertion")
    };
    sections
        .filter(holds_message)
        .map(|start| {
            let says = "A CDATA section holds a SAML message: it is text to one parser, and the message to one that was led past \
                        the section's start (CVE-2025-25291).";
            Finding::new(says).at(xml.span(start..start + CDATA.len()))
        })
        .collect()
}

/// Names that change when a parser writes them anew, and a Signature that is one to some parsers only.
fn names(xml: &Xml) -> Vec<Finding> {
    let document = &xml.document;
    let unstable = document.problems().iter().filter(|problem| {
        matches!(
            problem.kind,
            ProblemKind::BadQName
                | ProblemKind::PrefixUndeclared
                | ProblemKind::UnknownMarkup
                | ProblemKind::ReservedNamespace
        )
    });
    let unstable = unstable.map(|problem| {
        let says = format!(
            "{} Go's encoding/xml and others accept it and write it anew as something else (CVE-2020-29509, -29510, -29511): a \
             vulnerable consumer would have verified one message and read another.",
            problem.says
        );
        Finding::new(says).at(xml.span(problem.at.clone()))
    });
    let foreign = elements(document).filter(|node| is_half_a_signature(document, *node)).map(|node| {
        let says = "A Signature stands outside of the namespace of signatures, with parts that stand in it: parsers that resolve \
                    its name differently find different signatures (CVE-2025-25292, CVE-2025-66567).";
        Finding::new(says).at(xml.tag_span(node))
    });
    unstable.chain(foreign).collect()
}

fn is_half_a_signature(document: &Document, node: NodeId) -> bool {
    let named = document.name(node).is_some_and(|name| name.local == "Signature" && name.namespace != DS);
    named && document.elements(node).any(|child| document.is(child, DS, "SignedInfo"))
}

/// Identifiers that are no names: searched for, they become part of the search.
fn identifiers(xml: &Xml) -> Vec<Finding> {
    let document = &xml.document;
    let mut all = Vec::new();
    for node in elements(document) {
        let attribute = document.attributes(node).find(|attribute| {
            let name = attribute.name();
            name.namespace.is_empty() && matches!(name.local, "ID" | "AssertionID" | "ResponseID")
        });
        let Some(attribute) = attribute else { continue };
        let written = document.source().get(attribute.value_span()).unwrap_or_default();
        let at = xml.span(attribute.value_span());
        if written.contains('&') {
            let says = "An ID is written with an entity or character reference: a verifier that looks it up before resolving \
                        finds another element than the reader (CVE-2025-23369).";
            all.push(Finding::new(says).at(at));
        } else if written.contains(['"', '\'', '(', '[', '/', ' ', '|', '=']) {
            let says = "An ID holds characters that no ID may hold: put into an XPath expression unescaped, it becomes a part of \
                        it and picks another element than the signed one.";
            all.push(Finding::new(says).at(at));
        }
    }
    all
}

fn elements(document: &Document) -> impl Iterator<Item = NodeId> + '_ {
    document.descendants(NodeId::DOCUMENT).filter(|node| document.kind(*node) == Kind::Element)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    fn said(document: &str) -> String {
        verdict(&CHECK, document, &[])
            .findings()
            .first()
            .map_or_else(String::new, |finding| finding.says.clone())
    }

    #[test]
    fn each_trap_is_named_by_its_family() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let with = |doctype: &str| said(&format!("{doctype}{RESPONSE}"));
        assert!(with("<!DOCTYPE r SYSTEM 'x\"><!--'>").contains("CVE-2025-25291"));
        assert!(
            with("<!DOCTYPE r [<!ATTLIST Signature xmlns CDATA #FIXED \"u\">]>").contains("CVE-2025-25292")
        );
        assert!(with("<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>").contains("/etc/passwd"));
        assert_eq!(with("<!DOCTYPE r>"), "Nothing here is known to be read in two ways.");
        assert!(said(&RESPONSE.replace("ID=\"_a\"", "ID=\"_&#97;\"")).contains("CVE-2025-23369"));
        assert!(said(&RESPONSE.replace("ID=\"_a\"", "ID=\"_a' or '1'='1\"")).contains("XPath"));
    }
}
