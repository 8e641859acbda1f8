//! Real sign-ins: every signature of the good ones verifies with the certificates that the service trusts, and every
//! encrypted assertion decrypts to what the service itself saw.

use crate::corpus::{files, public_key, shared};
use serde_json::Value;
use ssoscope_crypto::{PrivateKey, PublicKey};
use ssoscope_xml::dsig::{Signature, State, Target, signatures, verify};
use ssoscope_xml::enc::decrypt;
use ssoscope_xml::{Document, Limits, NodeId};
use std::path::{Path, PathBuf};

const XMLENC: &str = "http://www.w3.org/2001/04/xmlenc#";

/// The messages of the good sign-ins, with the folder of the case.
pub(crate) fn messages() -> Option<Vec<(PathBuf, PathBuf)>> {
    let captures = shared("captures")?.join("A");
    let cases = std::fs::read_dir(captures).unwrap().flatten().map(|entry| entry.path());
    let of_case = |case: PathBuf| {
        let saml = case.join("saml");
        let all = if saml.is_dir() { files(&saml) } else { Vec::new() };
        let is_message = |path: &PathBuf| {
            path.extension().is_some_and(|e| e == "xml") && path.metadata().unwrap().len() > 0
        };
        all.into_iter().filter(is_message).map(move |path| (case.clone(), path))
    };
    Some(cases.flat_map(of_case).collect())
}

/// The certificates that the service trusts, and its own for what it signs itself.
fn trusted(case: &Path) -> Vec<PublicKey> {
    let config: Value = serde_json::from_slice(&std::fs::read(case.join("sp-config.json")).unwrap()).unwrap();
    let pems = config["idp_certs_pem"].as_array().unwrap().iter();
    let own = std::fs::read(case.join("keys/sp-signing.crt")).ok();
    pems.filter_map(|pem| public_key(pem.as_str()?.as_bytes()))
        .chain(own.and_then(|pem| public_key(&pem)))
        .collect()
}

#[test]
fn every_signature_of_a_good_sign_in_verifies() {
    let Some(messages) = messages() else { return };
    let mut verified = 0;
    for (case, path) in &messages {
        let document = Document::read(&std::fs::read(path).unwrap());
        assert!(document.problems().is_empty(), "{}: {:?}", path.display(), document.problems());
        for signature in signatures(&document) {
            let verification = verify(&document, &signature, &trusted(case));
            assert!(
                matches!(verification.state, State::Valid { .. }),
                "{}: {verification:?}",
                path.display()
            );
            let parent = document.parent(signature.node).unwrap();
            assert_eq!(verification.references.len(), 1);
            assert_eq!(verification.references[0].target, Target::Element(parent));
            assert_eq!(verification.covered(), [parent]);
            verified += 1;
        }
    }
    println!("signatures of good sign-ins: {verified} verified");
    assert!(verified >= 50);
}

#[test]
fn every_encrypted_assertion_decrypts_to_what_the_service_saw() {
    let Some(messages) = messages() else { return };
    let (mut decrypted, mut compared, mut verified) = (0, 0, 0);
    for (case, path) in &messages {
        let document = Document::read(&std::fs::read(path).unwrap());
        let Some(data) = document.find(NodeId::DOCUMENT, XMLENC, "EncryptedData").next() else { continue };
        let key = PrivateKey::read(&std::fs::read(case.join("keys/sp-encryption.key")).unwrap()).unwrap();
        let found = decrypt(&document, document.parent(data).unwrap(), &[key]).unwrap();
        assert!(found.misdeclared.is_none());
        decrypted += 1;
        let scope = document.scope_at(data);
        let inner = Document::read_in_scope(found.plaintext.expose(), &Limits::DEFAULT, &scope);
        assert!(inner.problems().is_empty(), "{}: {:?}", path.display(), inner.problems());
        for signature in signatures(&inner) {
            let verification = verify(&inner, &signature, &trusted(case));
            assert!(
                matches!(verification.state, State::Valid { .. }),
                "{}: {verification:?}",
                path.display()
            );
            verified += 1;
        }
        let name = path.file_name().unwrap().to_string_lossy()[..2].to_owned();
        let seen = path.with_file_name("decrypted").join(format!("{name}-assertion.xml"));
        if let Ok(seen) = std::fs::read(seen) {
            let same = seen.trim_ascii() == found.plaintext.expose().trim_ascii();
            assert!(same, "{} decrypts to something else", path.display());
            compared += 1;
        }
    }
    println!(
        "encrypted assertions: {decrypted} decrypted, {compared} compared, {verified} signatures inside verified"
    );
    assert!(decrypted >= 5 && verified >= 5);
}

#[test]
fn one_changed_byte_anywhere_in_what_is_signed_is_noticed() {
    let Some(messages) = messages() else { return };
    let (case, path) = messages.iter().find(|(case, _)| case.ends_with("base-ssp-onelogin")).unwrap();
    let paths: Vec<_> = messages.iter().filter(|(other, _)| other == case).map(|(_, path)| path).collect();
    let signed =
        paths.into_iter().find(|path| !signatures(&Document::read(&std::fs::read(path).unwrap())).is_empty());
    let text = std::fs::read(signed.unwrap_or(path)).unwrap();
    let keys = trusted(case);
    let document = Document::read(&text);
    let outer = &signatures(&document)[0];
    let mut unsigned = undeclared_by_use(&document);
    unsigned.push(document.span(outer.key_info.node.unwrap()));
    let span = document.span(document.parent(outer.node).unwrap());
    let mut changed = 0;
    for at in span.step_by(5).filter(|at| !unsigned.iter().any(|span| span.contains(at))) {
        let mut text = text.clone();
        text[at] ^= 1;
        let document = Document::read(&text);
        let is_outer = |signature: &Signature| document.parent(signature.node) == document.root();
        let Some(outer) = signatures(&document).into_iter().find(is_outer) else { continue };
        let state = verify(&document, &outer, &keys).state;
        let around =
            String::from_utf8_lossy(&text[at.saturating_sub(10)..(at + 10).min(text.len())]).into_owned();
        assert!(!matches!(state, State::Valid { .. }), "byte {at} changed unnoticed: {around:?}");
        changed += 1;
    }
    println!("changed bytes: {changed} noticed");
    assert!(changed > 500);
}

/// Declarations that no element or attribute name uses: exclusive canonicalisation leaves them out, so they are not signed,
/// even where a value such as `xsi:type="xs:string"` leans on them.
fn undeclared_by_use(document: &Document) -> Vec<std::ops::Range<usize>> {
    let elements: Vec<NodeId> = document.descendants(NodeId::DOCUMENT).collect();
    let uses = |prefix: &str| {
        elements.iter().any(|node| {
            let of_attributes = document.attributes(*node).any(|attribute| attribute.name().prefix == prefix);
            of_attributes || document.name(*node).is_some_and(|name| name.prefix == prefix)
        })
    };
    let declarations = elements.iter().flat_map(|node| document.declarations(*node));
    declarations
        .filter(|declaration| !uses(declaration.prefix()))
        .map(|declaration| declaration.span())
        .collect()
}
