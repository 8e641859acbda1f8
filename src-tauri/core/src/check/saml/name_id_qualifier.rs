//! The NameID was made for this application, where it says for which.

use super::examined::each_assertion;
use super::identify::{agrees, differs};
use crate::check::known::Expected;
use crate::check::{Check, Look, Verb, Verdict, cite};
use crate::decode::saml::Assertion;

/// The NameID was made for this application, where it says for which.
pub static CHECK: Check = Check {
    id: "saml/name_id_qualifier",
    title: "The NameID was made for another application",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "2.2.2"), cite("SAML Core 2.0", "8.3.7")],
    why: "A persistent name belongs to one application, or to a group of them that shares a name (an affiliation). Careful \
          applications look an account up by the name and by SPNameQualifier, and find none.",
    remedy_idp: "Leave SPNameQualifier out, or set it to the application's entity ID.",
    remedy_sp: "If the name belongs to an affiliation of which this application is part, accept the affiliation's name there.",
    run,
};

fn run(look: &Look) -> Verdict {
    let wanted: Vec<&Expected> = look.known.saml.sp_entity_ids.decisive().collect();
    if wanted.is_empty() {
        return Verdict::Silent;
    }
    each_assertion(look, |_, assertion| of(assertion, &wanted))
}

fn of(assertion: &Assertion, wanted: &[&Expected]) -> Verdict {
    let name_id = assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref());
    let Some(qualifier) = name_id.and_then(|name_id| name_id.sp_name_qualifier.as_ref()) else {
        return Verdict::Silent;
    };
    match wanted.iter().find(|expected| expected.value == qualifier.value) {
        Some(expected) => Verdict::pass(agrees("SPNameQualifier", qualifier, expected)),
        None => Verdict::fail(differs("SPNameQualifier", qualifier, wanted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn a_name_for_another_application_fails() {
        let own = ["saml.sp.entity_id=https://sp.example/metadata"];
        let with = |qualifier: &str| {
            RESPONSE.replacen("<saml:NameID", &format!("<saml:NameID SPNameQualifier=\"{qualifier}\""), 1)
        };
        let plain = verdict(&CHECK, &RESPONSE.replace("SPNameQualifier", "NameQualifier"), &own);
        assert_eq!(plain, Verdict::Silent);
        if !RESPONSE.contains("SPNameQualifier") {
            assert!(matches!(verdict(&CHECK, &with("https://sp.example/metadata"), &own), Verdict::Pass(_)));
            assert!(verdict(&CHECK, &with("https://other.example"), &own).failed());
        }
    }
}
