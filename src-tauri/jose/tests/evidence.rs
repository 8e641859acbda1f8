//! When no key fits, the known confusions are recognised, and accept nothing.
#![allow(clippy::unwrap_used, clippy::panic)]

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, Secret, hmac_tag};
use ssoscope_jose::{
    Candidate, Compact, Evidence, Jws, Limits, Material, Rewritten, RewrittenPart, SecretForm, compact,
    verify,
};

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
fn a_token_without_an_algorithm_is_not_accepted() {
    for header in ["{}", r#"{"alg":7}"#, "x"] {
        let token = signed(&format!("{}.{}", b64(header.as_bytes()), b64(b"{}")), b"secret");
        assert_eq!(evidence(&token, b"secret"), [], "{header}");
    }
    for header in [r#"{"alg":"none"}"#, r#"{"alg":"None"}"#, r#"{"alg":"XX1"}"#] {
        let token = signed(&format!("{}.{}", b64(header.as_bytes()), b64(b"{}")), b"secret");
        assert_eq!(evidence(&token, b"secret"), [Evidence::OtherAlgorithm { candidate: 0, name: "HS256" }]);
    }
}

const KEY: &[u8] = b"a key that nobody guesses, and long enough";

fn parts(header: &str, payload: &str) -> String {
    format!("{}.{}", b64(header.as_bytes()), b64(payload.as_bytes()))
}

/// A token whose text was put in the place of the one that was signed.
fn changed(signed_text: &str, text: &str) -> String {
    let token = signed(signed_text, KEY);
    format!("{text}.{}", token.rsplit_once('.').unwrap().1)
}

#[test]
fn json_that_was_written_anew_is_proved() {
    let header = r#"{"alg":"HS256"}"#;
    let compact = r#"{"sub":"u/1","name":"Zoë","exp":1}"#;
    let python = r#"{"sub": "u/1", "name": "Zo\u00eb", "exp": 1}"#;
    let pretty = "{\n  \"sub\": \"u/1\",\n  \"name\": \"Zoë\",\n  \"exp\": 1\n}";
    let sorted = r#"{"exp":1,"name":"Zoë","sub":"u/1"}"#;
    for (before, now, named) in [
        (compact, pretty, "without white space"),
        (python, compact, "as Python"),
        (sorted, compact, "without white"),
    ] {
        let token = changed(&parts(header, before), &parts(header, now));
        let found = evidence(&token, KEY);
        let [Evidence::Rewritten { original, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert!(original.before.starts_with(named) && original.part == RewrittenPart::Payload);
        assert_eq!(original.sorted, before == sorted);
    }
    let token = changed(&parts(header, compact), &parts(r#"{ "alg": "HS256" }"#, pretty));
    assert!(matches!(
        evidence(&token, KEY)[..],
        [Evidence::Rewritten { original: Rewritten { part: RewrittenPart::Both, .. }, .. }]
    ));
    assert_eq!(evidence(&changed(&parts(header, compact), &parts(header, r#"{"sub":"u/2"}"#)), KEY), []);
}

#[test]
fn a_header_that_was_changed_is_made_again() {
    let before = parts(r#"{"alg":"HS256","typ":"JWT"}"#, "{}");
    for now in [r#"{"alg":"none"}"#, r#"{"alg":"HS256","typ":"JWT","jku":"https://x.example/k"}"#] {
        let header = r#"{"alg":"HS256","typ":"JWT"}"#.to_owned();
        let found = evidence(&changed(&before, &parts(now, "{}")), KEY);
        assert_eq!(found, [Evidence::OtherHeader { candidate: 0, header }], "{now}");
    }
}

#[test]
fn a_secret_that_anybody_guesses_is_known_without_a_key() {
    for secret in ["", "secret", "your-256-bit-secret"] {
        let token = signed(&parts(r#"{"alg":"HS256"}"#, "{}"), secret.as_bytes());
        let found = verify(&jws(&token), &[]).evidence;
        assert_eq!(found, [Evidence::GuessableSecret { bytes: secret.len() }]);
    }
}

#[test]
fn a_signature_of_zeros_or_of_another_length_is_told() {
    let token = |alg: &str, len: usize| {
        format!("{}.{}", parts(&format!("{{\"alg\":\"{alg}\"}}"), "{}"), b64(&vec![0; len]))
    };
    assert_eq!(verify(&jws(&token("ES256", 64)), &[]).evidence, [Evidence::ZeroSignature]);
    assert_eq!(verify(&jws(&token("RS256", 64)), &[]).evidence, []);
    let wanted = Evidence::SignatureLength { candidate: 0, wanted: 32, got: 20 };
    assert_eq!(evidence(&token("HS256", 20), KEY), [wanted]);
}
