//! Attacks on consumers that read XML in two ways.

use super::super::element::Child;
use super::super::parties::HALDEN;
use super::super::sign_in::{SignIn, altered};
use crate::sample::Sample;

pub(super) static SAMPLES: &[fn() -> Sample] = &[digest_smuggled, doctype_with_markup, signed_over_nothing];

fn digest_smuggled() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "digest-smuggled", "2026-05-18T23:05:10Z");
    let document = altered(&sign_in.response.document(), ">Dispatch<", ">Administrators<");
    let smuggled = "<samlp:Extensions><ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\
                    3vQx0cXoX2v5o5pZy0m6n2nS6yqjz8m0m1n2o3p4q5s=</ds:DigestValue></samlp:Extensions><samlp:Status>";
    let document = altered(&document, "<samlp:Status>", smuggled);
    sign_in
        .as_xml(document)
        .rejected("two_readings", &["saml/signature_verifies", "saml/smuggled_parts"])
        .told(
            "A second DigestValue was put where a careless verifier finds it first",
            "The intruder of March is back at Ledgerline and has read an advisory: a forged group, \
             and the digest that would fit it, in the Extensions of the Response.",
        )
}

fn doctype_with_markup() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "doctype-with-markup", "2026-05-18T23:20:42Z");
    let document = format!("<!DOCTYPE response SYSTEM 'x\"><!--'>\n{}", sign_in.response.document());
    sign_in
        .as_xml(document)
        .rejected("two_readings", &["saml/parser_traps"])
        .warns(&["saml/doctype"])
        .told(
            "A document type that two parsers read differently",
            "The same night: a document type whose quoted text begins a comment for one parser and not for the other, \
             so that one verifies what the other never sees.",
        )
}

fn signed_over_nothing() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "signed-over-nothing", "2026-05-18T23:41:00Z");
    let assertion = sign_in.response.assertion.as_ref().expect("a sound response has an assertion");
    let mut unsigned = assertion.unsigned(&HALDEN);
    let signature = HALDEN.signer().over_nothing(&assertion.id, HALDEN.spelling);
    unsigned.children.insert(1, Child::Element(signature));
    let document = sign_in.response.around([unsigned]).document(HALDEN.spelling);
    let relative = altered(&document, "<samlp:Response ", "<samlp:Response xmlns:n=\"1\" ");
    sign_in
        .as_xml(relative)
        .rejected("two_readings", &["saml/signature_verifies", "saml/void_signature"])
        .told(
            "The signature is over nothing at all",
            "The last attempt: a relative namespace name makes some engines fail to canonicalise, and they go on with an empty text. \
             The digest is that of nothing, and would fit any assertion.",
        )
}
