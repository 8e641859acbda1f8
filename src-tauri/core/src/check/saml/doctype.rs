//! No document type declaration stands in the message.

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// No document type declaration stands in the message.
pub static CHECK: Check = Check {
    id: "saml/doctype",
    title: "The message carries a document type declaration",
    verb: Verb::Should,
    spec: &[cite("SAML2Int 2.0", "SDP-G03"), cite("SAML Core 2.0", "5.4.2")],
    why: "A DTD can change what a parser reads and is a known way to attack one; most consumers refuse it outright.",
    remedy_idp: "Write SAML messages without a DOCTYPE.",
    remedy_sp: "Keep DTDs switched off in the XML parser.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, of)
}

fn of(examined: Examined) -> Verdict {
    let xml = &examined.saml.xml;
    match xml.document.doctype() {
        Some(at) => {
            let says = "A DOCTYPE stands in the message. It was not acted on, and no entity was expanded.";
            Verdict::fail(Finding::new(says).at(xml.span(at)))
        }
        None => Verdict::pass(Finding::new("There is no DOCTYPE.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn a_doctype_is_reported_where_it_stands() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        let with = format!("<!DOCTYPE x [<!ENTITY e \"v\">]>{RESPONSE}");
        let said = verdict(&CHECK, &with, &[]);
        assert_eq!(said.findings()[0].at.map(|at| at.range()), Some(0..with.len() - RESPONSE.len()));
    }
}
