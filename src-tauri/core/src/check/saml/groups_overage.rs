//! The groups stand in the assertion, and not elsewhere for the application to fetch.

use super::examined::each_assertion;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, Attribute};

/// The groups stand in the assertion, and not elsewhere for the application to fetch.
pub static CHECK: Check = Check {
    id: "saml/groups_overage",
    title: "The assertion leaves the groups out that the application has to fetch",
    verb: Verb::Advice,
    spec: &[cite("Microsoft identity platform", "Group claims in SAML: more than 150 groups")],
    why: "People in many groups get a link in place of the list. An application that reads the assertion alone takes them for \
          people without groups.",
    remedy_idp: "Send only the groups that are assigned to this application, a filtered list, or roles instead of groups.",
    remedy_sp: "Fetch the groups where the link points, or work with roles.",
    run,
};

/// What stands in place of the groups (Entra ID), and the attribute that it stands for.
const LINKS: &[(&str, &str)] = &[(
    "http://schemas.microsoft.com/claims/groups.link",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
)];

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| of(assertion))
}

fn of(assertion: &Assertion) -> Verdict {
    let named =
        |attribute: &Attribute, name: &str| attribute.name.as_ref().is_some_and(|own| own.value == name);
    let find = |name: &str| assertion.attributes.iter().find(|attribute| named(attribute, name));
    let said = LINKS.iter().map(|(link, groups)| match (find(link), find(groups)) {
        (Some(link), None) => {
            let says = "The assertion does not hold the groups; it only says where to fetch them.";
            Verdict::fail(Finding::new(says).at(link.at).observed(*groups))
        }
        (_, Some(groups)) => Verdict::pass(Finding::new("The groups stand in the assertion.").at(groups.at)),
        (None, None) => Verdict::Silent,
    });
    Verdict::merge(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    fn with(name: &str) -> Verdict {
        let attribute = format!(
            "<saml:Attribute Name=\"{name}\"><saml:AttributeValue>x</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"
        );
        verdict(&CHECK, &RESPONSE.replace("</saml:AttributeStatement>", &attribute), &[])
    }

    #[test]
    fn a_link_in_place_of_the_groups_is_told() {
        assert!(with(LINKS[0].0).failed());
        assert!(matches!(with(LINKS[0].1), Verdict::Pass(_)));
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }
}
