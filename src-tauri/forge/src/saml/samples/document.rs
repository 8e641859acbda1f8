//! What the message is made of: whole, plain, sealed.

use super::super::encryption::{damaged, encrypted, misdeclared};
use super::super::parties::{BRIGHTWATER, HALDEN};
use super::super::sign_in::{SignIn, altered};
use crate::keys;
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] =
    &[cut_off, doctype, not_encrypted, other_key, other_digest, changed_cipher_text];

fn cut_off() -> Sample {
    let sign_in = SignIn::new(&BRIGHTWATER, "cut-off", "2026-03-06T11:11:11Z");
    let document = sign_in.response.document();
    let (whole, _) = document.split_once("<saml2:AttributeStatement").expect("there are attributes");
    sign_in.as_xml(whole).rejected("damaged_paste", &["saml/well_formed", "saml/signature_verifies"]).told(
        "The copy ends in the middle",
        "A log viewer shows the first four thousand characters of a message and no more. \
         What was copied from it looks complete until one scrolls to the end.",
    )
}

fn doctype() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "doctype", "2026-04-03T21:09:44Z");
    let document = altered(
        &sign_in.response.document(),
        ">mira.solberg@halden.example</saml:NameID>",
        ">&who;</saml:NameID>",
    );
    let document =
        format!("<!DOCTYPE samlp:Response [<!ENTITY who \"mira.solberg@halden.example\">]>\n{document}");
    sign_in.as_xml(document).rejected("document_type", &["saml/signature_verifies"]).warns(&["saml/doctype"]).told(
        "A document type was put before the message",
        "The security tester again: an entity stands where the name was signed, and a document type says what it means. \
         No provider writes this, and no application should read it.",
    )
}

fn not_encrypted() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "not-encrypted", "2026-04-07T10:20:30Z");
    sign_in
        .posted()
        .expect("saml.sp.encrypted", "true")
        .rejected("encryption_not_as_wanted", &["saml/encrypted"])
        .told(
            "The application wants the assertion encrypted, and it is not",
            "Ledgerline's contract asks for encrypted assertions from April. \
         Halden Freight was told, uploaded the certificate, and forgot the switch.",
        )
}

fn other_key() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "encrypted-for-old-key", "2026-04-08T07:07:07Z");
    let inner =
        sign_in.response.assertion.as_ref().map(|inner| encrypted(inner, &HALDEN, &keys::LEDGERLINE_OLD));
    let document = sign_in.response.around(inner).document(HALDEN.spelling);
    sign_in
        .sample()
        .capture("capture.txt", wrap::saml_form(&document, "/"))
        .key("sp.key", keys::LEDGERLINE.private_pem)
        .rejected("encrypted_for_another_key", &["saml/decryptable"])
        .told(
            "Encrypted for a key that the application has put away",
            "Ledgerline changed its decryption key in January and published it. \
             Halden Freight encrypts with the certificate that was uploaded in 2021, and Ledgerline can't open a thing.",
        )
}

fn other_digest() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "encrypted-other-digest", "2026-04-09T06:50:00Z");
    let inner =
        sign_in.response.assertion.as_ref().map(|inner| misdeclared(inner, &HALDEN, &keys::LEDGERLINE));
    let document = sign_in.response.around(inner).document(HALDEN.spelling);
    sign_in
        .sample()
        .capture("capture.txt", wrap::saml_form(&document, "/"))
        .key("sp.key", keys::LEDGERLINE.private_pem)
        .rejected("encryption_misdeclared", &["saml/decryptable"])
        .told(
            "Encrypted with SHA-256, and declared without it",
            "A new release at Halden Freight computes OAEP with SHA-256 and writes what it always wrote. \
             Ledgerline says that it can't decrypt, and both sides compare certificates that are the same.",
        )
}

fn changed_cipher_text() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "encrypted-changed", "2026-04-09T07:15:00Z");
    let inner = sign_in.response.assertion.as_ref().map(|inner| damaged(inner, &HALDEN, &keys::LEDGERLINE));
    let document = sign_in.response.around(inner).document(HALDEN.spelling);
    sign_in
        .sample()
        .capture("capture.txt", wrap::saml_form(&document, "/"))
        .key("sp.key", keys::LEDGERLINE.private_pem)
        .rejected("ciphertext_damaged", &["saml/decryptable"])
        .told(
            "The key fits, and what it opens does not",
            "A filter between Halden Freight and Ledgerline looks for card numbers in everything that is posted, and blots one out \
             that was none. Nobody would look for it inside a cipher text.",
        )
}
