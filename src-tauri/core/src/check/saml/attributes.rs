//! The attributes that the application needs are there, and are what they should be.

use super::examined::each_assertion;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Attribute, AttributeValue};
use crate::expect::ValueExpected;

/// The attributes that the application needs are there, and are what they should be.
pub static CHECK: Check = Check {
    id: "saml/attributes",
    title: "An attribute that the application needs is missing or wrong",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "2.7.3"), cite("SAML Profiles 2.0", "8.1")],
    why: "Without what it needs the application lets the person in as nobody, or not at all. The name has to be the \
          same letter by letter; the friendly name doesn't count.",
    remedy_idp: "Release the attribute under the name that the application reads, and fill it for this person.",
    remedy_sp: "Map the name that the identity provider sends.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted = &look.expect.playbook.saml.attribute;
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    each_assertion(look, |_, assertion| Verdict::merge(wanted.iter().map(|wanted| of(assertion, wanted))))
}

fn of(assertion: &Assertion, wanted: &ValueExpected) -> Verdict {
    let named =
        |attribute: &&Attribute| attribute.name.as_ref().is_some_and(|name| name.value == wanted.name);
    match assertion.attributes.iter().find(named) {
        Some(attribute) => judge(attribute, wanted),
        None if wanted.required => Verdict::fail(missing(assertion, &wanted.name)),
        None => Verdict::Silent,
    }
}

fn judge(attribute: &Attribute, wanted: &ValueExpected) -> Verdict {
    let name = &wanted.name;
    let values: Vec<&AttributeValue> = attribute.values.iter().filter(|value| !value.nil).collect();
    let empty = values.iter().all(|value| value.text.value.trim().is_empty());
    if wanted.required && empty {
        return Verdict::fail(Finding::new(format!("The attribute {name} has no value.")).at(attribute.at));
    }
    if wanted.many == Some(false) && values.len() > 1 {
        let says = format!("The attribute {name} has {} values; one is expected.", values.len());
        return Verdict::fail(Finding::new(says).at(attribute.at));
    }
    if let Some(value) =
        values.iter().find(|value| wanted.equals.as_ref().is_some_and(|equals| *equals != value.text.value))
    {
        return Verdict::fail(unequal(name, value, wanted.equals.as_deref().unwrap_or_default()));
    }
    super::pattern::judge(name, &values, wanted.pattern.as_deref()).unwrap_or_else(|| {
        Verdict::pass(Finding::new(format!("The attribute {name} is there.")).at(attribute.at))
    })
}

fn unequal(name: &str, value: &AttributeValue, equals: &str) -> Finding {
    Finding::new(format!("The attribute {name} has another value than is expected."))
        .at(value.text.at)
        .expected(equals)
        .observed(super::identify::quoted(&value.text.value))
}

fn missing(assertion: &Assertion, name: &str) -> Finding {
    let finding = Finding::new(format!("There is no attribute {name}.")).at(assertion.tag).expected(name);
    let all =
        || assertion.attributes.iter().filter_map(|attribute| Some((attribute, attribute.name.as_ref()?)));
    let friendly = all().find(|(attribute, _)| {
        attribute.friendly_name.as_ref().is_some_and(|friendly| friendly.value == name)
    });
    let near = || all().find(|(_, other)| strsim::normalized_damerau_levenshtein(&other.value, name) > 0.7);
    match friendly.or_else(near) {
        Some((attribute, other)) => {
            finding.also(attribute.at, "the one that comes nearest").observed(other.value.clone())
        }
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, by_playbook};

    fn wanting(rest: &str) -> Verdict {
        by_playbook(&CHECK, RESPONSE, &format!("[[saml.attribute]]\nrequired = true\n{rest}"))
    }

    #[test]
    fn what_is_there_passes() {
        assert!(matches!(wanting("name = \"mail\""), Verdict::Pass(_)));
        assert!(matches!(wanting("name = \"mail\"\npattern = \"[^@]+@sp[.]example\""), Verdict::Pass(_)));
        assert_eq!(by_playbook(&CHECK, RESPONSE, ""), Verdict::Silent);
    }

    #[test]
    fn a_friendly_name_is_no_name_but_is_pointed_at() {
        let said = wanting("name = \"email\"");
        assert!(said.failed());
        assert_eq!(said.findings()[0].observed.as_deref(), Some("mail"));
    }

    #[test]
    fn values_have_to_be_as_expected() {
        assert!(wanting("name = \"mail\"\nequals = \"bob@sp.example\"").failed());
        assert!(wanting("name = \"mail\"\npattern = \"[^@]+@other[.]example\"").failed());
        assert!(wanting("name = \"groups\"\nmany = false").failed());
    }
}
