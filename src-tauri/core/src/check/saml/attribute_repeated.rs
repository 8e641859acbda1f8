//! No attribute stands in the assertion twice.

use std::collections::HashMap;

use super::examined::each_assertion;
use super::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Attribute};

/// No attribute stands in the assertion twice.
pub static CHECK: Check = Check {
    id: "saml/attribute_repeated",
    title: "An attribute stands in the assertion twice",
    verb: Verb::Advice,
    spec: &[cite("SAML Core 2.0", "2.7.3.1")],
    why: "Several values belong into one attribute. Where the attribute itself is repeated, some libraries read the first, some \
          the last, some all, and some refuse the message.",
    remedy_idp: "Send one attribute with several values; look for two rules that write the same one.",
    remedy_sp: "Allow repeated attributes where the library has a setting for it.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| of(assertion))
}

fn of(assertion: &Assertion) -> Verdict {
    let mut seen: HashMap<(&str, Option<&str>), &Attribute> = HashMap::new();
    let mut repeated = Vec::new();
    for attribute in &assertion.attributes {
        let Some(name) = &attribute.name else { continue };
        let format = attribute.name_format.as_ref().map(|format| format.value.as_str());
        if let Some(first) = seen.insert((&name.value, format), attribute) {
            let says = format!("The attribute {} stands here a second time.", quoted(&name.value));
            repeated.push(Finding::new(says).at(attribute.at).also(first.at, "the first time"));
        }
    }
    match (repeated.is_empty(), seen.is_empty()) {
        (false, _) => Verdict::Fail(repeated),
        (true, false) => Verdict::pass(Finding::new("Each attribute stands there once.").at(assertion.tag)),
        (true, true) => Verdict::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn one_that_is_repeated_is_told() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let again = "<saml:Attribute Name=\"x\"/><saml:Attribute Name=\"x\"/></saml:AttributeStatement>";
        assert!(verdict(&CHECK, &RESPONSE.replace("</saml:AttributeStatement>", again), &[]).failed());
    }
}
