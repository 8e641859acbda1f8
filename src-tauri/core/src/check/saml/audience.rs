//! The assertion is meant for this application.

use super::examined::each_assertion;
use super::identify::{agrees, differs};
use super::needs;
use crate::check::known::Expected;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, AudienceRestriction};

/// The assertion is meant for this application.
pub static CHECK: Check = Check {
    id: "saml/audience",
    title: "The assertion is for another audience",
    verb: Verb::Must,
    spec: &[
        cite("SAML Core 2.0", "2.5.1.4"),
        cite("SAML Profiles 2.0", "4.1.4.2"),
        cite("SAML Profiles 2.0", "4.1.4.3"),
    ],
    why: "Who accepts an assertion that was issued for another application lets that application's owner in as anybody.",
    remedy_idp: "Set the audience (entity ID, identifier, realm) of this application to what the application expects.",
    remedy_sp: "Set the application's entity ID to what the identity provider has registered.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_assertion(look, |_, assertion| of(look, assertion))
}

/// Every restriction has to name the application among its audiences.
fn of(look: &Look, assertion: &Assertion) -> Verdict {
    let restrictions = assertion.conditions.iter().flat_map(|conditions| &conditions.audience_restrictions);
    let wanted: Vec<&Expected> = look.known.saml.audiences.decisive().collect();
    let judged: Vec<Verdict> = restrictions.map(|restriction| judge(restriction, &wanted)).collect();
    if judged.is_empty() {
        let says =
            "The assertion names no audience at all. Some applications accept that; the profile doesn't.";
        let at = assertion.conditions.as_ref().map_or(assertion.tag, |conditions| conditions.at);
        return Verdict::fail(
            Finding::new(says).at(at).expected("an AudienceRestriction with the application's entity ID"),
        );
    }
    Verdict::merge(judged)
}

fn judge(restriction: &AudienceRestriction, wanted: &[&Expected]) -> Verdict {
    if restriction.audiences.is_empty() {
        return Verdict::fail(Finding::new("An AudienceRestriction names nobody.").at(restriction.at));
    }
    if wanted.is_empty() {
        return Verdict::needs(needs::audience());
    }
    let met = restriction.audiences.iter().find_map(|audience| {
        wanted.iter().find(|expected| expected.value == audience.value).map(|expected| (audience, expected))
    });
    match met {
        Some((audience, expected)) => Verdict::pass(agrees("Audience", audience, expected)),
        None => {
            let findings =
                restriction.audiences.iter().take(5).map(|audience| differs("Audience", audience, wanted));
            Verdict::Fail(findings.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    const SP: [&str; 1] = ["saml.sp.entity_id=https://sp.example/metadata"];
    const ONE: &str = "<saml:Audience>https://sp.example/metadata</saml:Audience>";

    #[test]
    fn one_of_a_restrictions_audiences_is_enough() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &SP), Verdict::Pass(_)));
        let several = RESPONSE.replace(ONE, &format!("<saml:Audience>urn:x</saml:Audience>{ONE}"));
        assert!(matches!(verdict(&CHECK, &several, &SP), Verdict::Pass(_)));
    }

    #[test]
    fn every_restriction_has_to_be_met() {
        let second = "</saml:AudienceRestriction><saml:AudienceRestriction><saml:Audience>urn:x</saml:Audience>\
            </saml:AudienceRestriction>";
        assert!(verdict(&CHECK, &RESPONSE.replace("</saml:AudienceRestriction>", second), &SP).failed());
    }

    #[test]
    fn a_near_miss_says_what_differs() {
        let said = verdict(&CHECK, RESPONSE, &["saml.sp.entity_id=https://sp.example/metadata/"]);
        assert!(said.failed() && said.findings()[0].says.contains("slash"));
    }

    #[test]
    fn an_unknown_application_is_a_need_and_no_pass() {
        assert!(
            matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Needs(need) if need.key == Some("saml.sp.entity_id"))
        );
    }
}
