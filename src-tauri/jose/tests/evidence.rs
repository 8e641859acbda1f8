//! When no key fits, the known confusions are recognised, and accept nothing.
#![allow(clippy::unwrap_used, clippy::panic)]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, Secret, hmac_tag};
use ssoscope_jose::{Candidate, Compact, Evidence, Jws, Limits, Material, SecretForm, compact, verify};

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn signed(input: &str, secret: &[u8]) -> String {
    let tag = hmac_tag(Hash::Sha256, &Secret::from(secret), input.as_bytes());
    format!("{input}.{}", b64(tag.expose()))
}

fn jws(token: &str) -> Jws {
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jws(jws) => *jws,
        _ => panic!("no JWS"),
    }
}

/// The evidence that a secret gives for a token; it must never accept.
fn evidence(token: &str, secret: &[u8]) -> Vec<Evidence> {
    let material = Material::Shared(Secret::from(secret));
    let verification = verify(&jws(token), &[Candidate::bare(&material)]);
    assert!(verification.accepted().is_none());
    verification.evidence
}

#[test]
fn a_secret_that_fits_in_another_form() {
    let input = format!("{}.{}", b64(br#"{"alg":"HS256"}"#), b64(b"{}"));
    let bytes = *b"\xfb\xff\x00a secret of some length";
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let (base64, base64url) = (STANDARD.encode(bytes), b64(&bytes));
    let cases: [(&[u8], Vec<u8>, SecretForm); 7] = [
        (&bytes, base64.clone().into_bytes(), SecretForm::Base64Decoded),
        (&bytes, b64(&bytes).into_bytes(), SecretForm::Base64Decoded),
        (&bytes, hex.clone().into_bytes(), SecretForm::HexDecoded),
        (base64url.as_bytes(), bytes.to_vec(), SecretForm::Base64urlText),
        (base64.as_bytes(), bytes.to_vec(), SecretForm::Base64Text),
        (hex.as_bytes(), bytes.to_vec(), SecretForm::HexText),
        (b"plain", b"plain\n".to_vec(), SecretForm::Trimmed),
    ];
    for (signer, given, form) in cases {
        let found = evidence(&signed(&input, signer), &given);
        assert_eq!(found, [Evidence::SecretForm { candidate: 0, form }]);
    }
    assert_eq!(evidence(&signed(&input, b"another"), &bytes), []);
}

#[test]
fn a_token_whose_text_was_changed_after_signing() {
    let input = format!("{}.{}", b64(br#"{"alg":"HS256"}"#), b64(b"{\"a\":1}"));
    let token = signed(&input, b"secret");
    let (input, signature) = token.rsplit_once('.').unwrap();
    let padded = format!("{input}==.{signature}");
    assert_eq!(evidence(&padded, b"secret"), [Evidence::SignedBeforeReencoding { candidate: 0 }]);
    assert_eq!(jws(&padded).problems[0].kind.id(), "base64url/padding");
}

#[test]
fn another_hash_than_the_header_names() {
    let token = signed(&format!("{}.{}", b64(br#"{"alg":"HS512"}"#), b64(b"{}")), b"secret");
    assert_eq!(evidence(&token, b"secret"), [Evidence::OtherAlgorithm { candidate: 0, name: "HS256" }]);
}

#[test]
fn a_token_without_an_algorithm_is_not_tried() {
    for header in ["{}", r#"{"alg":"none"}"#, r#"{"alg":"None"}"#, r#"{"alg":7}"#, r#"{"alg":"XX1"}"#, "x"] {
        let token = signed(&format!("{}.{}", b64(header.as_bytes()), b64(b"{}")), b"secret");
        assert_eq!(evidence(&token, b"secret"), [], "{header}");
    }
}
