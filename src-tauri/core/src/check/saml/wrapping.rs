//! No signed element is kept apart from an unsigned one that is read in its place.

mod shape;

use std::sync::Arc;

use ssoscope_xml::NodeId;

use super::examined::{Examined, each_message};
use super::identify::quoted;
use super::signatures::of_message;
use crate::check::signatures::xml::{Digests, XmlSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::Xml;
use shape::Shape;

/// No signed element is kept apart from an unsigned one that is read in its place.
pub static CHECK: Check = Check {
    id: "saml/wrapping",
    title: "A signed element and a forged one stand side by side",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "5.4.2"), cite("XML Signature Best Practices", "2.1.2")],
    why: "Signature wrapping: whoever holds one genuine message moves its signed part aside and puts another in its place. A \
          consumer that verifies the one and reads the other signs in whom the attacker names.",
    remedy_idp: "Sign Response and Assertion both, each by an ID of its own.",
    remedy_sp: "Read only the element whose signature was verified, by its node and never by a second search; keep the SAML \
                library current.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| {
        let all: Vec<&XmlSignature> = of_message(look, examined).collect();
        Verdict::merge(all.iter().map(|signature| of(examined, signature, &all)))
    })
}

fn of(examined: Examined, signature: &XmlSignature, all: &[&XmlSignature]) -> Verdict {
    let xml = &signature.xml;
    if !Arc::ptr_eq(&xml.document, &examined.saml.xml.document) {
        return Verdict::Silent;
    }
    let others = all.iter().filter(|other| other.node != signature.node);
    let by_others: Vec<NodeId> =
        others.filter_map(|other| other.covers.first()).map(|first| first.node).collect();
    // Of several elements with one ID, the one whose digest fits; where none does, any of them may be meant.
    let meant = if signature.digests == Digests::Match { 1 } else { signature.covers.len() };
    let shape = signature.covers.iter().take(meant).find_map(|target| {
        let covered: Vec<NodeId> = std::iter::once(target.node).chain(by_others.iter().copied()).collect();
        Shape::of(&xml.document, examined.saml.element, (signature.node, target.node), &covered)
    });
    match shape {
        Some(shape) => Verdict::fail(told(xml, &shape)),
        None => Verdict::pass(Finding::new("What is signed is what is read.").at(signature.at)),
    }
}

fn told(xml: &Xml, shape: &Shape) -> Finding {
    let name = |node| shape::name_id(&xml.document, node).map(|name| format!("“{}”", quoted(&name)));
    let believed = match (shape.forged.and_then(name), name(shape.signed)) {
        (Some(forged), Some(signed)) => {
            format!(" A vulnerable consumer would take {forged} for signed in; {signed} is what was signed.")
        }
        (Some(forged), None) => format!(" A vulnerable consumer would take {forged} for signed in."),
        _ => " A vulnerable consumer would take everything in the message for signed.".to_owned(),
    };
    let says = format!("{}: {}.{believed}", shape.name, shape.says);
    let at = shape.forged.unwrap_or(shape.signed);
    Finding::new(says).at(xml.element_span(at)).also(xml.element_span(shape.signed), "what is signed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, SIGNED_RESPONSE, verdict};

    fn genuine() -> &'static str {
        let start = SIGNED_ASSERTION.find("<saml:Assertion").unwrap();
        let end = SIGNED_ASSERTION.find("</saml:Assertion>").unwrap() + "</saml:Assertion>".len();
        &SIGNED_ASSERTION[start..end]
    }

    fn forged() -> String {
        RESPONSE.replace("ID=\"_a\"", "ID=\"_evil\"").replace(">alice<", ">admin<")
    }

    fn named(document: &str) -> String {
        let said = verdict(&CHECK, document, &[]);
        assert!(said.failed(), "{document}");
        said.findings()[0].says.clone()
    }

    #[test]
    fn genuine_messages_are_not_wrapped() {
        for signed in [SIGNED_ASSERTION, SIGNED_RESPONSE] {
            assert!(matches!(verdict(&CHECK, signed, &[]), Verdict::Pass(_)));
        }
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }

    #[test]
    fn a_forged_assertion_before_the_signed_one_is_the_third_kind() {
        let document = forged().replacen("<saml:Assertion", &format!("{{}}{}", "<saml:Assertion"), 1);
        let document = document
            .replace("</saml:Assertion>", &format!("</saml:Assertion>{}", genuine()))
            .replace("{}", "");
        let says = named(&document);
        assert!(says.starts_with("XSW3") && says.contains("“admin”") && says.contains("“alice”"), "{says}");
    }

    #[test]
    fn places_name_the_kind() {
        let places = [
            (
                "<samlp:Status>",
                "<samlp:Extensions>{}</samlp:Extensions><samlp:Status>",
                "XSW, hidden in Extensions",
            ),
            ("</saml:Assertion>", "<saml:Advice>{}</saml:Advice></saml:Assertion>", "XSW, hidden in Advice"),
            ("</saml:Assertion>", "{}</saml:Assertion>", "XSW4"),
        ];
        for (at, put, name) in places {
            let says = named(&forged().replacen(at, &put.replace("{}", genuine()), 1));
            assert!(says.starts_with(name), "{name}: {says}");
        }
    }
}
