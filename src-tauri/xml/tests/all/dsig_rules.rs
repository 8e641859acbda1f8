//! What counts as valid and what does not, and what is said of it.

use crate::signer::{ENVELOPED, EXCLUSIVE, Signer, assertion, signature};
use ssoscope_crypto::{Outcome, PublicKey};
use ssoscope_xml::dsig::SignatureProblemKind::{self, *};
use ssoscope_xml::dsig::{MAX_REFERENCES, Signature, State, Target, Verification, signatures, verify};
use ssoscope_xml::{Document, NodeId};
use std::time::{Duration, Instant};

fn checked(text: &str, keys: &[PublicKey]) -> (Document, Signature, Verification) {
    let document = Document::read(text.as_bytes());
    let signature = signatures(&document).remove(0);
    let verification = verify(&document, &signature, keys);
    (document, signature, verification)
}

fn kinds(signature: &Signature, verification: &Verification) -> Vec<SignatureProblemKind> {
    let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
    signature
        .problems
        .iter()
        .chain(of_references)
        .chain(&verification.problems)
        .map(|problem| problem.kind)
        .collect()
}

/// The state and problems of what `change` makes of a good signed assertion.
fn after(change: impl Fn(String) -> String) -> (State, Vec<SignatureProblemKind>) {
    let signer = Signer::new();
    let text = change(signer.sign(&assertion("_a", "<a:Subject>x</a:Subject>")));
    let (_, signature, verification) = checked(&text, &[signer.public()]);
    (verification.state, kinds(&signature, &verification))
}

#[test]
fn a_good_signature_covers_its_assertion() {
    let signer = Signer::new();
    let text = format!("<r>{}</r>", signer.sign(&assertion("_a", "<a:Subject/>")));
    let (document, signature, verification) = checked(&text, &[signer.public()]);
    let parent = document.parent(signature.node).unwrap();
    assert_eq!(verification.state, State::Valid { key: 0 });
    assert_eq!(verification.covered(), [parent]);
    assert_eq!(verification.references[0].target, Target::Element(parent));
    assert_eq!(verification.references[0].declared, verification.references[0].computed);
    assert!(kinds(&signature, &verification).is_empty());
}

#[test]
fn changed_content_shows_in_the_digest_and_not_in_the_value() {
    let signer = Signer::new();
    let text = signer.sign(&assertion("_a", "<a:Subject>x</a:Subject>")).replace(">x<", ">y<");
    let (_, _, verification) = checked(&text, &[signer.public()]);
    assert_eq!(verification.state, State::Invalid);
    assert_eq!(verification.value_key(), Some(0));
    let reference = &verification.references[0];
    assert!(
        reference.computed.is_some()
            && reference.declared.is_some()
            && reference.computed != reference.declared
    );
    assert!(verification.covered().is_empty());
}

#[test]
fn a_changed_signed_info_shows_in_the_value_and_not_in_the_digest() {
    let change = |text: String| text.replace("<ds:SignedInfo>", "<ds:SignedInfo> ");
    assert_eq!(after(change), (State::Invalid, vec![]));
}

#[test]
fn keys_decide_between_invalid_and_undetermined() {
    let signer = Signer::new();
    let text = signer.sign(&assertion("_a", ""));
    let (other, another) = (Signer::new().public(), Signer::new().public());
    let state = |keys: &[PublicKey]| checked(&text, keys).2.state;
    assert_eq!(state(&[]), State::Undetermined);
    assert_eq!(state(&[PublicKey::ed25519(&[1; 32]).unwrap_or_else(|_| other.clone())]), State::Undetermined);
    assert_eq!(state(&[other.clone(), another.clone()]), State::Invalid);
    assert_eq!(state(&[other, another, signer.public()]), State::Valid { key: 2 });
    let tried =
        checked(&text, &[Signer::new().public(), signer.public(), Signer::new().public()]).2.value.tried;
    assert_eq!(
        tried.iter().map(|check| &check.outcome).collect::<Vec<_>>(),
        [&Outcome::Invalid, &Outcome::Valid]
    );
}

