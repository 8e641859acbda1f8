//! Long signed documents, read in windows: what is verified, what is not, and where things stand.

use crate::signer::{ENVELOPED, EXCLUSIVE, Signer, signature};
use ssoscope_crypto::PublicKey;
use ssoscope_xml::dsig::{SignatureProblemKind as Kind, State};
use ssoscope_xml::stream::{Streamed, Wanted, read};
use ssoscope_xml::{Limits, ProblemKind};
use std::fmt::Write;
use std::io::Cursor;

const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";

/// An aggregate with a signature to be filled, which comes first or last.
fn aggregate(entities: usize, uri: &str, first: bool) -> String {
    let signature = signature(uri, &format!("{ENVELOPED}{EXCLUSIVE}"));
    let each = (0..entities).fold(String::new(), |mut all, n| {
        write!(
            all,
            "<md:EntityDescriptor entityID=\"https://idp{n}.example/\" cacheDuration='PT1H'>\r\n  <!-- {n} -->\
             <md:Organization xml:lang=\"en\" note='a&#10;b\nc'>É &amp; co &lt;{n}&gt; <![CDATA[<x>]]></md:Organization>\
             </md:EntityDescriptor>\n"
        )
        .unwrap();
        all
    });
    let (before, after) = if first { (signature.as_str(), "") } else { ("", signature.as_str()) };
    format!("<?xml version=\"1.0\"?>\n<md:EntitiesDescriptor xmlns:md=\"{MD}\" ID=\"all\">{before}{each}{after}</md:EntitiesDescriptor>\n")
        .replace("ID=\"all\"", "ID=\"_all\"")
}

fn checked(text: &str, keys: &[PublicKey]) -> Streamed {
    read(Cursor::new(text.as_bytes()), &Limits::DEFAULT, keys, None).unwrap()
}

fn state(streamed: &Streamed) -> State {
    streamed.signature.as_ref().unwrap().state
}

#[test]
fn signatures_first_and_last_verify() {
    let signer = Signer::new();
    for (entities, uri, first) in
        [(3, "#_all", true), (3, "", false), (3000, "#_all", true), (3000, "", true), (3000, "#_all", false)]
    {
        let text = signer.sign(&aggregate(entities, uri, first));
        let streamed = checked(&text, &[signer.public()]);
        assert_eq!(
            state(&streamed),
            State::Valid { key: 0 },
            "{entities} {uri} {first}: {:?}",
            streamed.signature
        );
        assert_eq!(streamed.length, text.len());
        assert_eq!(streamed.root.as_ref().unwrap().id.as_deref(), Some("_all"));
        let signature = streamed.signature.unwrap();
        assert!(text[signature.at.clone()].starts_with("<ds:Signature"), "{:?}", signature.at);
        assert!(text[signature.at].ends_with("</ds:Signature>"));
        assert!(text[..signature.value_at.unwrap().start].ends_with("<ds:SignatureValue>"));
    }
}

#[test]
fn what_is_changed_or_cut_is_never_valid() {
    let signer = Signer::new();
    let text = signer.sign(&aggregate(3000, "#_all", true));
    let far = "<!-- 2900 -->É".replace("<!-- 2900 -->", "idp2900.");
    let changed = text.replace(far.trim_end_matches('É'), "idp29OO.");
    assert_ne!(changed, text);
    let streamed = checked(&changed, &[signer.public()]);
    assert_eq!(state(&streamed), State::Invalid);
    let signature = streamed.signature.unwrap();
    assert_eq!((signature.digest_matches, signature.value_key), (false, Some(0)));

    let cut = &text[..text.len() - 100];
    let streamed = checked(cut, &[signer.public()]);
    assert_eq!(state(&streamed), State::Invalid);
    assert_eq!(streamed.signature.unwrap().computed, None);

    let trailing = format!("{text}<more/>");
    let streamed = checked(&trailing, &[signer.public()]);
    assert_eq!(state(&streamed), State::Invalid);
    assert_eq!(streamed.problems[0].kind, ProblemKind::SecondRoot);

    assert_eq!(state(&checked(&text, &[])), State::Undetermined);
    assert_eq!(state(&checked(&text, &[Signer::new().public()])), State::Invalid);
}

