//! Tokens and key sets that somebody made to hang, to exhaust or to deceive: each gets a finding, and soon.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

#[path = "../src-tauri/xml/tests/all/processor.rs"]
mod processor;

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use processor::timed;
use ssoscope_core::report::{Outcome, State};
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};

/// A token that is signed (RFC 7515, appendix A.3) and its key.
const SIGNED: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","kid":"good"}"#;

/// Ten where it is measured; a debug build reads every byte slowly.
const MEGABYTES: usize = if cfg!(debug_assertions) { 2 } else { 10 };

fn b64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn token(header: &str, claims: &str, signature: &[u8]) -> String {
    format!("{}.{}.{}", b64(header), b64(claims), b64(signature))
}

/// An ID token over RS256 by the key “k”.
fn by_k() -> String {
    let claims =
        r#"{"iss":"https://op.example","sub":"u","aud":"app","exp":1790000600,"iat":1790000000,"nonce":"n"}"#;
    token(r#"{"alg":"RS256","kid":"k"}"#, claims, &[1; 256])
}

fn rsa(n: &[u8], e: &[u8]) -> String {
    format!(r#"{{"kty":"RSA","kid":"k","n":"{}","e":"{}"}}"#, b64(n), b64(e))
}

fn set(keys: &[String]) -> String {
    format!("{{\"keys\":[{}]}}", keys.join(","))
}

/// What is said of a token with these keys; it comes within a second of the processor's time, of which a debug build
/// gets many.
fn report(token: &str, keys: &str) -> Report {
    let pastes = vec![Paste::capture("id_token.txt", token), Paste::support("jwks.json", keys)];
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let (report, took) = timed(|| examine(pastes, &Expectations::default(), clock).report);
    let most = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 });
    assert!(took < most, "it took {took:?}");
    assert_ne!(report.verdict, Outcome::Accepted);
    report
}

/// Whether a check fails and says this.
fn says(report: &Report, check: &str, piece: &str) -> bool {
    let of_check = report.checks.iter().filter(|one| one.id == check && one.verdict == State::Fail);
    of_check.flat_map(|one| &one.findings).any(|finding| finding.says.contains(piece))
}

#[track_caller]
fn told(report: &Report, check: &str, piece: &str) {
    let failed = report.checks.iter().filter(|one| one.verdict == State::Fail);
    let said: Vec<_> = failed.map(|one| (one.id, one.findings.first().map(|first| &first.says))).collect();
    assert!(says(report, check, piece), "{check} doesn't say {piece:?}: {said:#?}");
}

#[test]
fn ten_thousand_keys() {
    let keys: Vec<String> = (0..10_000_u32)
        .map(|number| {
            let mut n = vec![0xc5; 256];
            n[100..104].copy_from_slice(&number.to_be_bytes());
            rsa(&n, &[1, 0, 1]).replace("\"k\"", &format!("\"k{number}\""))
        })
        .collect();
    let report = report(&by_k(), &set(&keys));
    told(&report, "oidc/jwks_format", "more than the 1000 keys");
    told(&report, "oidc/kid", "not among the provider's");
}

#[test]
fn a_thousand_keys_of_one_name() {
    let keys: Vec<String> = (0..1_000).map(|_| KEY.to_owned()).collect();
    let report = report(&SIGNED.replace(".Dt", ".Du"), &set(&keys));
    told(&report, "oidc/jwks_names", "an earlier key");
    let names = report.checks.iter().find(|check| check.id == "oidc/jwks_names").unwrap();
    assert!(names.findings.len() <= 60, "{} findings", names.findings.len());
}

