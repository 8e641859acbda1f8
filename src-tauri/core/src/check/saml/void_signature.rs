//! Something is really signed: no signature holds over nothing.

use ssoscope_xml::dsig::{ExplanationKind, SignatureProblemKind};

use super::signatures::{called, each_signature};
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};

/// Something is really signed: no signature holds over nothing.
pub static CHECK: Check = Check {
    id: "saml/void_signature",
    title: "A signature may hold over nothing",
    verb: Verb::Must,
    spec: &[cite("Canonical XML 1.0", "1.3"), cite("XML Signature 1.1", "4.4.3.2")],
    why: "Where canonicalisation fails, some engines go on with an empty text. Its digest is the same for every message, so that \
          one recorded signature fits them all: void canonicalisation.",
    remedy_idp: "Never write relative namespace names; refuse to sign what can't be canonicalised.",
    remedy_sp: "Treat a failed canonicalisation as a failed signature (ruby-saml from 1.18: CVE-2025-66568; simplesamlphp/saml2: \
                CVE-2025-66475).",
    run,
};

fn run(look: &Look) -> Verdict {
    each_signature(look, of)
}

fn of(signature: &XmlSignature) -> Verdict {
    let void = signature.why.as_ref().filter(|why| why.kind == ExplanationKind::Void);
    if let Some(why) = void {
        let says = format!(
            "{} This is void canonicalisation (CVE-2025-66568, CVE-2025-66475): a vulnerable consumer would have believed all of \
             the message.",
            why.says
        );
        return Verdict::fail(Finding::new(says).at(signature.at));
    }
    let trap = signature.faults.iter().find(|fault| match fault.kind {
        SignatureProblemKind::RelativeNamespace => true,
        // What lies inside of its own signature is a matter of wrapping.
        SignatureProblemKind::SignsNothing => {
            !signature.at.covers(signature.covers.first().map_or(signature.at, |covered| covered.at))
        }
        _ => false,
    });
    match trap {
        Some(fault) => {
            let says = format!(
                "{} A consumer whose engine goes on with nothing would have taken any content for signed (void canonicalisation, \
                 CVE-2025-66568).",
                fault.says
            );
            Verdict::fail(Finding::new(says).at(fault.at).also(signature.at, called(signature)))
        }
        None => {
            Verdict::pass(Finding::new(format!("{} is over something.", called(signature))).at(signature.at))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, verdict};

    #[test]
    fn a_relative_namespace_name_is_a_trap_and_an_ordinary_signature_is_none() {
        assert!(matches!(verdict(&CHECK, SIGNED_ASSERTION, &[]), Verdict::Pass(_)));
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
        let relative = SIGNED_ASSERTION.replacen("<samlp:Response ", "<samlp:Response xmlns:x=\"1\" ", 1);
        let said = verdict(&CHECK, &relative, &[]);
        assert!(said.failed() && said.findings()[0].says.contains("CVE-2025-66568"));
    }

    #[test]
    fn the_digest_of_nothing_is_named() {
        let start = SIGNED_ASSERTION.find("<ds:DigestValue>").unwrap() + "<ds:DigestValue>".len();
        let end = start + SIGNED_ASSERTION[start..].find('<').unwrap();
        let nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        let void = SIGNED_ASSERTION.replacen(&SIGNED_ASSERTION[start..end], nothing, 1);
        assert!(verdict(&CHECK, &void, &[]).findings()[0].says.contains("void canonicalisation"));
    }
}
