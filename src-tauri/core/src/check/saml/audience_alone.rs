//! An assertion opens one application.

use super::examined::each_assertion;
use super::identify::quoted;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::Spanned;
use crate::decode::saml::{Assertion, AudienceRestriction};

/// An assertion opens one application.
pub static CHECK: Check = Check {
    id: "saml/audience_alone",
    title: "The assertion opens several applications",
    verb: Verb::Advice,
    spec: &[cite("SAML Core 2.0", "2.5.1.4")],
    why: "One of the audiences of a restriction is enough. Each of these applications takes this assertion, and so whoever runs \
          one of them can sign in to the others as this person.",
    remedy_idp: "Issue an assertion for one application only, with that application's entity ID as its audience.",
    remedy_sp: "Check Recipient and Destination too, so that an assertion that was sent elsewhere is refused.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| of(assertion))
}

/// Every restriction has to be met: the one with the fewest audiences says how many applications are left.
fn of(assertion: &Assertion) -> Verdict {
    let restrictions = assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
    let narrowest = restrictions.map(|restriction| (restriction, different(restriction)));
    let Some((restriction, audiences)) = narrowest.min_by_key(|(_, audiences)| audiences.len()) else {
        return Verdict::Silent;
    };
    match audiences.as_slice() {
        [] => Verdict::Silent,
        [one] => {
            let says = format!("“{}” is the only audience.", quoted(&one.value));
            Verdict::pass(Finding::new(says).at(one.at))
        }
        [first, more @ ..] => {
            let says = format!("Each of {} audiences may take the assertion.", audiences.len());
            let finding = Finding::new(says).at(restriction.at).also(first.at, "one of them");
            Verdict::fail(
                more.iter()
                    .take(4)
                    .fold(finding, |finding, audience| finding.also(audience.at, "another one")),
            )
        }
    }
}

fn different(restriction: &AudienceRestriction) -> Vec<&Spanned<String>> {
    let mut different: Vec<&Spanned<String>> = Vec::new();
    for audience in &restriction.audiences {
        if !different.iter().any(|known| known.value == audience.value) {
            different.push(audience);
        }
    }
    different
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    const ONE: &str = "<saml:Audience>https://sp.example/metadata</saml:Audience>";

    #[test]
    fn two_names_in_one_restriction_open_two_applications() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let two = RESPONSE.replace(ONE, &format!("<saml:Audience>urn:x</saml:Audience>{ONE}"));
        assert!(verdict(&CHECK, &two, &[]).failed());
        let twice = RESPONSE.replace(ONE, &format!("{ONE}{ONE}"));
        assert!(matches!(verdict(&CHECK, &twice, &[]), Verdict::Pass(_)), "the same name twice");
    }

    #[test]
    fn a_second_restriction_narrows_the_first() {
        let two = RESPONSE.replace(ONE, &format!("<saml:Audience>urn:x</saml:Audience>{ONE}"));
        let end = "</saml:AudienceRestriction>";
        let narrowed =
            two.replace(end, &format!("{end}<saml:AudienceRestriction>{ONE}</saml:AudienceRestriction>"));
        assert!(matches!(verdict(&CHECK, &narrowed, &[]), Verdict::Pass(_)));
    }
}
