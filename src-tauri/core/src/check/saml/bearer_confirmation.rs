//! Whoever bears the assertion may present it.

use super::examined::each_assertion;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::names::short;
use crate::decode::saml::{Assertion, SubjectConfirmation};

/// Whoever bears the assertion may present it.
pub static CHECK: Check = Check {
    id: "saml/bearer_confirmation",
    title: "The assertion has no bearer confirmation",
    verb: Verb::Must,
    spec: &[cite("SAML Profiles 2.0", "4.1.4.2"), cite("SAML Profiles 2.0", "3.3")],
    why: "A browser can prove nothing but that it has the assertion: the profile wants a confirmation by bearer.",
    remedy_idp: "Add a SubjectConfirmation with the method bearer, its Recipient and NotOnOrAfter.",
    remedy_sp: "Nothing to change here: another method is for other profiles.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| of(assertion))
}

fn of(assertion: &Assertion) -> Verdict {
    let confirmations: Vec<&SubjectConfirmation> =
        assertion.subject.iter().flat_map(|subject| &subject.confirmations).collect();
    match confirmations.iter().find(|confirmation| confirmation.is_bearer()) {
        Some(bearer) => Verdict::pass(Finding::new("There is a bearer confirmation.").at(bearer.at)),
        None if assertion.is_saml1() => Verdict::Silent,
        None => Verdict::fail(missing(assertion, &confirmations)),
    }
}

fn missing(assertion: &Assertion, others: &[&SubjectConfirmation]) -> Finding {
    let methods = others.iter().filter_map(|other| other.method.as_ref());
    let methods: Vec<&str> = methods.map(|method| short(&method.value)).collect();
    let at = assertion.subject.as_ref().map_or(assertion.tag, |subject| subject.at);
    let says = match methods.is_empty() {
        true => "The assertion says nothing about who may present it.".to_owned(),
        false => format!("The assertion may be presented only by: {}.", methods.join(", ")),
    };
    Finding::new(says).at(at).expected("bearer").observed(methods.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn another_method_fails() {
        assert!(!verdict(&CHECK, RESPONSE, &[]).failed());
        let holder = verdict(&CHECK, &RESPONSE.replace("cm:bearer", "cm:holder-of-key"), &[]);
        assert_eq!(holder.findings()[0].observed.as_deref(), Some("holder-of-key"));
    }
}
