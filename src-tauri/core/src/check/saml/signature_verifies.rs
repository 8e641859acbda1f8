//! What is signed is as it was signed.

use super::examined::unless_shortened;
use super::needs;
use super::signatures::{called, each_signature};
use crate::check::signatures::xml::{DigestMismatch, Digests, ValueFit, XmlSignature};
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::limits::Limits;

/// What is signed is as it was signed.
pub static CHECK: Check = Check {
    id: "saml/signature_verifies",
    title: "A signature does not verify",
    verb: Verb::Must,
    spec: &[
        cite("XML Signature 1.1", "3.2"),
        cite("SAML Core 2.0", "5.4"),
        cite("SAML Profiles 2.0", "4.1.4.3"),
    ],
    why: "A digest that differs proves that the content was changed after it was signed, be it by pretty-printing, by a \
          proxy, by a copy, or by an attacker.",
    remedy_idp: "Sign last: nothing may touch the XML after that.",
    remedy_sp: "Verify the bytes as they arrived, not a re-written copy.",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, |signature| of(look, signature))
}

fn of(look: &Look, signature: &XmlSignature) -> Verdict {
    let broken: Vec<Finding> = signature
        .faults
        .iter()
        .filter(|fault| fault.breaks)
        .map(|fault| Finding::new(fault.says.clone()).at(fault.at))
        .collect();
    if !broken.is_empty() {
        return unless_shortened(look, Verdict::Fail(broken));
    }
    match &signature.digests {
        Digests::Mismatch(differing) => {
            Verdict::Fail(differing.iter().map(|digest| differs(signature, digest)).collect())
        }
        Digests::CantTell(why) => Verdict::needs(needs::signature_support(why)),
        Digests::Match => of_value(signature),
    }
}

fn differs(signature: &XmlSignature, digest: &DigestMismatch) -> Finding {
    let what = digest.covers.as_ref().map_or("what it refers to", |covered| covered.name.as_str());
    let made_by = match signature.maker() {
        ValueFit::Vouched(key) | ValueFit::Other(key) => {
            format!(" The signature itself was made by the {}.", key.called)
        }
        ValueFit::Shared(secret) => format!(" The signature itself was made with the {secret}."),
        ValueFit::EmbeddedOnly(_) => {
            " The signature itself fits the certificate that it brings along.".to_owned()
        }
        _ => String::new(),
    };
    let says = match &signature.why {
        Some(why) => format!("The digest of the {what} differs. {} Undone, it fits.{made_by}", why.says),
        None => format!(
            "The {what} was changed after it was signed: its digest differs.{made_by}{}",
            cut(signature)
        ),
    };
    let finding = Finding::new(says).at(digest.at).expected(&digest.signed).observed(&digest.computed);
    let finding = finding.also(digest.covers.as_ref().map(|covered| covered.at), "what was signed");
    with_places(finding, signature)
}

/// What is said where the search for the reason was cut short.
fn cut(signature: &XmlSignature) -> &'static str {
    match signature.search_was_cut {
        true => " What exactly was changed was not found within the limit of attempts.",
        false => "",
    }
}

/// Adds the places that were changed.
fn with_places(finding: Finding, signature: &XmlSignature) -> Finding {
    let places = signature.why.iter().flat_map(|why| &why.at).take(Limits::FINDINGS);
    places.fold(finding, |finding, at| finding.also(*at, "what was changed"))
}

fn of_value(signature: &XmlSignature) -> Verdict {
    let embedded_key = signature.embedded.iter().any(|material| material.key().is_some());
    match (&signature.value, &signature.why) {
        (ValueFit::Vouched(_) | ValueFit::Shared(_) | ValueFit::Other(_) | ValueFit::EmbeddedOnly(_), _) => {
            let says = format!("The digests match, and {} fits a key.", called(signature));
            Verdict::pass(Finding::new(says).at(signature.at))
        }
        (_, Some(why)) => {
            let finding =
                Finding::new(format!("The value of {} fits no key. {}", called(signature), why.says));
            Verdict::fail(with_places(finding.at(signature.at), signature))
        }
        (ValueFit::NoneFits(_), None) if embedded_key => {
            let says = "The signature's value fits no key, not even the certificate that it brings along.";
            Verdict::fail(Finding::new(says).at(signature.at))
        }
        (ValueFit::NoneFits(_) | ValueFit::NoKey, None) => Verdict::needs(needs::key_of(signature)),
        (ValueFit::CantTell(why), None) => Verdict::needs(needs::signature_support(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, SIGNED_RESPONSE, verdict};

    #[test]
    fn whole_signatures_pass_and_an_unsigned_message_is_silent() {
        for signed in [SIGNED_ASSERTION, SIGNED_RESPONSE] {
            assert!(matches!(verdict(&CHECK, signed, &[]), Verdict::Pass(_)));
        }
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }

    #[test]
    fn a_changed_name_shows_both_digests() {
        let said = verdict(&CHECK, &SIGNED_ASSERTION.replace(">alice<", ">admin<"), &[]);
        let finding = &said.findings()[0];
        assert!(said.failed() && finding.expected.is_some() && finding.expected != finding.observed);
        assert!(finding.says.contains("the certificate that it brings along"));
    }
}
