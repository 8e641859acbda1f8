//! Every condition of the assertion is one that applications know.

use super::examined::each_assertion;
use super::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Conditions};

/// Every condition of the assertion is one that applications know.
pub static CHECK: Check = Check {
    id: "saml/conditions_known",
    title: "The assertion holds on a condition that applications don't know",
    verb: Verb::Should,
    spec: &[
        cite("SAML Core 2.0", "2.5.1"),
        cite("SAML Core 2.0", "2.5.1.5"),
        cite("SAML Core 2.0", "2.5.1.6"),
    ],
    why: "Who meets a condition that they don't understand can't tell whether the assertion holds, and has to refuse it.",
    remedy_idp: "Leave conditions of your own out of assertions for applications that don't know them.",
    remedy_sp: "Teach the library the condition, if it was agreed.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion: &Assertion| assertion.conditions.as_ref().map_or(Verdict::Silent, of))
}

fn of(conditions: &Conditions) -> Verdict {
    if !conditions.others.is_empty() {
        let unknown = conditions.others.iter().map(|other| {
            let says = format!("The condition {} is not one that SAML names.", quoted(&other.value));
            Finding::new(says).at(other.at).observed(other.value.clone())
        });
        return Verdict::Fail(unknown.collect());
    }
    let once = conditions.one_time_use.map(|at| {
        let says = "OneTimeUse: the application has to use the assertion at once, and never again.";
        Finding::new(says).at(at)
    });
    let proxied = conditions.proxy_restriction.map(|at| {
        let says = "ProxyRestriction: it limits who may pass the sign-in on; an application that passes none on is not concerned.";
        Finding::new(says).at(at)
    });
    let known: Vec<Finding> = once.into_iter().chain(proxied).collect();
    match known.is_empty() {
        true => Verdict::pass(Finding::new("All conditions are those that SAML names.").at(conditions.at)),
        false => Verdict::Pass(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn a_condition_of_ones_own_is_told() {
        let with =
            |more: &str| RESPONSE.replacen("</saml:Conditions>", &format!("{more}</saml:Conditions>"), 1);
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let once = verdict(&CHECK, &with("<saml:OneTimeUse/>"), &[]);
        assert!(once.findings()[0].says.contains("OneTimeUse") && !once.failed());
        assert!(verdict(&CHECK, &with("<x:Ours xmlns:x=\"urn:x\"/>"), &[]).failed());
    }
}