#[test]
fn deep_json() {
    let deep = format!("{{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1,\"x\":{}", "[".repeat(1 << 20));
    told(&report(&token(r#"{"alg":"RS256"}"#, &deep, &[1; 256]), KEY), "oidc/format", "deeper");
    let header = format!("{{\"alg\":{}", "[".repeat(100_000));
    report(&token(&header, "{\"sub\":\"u\",\"exp\":1}", &[1]), KEY);
    report(SIGNED, &format!("{{\"keys\":{}", "[".repeat(1 << 20)));
}

#[test]
fn members_that_stand_twice() {
    let twice = rsa(&[0xff; 256], &[1, 0, 1]).replace("\"e\"", "\"e\":\"AQ\",\"e\"");
    told(&report(&by_k(), &set(&[twice])), "oidc/jwks_format", "stands twice");
}

#[test]
fn exponents_and_sizes_of_rsa() {
    let said = |n: &[u8], e: &[u8]| report(&by_k(), &set(&[rsa(n, e)]));
    told(&said(&[0xff; 256], &[0xff; 512]), "oidc/jwks_format", "public exponent");
    told(&said(&[0xff; 256], &[1]), "oidc/jwks_key_fit", "public exponent");
    told(&said(&[0xff; 256], &[4]), "oidc/jwks_format", "public exponent");
    told(&said(&[0xff; 64], &[1, 0, 1]), "oidc/jwks_strength", "512 bits");
    told(&said(&[0xff; 2048], &[1, 0, 1]), "oidc/jwks_strength", "16384 bits");
    told(&said(&vec![0xff; 1 << 20], &[1, 0, 1]), "oidc/jwks_format", "8388608 bits");
    told(&said(&[0xfe; 256], &[1, 0, 1]), "oidc/jwks_format", "odd number");
}

#[test]
fn points_that_lie_on_no_curve() {
    let bent = KEY.replace("f83OJ", "g83OJ");
    told(&report(SIGNED, &set(std::slice::from_ref(&bent))), "oidc/jwks_format", "not on");
    let nowhere = KEY
        .replace("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", &b64([0; 32]))
        .replace("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", &b64([0; 32]));
    told(&report(SIGNED, &set(&[nowhere])), "oidc/jwks_format", "not on");
    let short = KEY.replace("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "AA");
    told(&report(SIGNED, &set(&[short])), "oidc/jwks_format", "1 bytes, where its curve takes 32");
    let edwards = r#"{"kty":"OKP","crv":"Ed25519","kid":"o","x":"AA"}"#.to_owned();
    told(&report(SIGNED, &set(&[edwards])), "oidc/jwks_format", "32 bytes");
}

#[test]
fn megabytes_of_header() {
    let header = format!("{{\"alg\":\"RS256\",\"kid\":\"{}\"}}", "k".repeat(MEGABYTES << 20));
    let report = report(&token(&header, "{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1}", &[1; 256]), KEY);
    told(&report, "oidc/format", "header is longer");
}

#[test]
fn megabytes_of_signature_and_of_claims() {
    let report_of = |claims: &str, signature: &[u8]| {
        report(&token(r#"{"alg":"RS256"}"#, claims, signature), &set(&[rsa(&[0xff; 256], &[1, 0, 1])]))
    };
    let claims = "{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1}";
    told(&report_of(claims, &vec![7; MEGABYTES << 20]), "oidc/signature", "bytes");
    let long = claims.replace("\"u\"", &format!("\"{}\"", "u".repeat(MEGABYTES << 20)));
    told(&report_of(&long, &[1; 256]), "oidc/signature", "No key verifies");
}

#[test]
fn a_thousand_members_said_to_be_critical() {
    let names: Vec<String> = (0..1_000).map(|number| format!("\"x{number}\"")).collect();
    let header = format!("{{\"alg\":\"RS256\",\"crit\":[{}]}}", names.join(","));
    told(
        &report(&token(&header, "{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1}", &[1; 256]), KEY),
        "oidc/format",
        "has to be understood",
    );
}

#[test]
fn certificates_by_the_thousand() {
    let certificates: Vec<String> = (0..2_000).map(|_| "\"MIIB\"".to_owned()).collect();
    let key = KEY.replace("\"kid\"", &format!("\"x5c\":[{}],\"kid\"", certificates.join(",")));
    told(&report(SIGNED, &set(&[key])), "oidc/jwks_certificate", "can't be read");
}

#[test]
fn a_signature_for_which_every_reason_is_sought() {
    // Thirty-two keys on the slowest curve, none of which fits, and claims that could be laid out in many ways.
    const P521: &str = r#"{"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}"#;
    let keys: Vec<String> =
        (0..500).map(|number| P521.replace("\"crv\"", &format!("\"kid\":\"{number}\",\"crv\""))).collect();
    let names: Vec<String> = (0..200).map(|number| format!("\"é{number}/\":\"<{number}>\"")).collect();
    let claims = format!("{{\"iss\":\"i\",\"sub\":\"u\",\"exp\":1,{}}}", names.join(", "));
    report(&token(r#"{"alg":"ES512","kid":"7"}"#, &claims, &[9; 132]), &set(&keys));
}
