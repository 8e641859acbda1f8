//! What was signed: all of it, none of it, something else.

use super::super::element::Element;
use super::super::parties::{BRIGHTWATER, HALDEN, KESTREL, Parties};
use super::super::response::{Assertion, NameId, identifier};
use super::super::sign_in::{SignIn, altered};
use super::super::signature::{Habit, Signer};
use crate::sample::Sample;
use crate::wrap;

pub(super) static SAMPLES: &[fn() -> Sample] = &[
    altered_after_signing,
    altered_by_formatting,
    altered_signed_info,
    wrapped,
    wrapped_reference,
    same_id_twice,
    by_xpath,
    transforms_reversed,
    unsigned,
    response_unsigned,
];

fn altered_after_signing() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "altered-after-signing", "2026-03-25T09:12:00Z");
    let document = altered(&sign_in.response.document(), ">Dispatch<", ">Administrators<");
    sign_in
        .sample()
        .capture("capture.txt", wrap::saml_form(&document, "/"))
        .rejected("altered_after_signing", &["saml/signature_verifies"])
        .told(
            "A group was changed after the provider had signed",
            "A gateway between Halden Freight and Ledgerline maps group names, and since Tuesday it maps them inside signed answers too. \
             Ledgerline reports an invalid signature, and both sides compared certificates for a day.",
        )
}

fn altered_by_formatting() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "altered-by-formatting", "2026-04-13T11:39:27Z");
    let document = sign_in.response.document().replace("><", ">\n<");
    sign_in.as_xml(document).rejected("altered_after_signing", &["saml/signature_verifies"]).told(
        "The message was laid out nicely, and its signature broke",
        "Kestrel Clinic's support decoded the answer, let an editor put every element on its own line and sent that in. \
         White space counts in what is signed: this text can't verify, whatever the real message did.",
    )
}

fn altered_signed_info() -> Sample {
    let sign_in = SignIn::new(&BRIGHTWATER, "altered-signature", "2026-03-02T12:50:16Z");
    let document = sign_in.response.document();
    let value = document.split("SignatureValue>").nth(1).expect("a signature").to_owned();
    let damaged = value.replacen(|letter: char| letter.is_ascii_lowercase(), "0", 1);
    let document = altered(&document, &value, &damaged);
    sign_in
        .sample()
        .capture("capture.txt", wrap::base64(&document))
        .rejected("altered_after_signing", &["saml/signature_verifies"])
        .told(
            "The content is as it was signed, the signature is damaged",
            "A browser extension that collects forms changed one character of the SignatureValue. \
         Every digest fits, and the signature over them fits no key.",
        )
}

fn forged(sign_in: &SignIn) -> Assertion {
    let mut forged = sign_in.response.assertion.clone().expect("a sound response has an assertion");
    forged.id = identifier(sign_in.slug, "forged");
    forged.name_id =
        Some(NameId::plain(sign_in.parties.person.name_id_format, "finance.director@halden.example"));
    forged.signer = None;
    forged
}

fn genuine(sign_in: &SignIn, parties: &Parties) -> Element {
    sign_in.response.assertion.as_ref().expect("a sound response has an assertion").element(parties)
}

fn wrapped() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "wrapped", "2026-03-26T22:17:03Z");
    let hidden = Element::new("samlp:Extensions").child(genuine(&sign_in, &HALDEN));
    let mut document = sign_in.response.around([forged(&sign_in).element(&HALDEN)]);
    document.children.insert(1, super::super::element::Child::Element(hidden));
    sign_in
        .as_xml(document.document(HALDEN.spelling))
        .rejected("wrapped", &["saml/signature_present", "saml/signature_covers", "saml/wrapping"])
        .told(
            "The signed assertion was moved aside and a forged one put in its place",
            "Somebody signed in as a driver and became the finance director. \
             The signature is genuine and verifies; it covers an assertion that nobody reads.",
        )
}

