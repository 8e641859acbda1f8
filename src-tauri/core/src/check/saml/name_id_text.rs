//! Every reader sees the same name: no comment splits the text of an identifier.

use super::examined::{Examined, each_message};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::NameId;

/// Every reader sees the same name: no comment splits the text of an identifier.
pub static CHECK: Check = Check {
    id: "saml/name_id_text",
    title: "A comment splits a name",
    verb: Verb::Should,
    spec: &[cite("SAML Core 2.0", "2.2.2"), cite("Canonical XML 1.0", "2.1")],
    why: "A signature does not cover comments. Readers that stop at one see a shorter name than those that read on, so \
          that the same signed assertion names two people.",
    remedy_idp: "Write names without comments; a comment here is the mark of tampering.",
    remedy_sp: "Keep the SAML library current: old ones read only up to the comment.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_message(look, |examined| Verdict::merge(names(examined).map(|(name, id)| of(name, id))))
}

fn names<'a>(examined: Examined<'a>) -> impl Iterator<Item = (&'static str, &'a NameId)> {
    let of_head = examined.saml.head().and_then(|head| head.issuer.as_ref()).map(|issuer| ("Issuer", issuer));
    let of_assertions = examined.saml.assertions().iter().flat_map(|assertion| {
        let name_id = assertion.subject.as_ref().and_then(|subject| subject.name_id.as_ref());
        assertion
            .issuer
            .iter()
            .map(|issuer| ("Issuer", issuer))
            .chain(name_id.map(|name_id| ("NameID", name_id)))
    });
    of_head.into_iter().chain(of_assertions)
}

fn of(name: &str, id: &NameId) -> Verdict {
    match &id.first_piece {
        None => Verdict::pass(Finding::new(format!("The text of the {name} is whole.")).at(id.value.at)),
        Some(first) => {
            let (first, whole) = (super::identify::quoted(first), super::identify::quoted(&id.value.value));
            let says = format!("A comment splits the {name}: some readers see “{first}”, others “{whole}”.");
            Verdict::fail(Finding::new(says).at(id.value.at).expected(whole).observed(first))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, verdict};

    #[test]
    fn both_readings_are_named() {
        assert!(matches!(verdict(&CHECK, RESPONSE, &[]), Verdict::Pass(_)));
        let said = verdict(&CHECK, &RESPONSE.replace(">alice<", ">alice<!-- x -->.evil<"), &[]);
        assert_eq!(said.findings()[0].observed.as_deref(), Some("alice"));
        assert_eq!(said.findings()[0].expected.as_deref(), Some("alice.evil"));
    }
}