#[test]
fn doubled_and_missing_parts_are_never_valid() {
    let info = |text: &str| {
        text[text.find("<ds:SignedInfo>").unwrap()..text.find("<ds:SignatureValue>").unwrap()].to_owned()
    };
    let doubled =
        after(|text| text.replace("<ds:SignatureValue>", &format!("{}<ds:SignatureValue>", info(&text))));
    assert_eq!(doubled, (State::Invalid, vec![RepeatedPart]));
    let wrapped = after(|text| text.replace("</ds:Signature>", "<ds:X/></ds:Signature>"));
    assert_eq!(wrapped, (State::Invalid, vec![UnexpectedPart]));
    let missing = after(|text| text.replace(&info(&text), ""));
    assert_eq!(missing, (State::Invalid, vec![MissingPart]));
    let (state, problems) = after(|text| text.replace("<ds:DigestValue>", "<ds:DigestValue>*"));
    assert_eq!((state, problems), (State::Invalid, vec![NotBase64]));
}

#[test]
fn an_identifier_used_twice_is_never_valid_and_the_signed_element_is_told() {
    let signer = Signer::new();
    let good = signer.sign(&assertion("_a", "<a:Subject>x</a:Subject>"));
    let forged = "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a\"/>";
    let (document, signature, verification) = checked(&format!("<r>{forged}{good}</r>"), &[signer.public()]);
    assert_eq!((verification.state, kinds(&signature, &verification)), (State::Invalid, vec![AmbiguousId]));
    let reference = &verification.references[0];
    assert!(matches!(&reference.target, Target::Ambiguous(nodes) if nodes.len() == 2));
    assert_eq!(reference.matching, document.parent(signature.node));
    assert!(verification.covered().is_empty());
}

#[test]
fn lookalikes_are_remarked_and_do_not_count() {
    let change = |text: String| format!("<r Id=\"_a\">{text}</r>");
    assert_eq!(after(change), (State::Valid { key: 0 }, vec![LookalikeId]));
    let signer = Signer::new();
    let text =
        signer.sign(&format!("<r Id=\"i\">{}</r>", signature("#i", &format!("{ENVELOPED}{EXCLUSIVE}"))));
    let (_, signature, verification) = checked(&text, &[signer.public()]);
    assert_eq!(verification.state, State::Valid { key: 0 });
    assert_eq!(kinds(&signature, &verification), [UndeclaredId]);
}

#[test]
fn an_ecdsa_value_in_der_is_noticed_and_named() {
    let signer = Signer::new();
    let (_, _, verification) = checked(&signer.sign_in_der(&assertion("_a", "")), &[signer.public()]);
    assert_eq!(verification.state, State::Invalid);
    assert!(verification.value.tried[0].der_encoded);
}

#[test]
fn what_is_not_computed_leaves_it_undetermined() {
    let signer = Signer::new();
    for (uri, transform, kind) in [
        ("https://elsewhere.example/x", EXCLUSIVE.to_owned(), ExternalReference),
        ("local_secret.txt", EXCLUSIVE.to_owned(), ExternalReference),
        ("#xpointer(//x)", EXCLUSIVE.to_owned(), UnsupportedPointer),
        (
            "",
            "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>".to_owned(),
            UnsupportedTransform,
        ),
        (
            "",
            "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/>".to_owned(),
            UnsupportedTransform,
        ),
        ("", "<ds:Transform Algorithm=\"urn:mine\"/>".to_owned(), UnknownTransform),
        ("", EXCLUSIVE.repeat(9), TooManyTransforms),
    ] {
        let text = signer.sign(&format!("<r>{}</r>", signature(uri, &transform)));
        let (_, signature, verification) = checked(&text, &[signer.public()]);
        assert!(kinds(&signature, &verification).contains(&kind), "{uri} {transform}");
        assert!(!matches!(verification.state, State::Valid { .. }), "{uri} {transform}");
    }
    let text = signer.sign(&format!("<r>{}</r>", signature("#nowhere", EXCLUSIVE)));
    let (_, signature, verification) = checked(&text, &[signer.public()]);
    assert_eq!((verification.state, kinds(&signature, &verification)), (State::Invalid, vec![NoSuchId]));
}

#[test]
fn a_signature_enveloped_around_what_it_refers_to_signs_nothing() {
    let signer = Signer::new();
    let inner =
        "<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" Id=\"o\">x</ds:Object></ds:Signature>";
    let with = |transforms: &str| {
        let text = signature("#o", transforms).replace("</ds:Signature>", inner);
        let (document, _, verification) = checked(&signer.sign(&text), &[signer.public()]);
        let length = verification.references[0].length;
        assert!(document.well_formed());
        (verification.state, length.unwrap() > 0)
    };
    assert_eq!(with(EXCLUSIVE), (State::Valid { key: 0 }, true));
    assert_eq!(with(&format!("{ENVELOPED}{EXCLUSIVE}")), (State::Invalid, false));
}

