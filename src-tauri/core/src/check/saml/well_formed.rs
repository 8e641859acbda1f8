//! The message is XML that every reader reads alike.

use ssoscope_xml::{Class, Problem};

use super::examined::{Examined, each_message, unless_shortened};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// The message is XML that every reader reads alike.
pub static CHECK: Check = Check {
    id: "saml/well_formed",
    title: "The message is not well-formed XML",
    verb: Verb::Must,
    spec: &[cite("XML 1.0", "2.1"), cite("Namespaces in XML 1.0", "7"), cite("SAML Core 2.0", "1.1")],
    why: "A consumer that reads XML by the rules stops at the first fault; one that does not may read something else \
          than was signed.",
    remedy_idp: "Find what wrote or changed the XML after it was made: string templates, a filter, a proxy.",
    remedy_sp: "Log the message as it arrives and compare: decoding it twice or cutting it short breaks XML.",
    run,
};

fn run(look: &Look) -> Verdict {
    unless_shortened(look, each_message(look, of))
}

fn of(examined: Examined) -> Verdict {
    let xml = &examined.saml.xml;
    let faults: Vec<&Problem> =
        xml.document.problems().iter().filter(|problem| problem.kind.class() != Class::Remark).collect();
    if faults.is_empty() {
        return Verdict::pass(Finding::new("The XML is well-formed.").at(examined.message.at));
    }
    let findings =
        faults.iter().take(5).map(|fault| Finding::new(fault.says.clone()).at(xml.span(fault.at.clone())));
    Verdict::Fail(findings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn a_good_response_passes_and_a_torn_one_fails() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let torn = &RESPONSE[..RESPONSE.len() - 40];
        assert!(verdict(&CHECK, torn, &[]).failed());
        let unbound = RESPONSE.replace("<samlp:Status>", "<samlp:Status><x:y/>");
        assert!(verdict(&CHECK, &unbound, &[]).failed());
    }
}
