//! What a consumer reads is what was signed.

use ssoscope_xml::dsig::SignatureProblemKind;

use super::examined::unless_shortened;
use super::examined::{Examined, each_message};
use super::signatures::{called, covering, of_message};
use crate::check::signatures::xml::XmlSignature;
use crate::check::{Check, Finding, Look, Verb, Verdict, cite};
use crate::decode::saml::{Assertion, SamlBody};

/// What a consumer reads is what was signed.
pub static CHECK: Check = Check {
    id: "saml/signature_covers",
    title: "The signature covers something else than what is read",
    verb: Verb::Must,
    spec: &[cite("SAML Core 2.0", "5.4.2"), cite("SAML Core 2.0", "5.4.1")],
    why: "A signature that is genuine but covers another element is the mark of signature wrapping: the verifier is \
          shown one assertion, the reader another.",
    remedy_idp: "Sign the Assertion or the Response itself, with a reference to its ID.",
    remedy_sp: "Read only what the verified signature covers; keep the SAML library current.",
    run,
};

fn run(look: &Look) -> Verdict {
    let verdict = each_message(look, |examined| {
        let signatures: Vec<&XmlSignature> = of_message(look, examined).collect();
        let of_signatures = signatures.iter().map(|signature| of_signature(signature));
        let of_assertions =
            examined.saml.assertions().iter().map(|assertion| of_assertion(look, examined, assertion));
        match signatures.is_empty() {
            true => Verdict::Silent,
            false => Verdict::merge(of_signatures.chain(of_assertions).chain([of_stray(look, examined)])),
        }
    });
    unless_shortened(look, verdict)
}

/// SAML wants one reference, to the element that the signature stands in.
fn of_signature(signature: &XmlSignature) -> Verdict {
    if let Some(fault) =
        signature.faults.iter().find(|fault| fault.kind == SignatureProblemKind::PartlySigned)
    {
        let says = format!(
            "{} A consumer that takes the signature for one over the whole would have believed what was put there.",
            fault.says
        );
        return Verdict::fail(Finding::new(says).at(fault.at).also(signature.at, "the signature"));
    }
    if signature.covers.is_empty() {
        return Verdict::Silent;
    }
    if let Some(other) = signature.covers.iter().find(|covered| covered.node != signature.parent.node) {
        let says = format!(
            "A signature stands in the {} and covers another element, the {}.",
            signature.parent.name, other.name
        );
        let finding = Finding::new(says).at(signature.at).also(other.at, "what it covers");
        return Verdict::fail(finding.also(signature.parent.at, "what it stands in"));
    }
    Verdict::pass(Finding::new(format!("{} covers it as a whole.", called(signature))).at(signature.at))
}

fn of_assertion(look: &Look, examined: Examined, assertion: &Assertion) -> Verdict {
    let places = std::iter::once(assertion.at).chain(assertion.decrypted_from);
    let covers = places.flat_map(|at| covering(look, examined, at)).next();
    if let Some(signature) = covers {
        return Verdict::pass(
            Finding::new("The assertion that is read is covered by a signature.").at(signature.at),
        );
    }
    let mut finding =
        Finding::new("The assertion that is read is covered by no signature, though there is one.")
            .at(assertion.tag);
    for signature in of_message(look, examined) {
        finding = signature
            .covers
            .iter()
            .fold(finding, |finding, covered| finding.also(covered.at, "what is signed"));
    }
    if let SamlBody::Response(response) = &examined.saml.body {
        finding = response
            .stray
            .iter()
            .fold(finding, |finding, stray| finding.also(*stray, "an assertion elsewhere"));
    }
    Verdict::fail(finding)
}

/// An assertion where no consumer should look for one, and that nobody signed, waits for one that does.
fn of_stray(look: &Look, examined: Examined) -> Verdict {
    let SamlBody::Response(response) = &examined.saml.body else { return Verdict::Silent };
    let unsigned = response.stray.iter().filter(|stray| covering(look, examined, **stray).next().is_none());
    let findings = unsigned.map(|stray| {
        Verdict::fail(
            Finding::new("An assertion that no signature covers lies deeper in the Response.").at(*stray),
        )
    });
    Verdict::merge(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::saml::probe::{RESPONSE, SIGNED_ASSERTION, SIGNED_RESPONSE, verdict};

    #[test]
    fn signed_responses_and_assertions_cover_what_is_read() {
        for signed in [SIGNED_ASSERTION, SIGNED_RESPONSE] {
            assert!(matches!(verdict(&CHECK, signed, &[]), Verdict::Pass(_)));
        }
        assert_eq!(verdict(&CHECK, RESPONSE, &[]), Verdict::Silent);
    }

    /// The signed assertion moved into Extensions, a forged one in its place.
    #[test]
    fn a_wrapped_assertion_fails() {
        let start = SIGNED_ASSERTION.find("<saml:Assertion").unwrap();
        let end = SIGNED_ASSERTION.find("</saml:Assertion>").unwrap() + "</saml:Assertion>".len();
        let genuine = &SIGNED_ASSERTION[start..end];
        let forged = RESPONSE.replace("ID=\"_a\"", "ID=\"_evil\"").replace(">alice<", ">admin<");
        let wrapped = forged.replacen(
            "<samlp:Status>",
            &format!("<samlp:Extensions>{genuine}</samlp:Extensions><samlp:Status>"),
            1,
        );
        let said = verdict(&CHECK, &wrapped, &[]);
        assert!(said.failed());
        assert!(said.findings()[0].also.iter().any(|also| also.says == "an assertion elsewhere"));
    }

    #[test]
    fn a_forged_assertion_in_the_extensions_fails() {
        let forged = "<samlp:Extensions><saml:Assertion ID=\"_evil\"/></samlp:Extensions><samlp:Status>";
        let said = verdict(&CHECK, &SIGNED_ASSERTION.replacen("<samlp:Status>", forged, 1), &[]);
        assert!(said.failed());
    }
}