#[test]
fn comments_count_only_through_an_xpointer() {
    let signer = Signer::new();
    let commented = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\"/>";
    for (uri, counts) in [("#_a", false), ("", false), ("#xpointer(id('_a'))", true), ("#xpointer(/)", true)]
    {
        let signature = signature(uri, &format!("{ENVELOPED}{commented}"));
        let assertion =
            "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_a\">x</a:Assertion>";
        let text = signer.sign(&assertion.replace("x<", &format!("{signature}x<")));
        assert_eq!(checked(&text, &[signer.public()]).2.state, State::Valid { key: 0 }, "{uri}");
        let (_, _, with_comment) = checked(&text.replace("x</a:", "x<!-- c --></a:"), &[signer.public()]);
        let expected = if counts { State::Invalid } else { State::Valid { key: 0 } };
        assert_eq!(with_comment.state, expected, "{uri}");
    }
}

#[test]
fn comments_and_cdata_in_values_are_read_through_and_remarked() {
    let split = |text: String| text.replace("<ds:DigestValue>", "<ds:DigestValue><!-- forged -->");
    assert_eq!(after(split), (State::Valid { key: 0 }, vec![SplitText]));
    let cdata = |text: String| {
        text.replace("<ds:SignatureValue>", "<ds:SignatureValue>\n<![CDATA[")
            .replace("</ds:SignatureValue>", "]]> </ds:SignatureValue>")
    };
    assert_eq!(after(cdata), (State::Valid { key: 0 }, vec![]));
}

#[test]
fn relative_namespaces_and_ill_formed_documents_are_never_valid() {
    let signer = Signer::new();
    let relative = signer.sign(&assertion("_a", "<x xmlns=\"relative\"/>"));
    let (_, signature, verification) = checked(&relative, &[signer.public()]);
    assert_eq!(
        (verification.state, kinds(&signature, &verification)),
        (State::Invalid, vec![RelativeNamespace])
    );
    let ill_formed = after(|text| format!("<r>{text}&undeclared;</r>"));
    assert_eq!(ill_formed, (State::Invalid, vec![IllFormedDocument]));
}

#[test]
fn what_leans_on_namespaces_around_it_verifies_when_read_in_its_place() {
    let signer = Signer::new();
    let text = format!("<r xmlns:q=\"urn:q\" xmlns=\"urn:d\">{}</r>", assertion("_a", "<q:x/><y/>"));
    let text = signer.sign(&text);
    let document = Document::read(text.as_bytes());
    let node = document.elements(document.root().unwrap()).next().unwrap();
    let fragment = &text[document.span(node)];
    let scope = document.scope_at(document.root().unwrap());
    let in_place = Document::read_in_scope(fragment.as_bytes(), &ssoscope_xml::Limits::DEFAULT, &scope);
    assert!(in_place.well_formed());
    let inner = &signatures(&in_place)[0];
    assert_eq!(verify(&in_place, inner, &[signer.public()]).state, State::Valid { key: 0 });
    assert!(!Document::read(fragment.as_bytes()).well_formed());
}

#[test]
fn thousands_of_references_cost_no_more_than_a_few() {
    let reference = "<ds:Reference URI=\"\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"/>\
                     <ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>";
    let text = signature("", EXCLUSIVE)
        .replace("</ds:SignedInfo>", &format!("{}</ds:SignedInfo>", reference.repeat(10_000)));
    let start = Instant::now();
    let (_, signature, verification) = checked(&format!("<r>{text}</r>"), &[]);
    assert_eq!(signature.references.len(), MAX_REFERENCES);
    let found = kinds(&signature, &verification);
    assert!(found.contains(&TooManyReferences) && found.contains(&TooMuchWork));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn signatures_are_found_wherever_they_are() {
    let nested = format!("<r>{}<x>{}</x></r>", signature("", ""), signature("#a", ""));
    let document = Document::read(nested.as_bytes());
    assert_eq!(signatures(&document).len(), 2);
    assert!(signatures(&Document::read(b"<Signature/>")).is_empty());
    assert!(signatures(&Document::default()).is_empty());
    assert_eq!(Document::default().root(), None);
    assert_eq!(Document::default().parent(NodeId::DOCUMENT), None);
}