fn wrapped_reference() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "wrapped-reference", "2026-03-26T22:31:48Z");
    let original = sign_in.response.assertion.clone().expect("a sound response has an assertion");
    let moved = original.unsigned(&HALDEN);
    let signature = HALDEN.signer().signature(&moved, &original.id, HALDEN.spelling);
    let mut forged = forged(&sign_in).element(&HALDEN);
    forged.children.insert(1, super::super::element::Child::Element(signature));
    let mut document = sign_in.response.around([forged]);
    let hidden = Element::new("samlp:Extensions").child(moved);
    document.children.insert(1, super::super::element::Child::Element(hidden));
    sign_in.as_xml(document.document(HALDEN.spelling)).rejected("wrapped", &["saml/signature_covers", "saml/wrapping"]).told(
        "The forged assertion carries a genuine signature that points elsewhere",
        "The same intruder's second attempt: the signature stands inside the forged assertion, as it should, \
             and its Reference names the driver's assertion, which was hidden in Extensions.",
    )
}

fn same_id_twice() -> Sample {
    let sign_in = SignIn::new(&HALDEN, "same-id-twice", "2026-03-26T22:44:20Z");
    let mut twin = forged(&sign_in);
    twin.id = identifier(sign_in.slug, "assertion");
    let document = sign_in.response.around([twin.element(&HALDEN), genuine(&sign_in, &HALDEN)]);
    sign_in
        .as_xml(document.document(HALDEN.spelling))
        .rejected(
            "wrapped",
            &["saml/duplicate_id", "saml/signature_verifies", "saml/signature_covers", "saml/wrapping"],
        )
        .told(
            "Two assertions share one ID",
            "The third attempt: a forged assertion with the ID of the genuine one stands before it, \
             in the hope that one part of Ledgerline verifies the second and another reads the first.",
        )
}

fn by_xpath() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "signature-by-xpath", "2026-05-06T09:00:00Z");
    let signer = Signer { habit: Habit::XPath, ..HALDEN.signer() };
    sign_in.response.assertion().signer = Some(signer);
    sign_in.posted().rejected("malformed_signature", &["saml/signature_verifies"]).told(
        "A rule of the signer's own chooses what is signed",
        "A gateway that Halden Freight wrote itself leaves the signature out of what it signs by an XPath rule of its own. \
         The digest is right by that rule. SAML advises against it all the same, since such a rule can leave out anything, and libraries refuse it.",
    )
}

fn transforms_reversed() -> Sample {
    let mut sign_in = SignIn::new(&HALDEN, "signature-transforms-reversed", "2026-05-07T09:00:00Z");
    let signer = Signer { habit: Habit::Reversed, ..HALDEN.signer() };
    sign_in.response.assertion().signer = Some(signer);
    sign_in.posted().rejected("malformed_signature", &["saml/signature_verifies"]).told(
        "The signature's two steps stand in the wrong order",
        "The gateway's next version names the usual two steps, and the wrong one first: the text is made canonical before the signature is taken out of it, \
         which can't be done. Every library refuses, each in words of its own.",
    )
}

fn unsigned() -> Sample {
    let mut sign_in = SignIn::new(&BRIGHTWATER, "unsigned", "2026-03-03T08:08:08Z");
    sign_in.response.assertion().signer = None;
    sign_in.posted().rejected("unsigned", &["saml/signature_present"]).told(
        "Nothing is signed",
        "Brightwater College tried a new release of its provider with the settings of a test system. \
         Quillbook refuses every answer with “no trusted signature”.",
    )
}

fn response_unsigned() -> Sample {
    let sign_in = SignIn::new(&KESTREL, "response-unsigned", "2026-04-14T06:00:59Z");
    sign_in.posted().expect("saml.sp.signed", "response").rejected("not_signed_as_wanted", &["saml/signature_present"]).told(
        "The assertion is signed, and the application wants the Response signed",
        "Rotawell's new version asks for a signed Response. \
         Kestrel Clinic signs assertions, and its administrator sees a signature and can't tell what is missing.",
    )
}