#[test]
fn an_identifier_that_comes_again_far_away_is_ambiguous() {
    let signer = Signer::new();
    let text = aggregate(3000, "#_all", true).replace("entityID=\"https://idp2999.example/\"", "ID=\"_all\"");
    let streamed =
        checked(&signer.sign(&text.replace("ID=\"_all\" cacheDuration", "ID=\"_all2\" cacheDuration")), &[]);
    assert!(streamed.signature.unwrap().problems.is_empty());
    let streamed = checked(&signer.sign(&text), &[signer.public()]);
    assert_ne!(state(&streamed), State::Valid { key: 0 });
    let signature = streamed.signature.unwrap();
    assert!(signature.problems.iter().any(|problem| problem.kind == Kind::AmbiguousId));
}

#[test]
fn what_is_not_followed_in_windows_is_undetermined() {
    let signer = Signer::new();
    let text = aggregate(2, "#_other", true).replace("entityID=\"https://idp1.example/\"", "ID=\"_other\"");
    let streamed = checked(&signer.sign(&text), &[signer.public()]);
    assert_eq!(state(&streamed), State::Undetermined);
    assert_eq!(streamed.signature.unwrap().problems[0].kind, Kind::UnsupportedPointer);
    assert!(checked("<a><b/></a>", &[]).signature.is_none());
}

#[test]
fn wanted_elements_are_found_with_what_is_around_them() {
    let text = aggregate(3000, "#_all", true)
        .replace(
            "<md:EntityDescriptor entityID=\"https://idp2000.example/\"",
            "<md:EntitiesDescriptor Name='in'><md:EntityDescriptor entityID=\"https://idp2000.example/\"",
        )
        .replace(
            "<md:EntityDescriptor entityID=\"https://idp2500.example/\"",
            "</md:EntitiesDescriptor><md:EntityDescriptor entityID=\"https://idp2500.example/\"",
        );
    let wants = |id: Option<&str>| {
        id.is_some_and(|id| ["https://idp0.example/", "https://idp2400.example/"].contains(&id))
    };
    let wanted =
        Wanted { namespace: MD, local: "EntityDescriptor", attribute: "entityID", wants: &wants, most: 10 };
    let streamed = read(Cursor::new(text.as_bytes()), &Limits::DEFAULT, &[], Some(&wanted)).unwrap();
    assert!(streamed.well_formed(), "{:?}", streamed.problems);
    assert_eq!((streamed.seen, streamed.picked.len()), (3000, 2));
    for (picked, (id, depth)) in streamed.picked.iter().zip([("idp0.", 1), ("idp2400.", 2)]) {
        let element = &text[picked.at.clone()];
        assert!(
            element.starts_with("<md:EntityDescriptor") && element.ends_with("</md:EntityDescriptor>"),
            "{element}"
        );
        assert!(element.contains(id));
        assert_eq!(picked.around.len(), depth);
        assert!(picked.around.iter().all(|tag| text[tag.clone()].starts_with("<md:EntitiesDescriptor")));
    }
}

/// Neither a text nor an element that never ends is held in memory; what has to be held is bounded.
#[test]
fn long_texts_go_by_and_long_tokens_are_refused() {
    let signer = Signer::new();
    let long = "x&amp;y\r\n".repeat(400_000);
    let text = signer.sign(&aggregate(1, "#_all", true).replace("É", &long));
    assert_eq!(state(&checked(&text, &[signer.public()])), State::Valid { key: 0 });
    let picky = format!("<a b='{}'/>", "x".repeat(17 << 20));
    assert_eq!(checked(&picky, &[]).problems[0].kind, ProblemKind::TooManyBytes);
}
