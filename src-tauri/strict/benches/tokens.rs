//! A hundred thousand different RS256 ID tokens, one core: the whole report of each, beside the bare RSA verification of the
//! same tokens and beside openidconnect. Prints ratios; asserts that every token is accepted. The tokens are signed once,
//! with a key made for the samples, and kept under `target/`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use aws_lc_rs::rsa::KeyPair;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use ssoscope_core::expect::{IdTokenQuestion, Opinion, Playbook};
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Expectations, Paste, Prepared};
use ssoscope_crypto::{Algorithm, Hash, PrivateKey, PublicKey, verify};

const COUNT: usize = 100_000;
const ISSUED: i64 = 1_773_137_099;

fn main() {
    let now = DateTime::from_timestamp(ISSUED + 1, 0).unwrap();
    let tokens = tokens();
    let bare = timed("bare RSA verification, key parsed once", None, || bare(&tokens));
    timed("whole report, every check run, JWKS read once", Some(bare), || reports(&tokens, now));
    let some = &tokens[..COUNT / 10];
    timed("openidconnect: signature and claims, of a tenth", Some(bare), || opinions(some, now));
}

/// Runs the work, and says how long it took for each token.
fn timed(what: &str, bare: Option<f64>, work: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    let count = work();
    let took: Duration = start.elapsed();
    let each = took.as_secs_f64() * 1e6 / count as f64;
    let ratio = bare.map_or(String::new(), |bare| format!("{:>7.2} × bare", each / bare));
    println!("{what:<52} {count:>7} in {:>6.2} s {each:>8.1} µs each{ratio}", took.as_secs_f64());
    each
}

fn bare(tokens: &[String]) -> usize {
    let key: PublicKey = PrivateKey::read(&sample("keys/lumen-2026.key")).unwrap().public().clone();
    for token in tokens {
        let (input, signature) = token.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        assert!(verify(&Algorithm::RsaPkcs1(Hash::Sha256), &key, input.as_bytes(), &signature).is_valid());
    }
    tokens.len()
}

fn reports(tokens: &[String], now: DateTime<Utc>) -> usize {
    let single = [
        "oidc.op.issuer=https://id.lumen.example",
        "oidc.rp.client_id=tidepool-web",
        "oidc.rp.id_token_alg=RS256",
    ];
    let single: Vec<String> = single.iter().map(|pair| (*pair).to_owned()).collect();
    let expectations = Expectations::new(Playbook::read("", &single).unwrap());
    let jwks = Paste::support("jwks.json", sample("oidc/good-rs256/jwks.json"));
    let prepared = Prepared::new(vec![jwks], &expectations);
    for token in tokens {
        let pastes = vec![Paste::capture("token", token.as_bytes())];
        let examined = black_box(prepared.examine(pastes, Clock::Given(now)));
        assert_eq!(examined.report.verdict, Outcome::Accepted, "{}", examined.report.headline);
    }
    tokens.len()
}

fn opinions(tokens: &[String], now: DateTime<Utc>) -> usize {
    let jwks = sample("oidc/good-rs256/jwks.json");
    for token in tokens {
        let question = IdTokenQuestion {
            token,
            issuer: "https://id.lumen.example",
            client_id: "tidepool-web",
            keyed: None,
            key_sets: vec![&jwks],
            algs: vec!["RS256"],
            nonce: None,
            now,
            skew: chrono::TimeDelta::zero(),
        };
        assert_eq!(black_box((ssoscope_strict::SECOND_OPINION.id_token)(&question)), Opinion::Accepts);
    }
    tokens.len()
}

/// The tokens; signed on two cores where they are not there yet.
fn tokens() -> Vec<String> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench-tokens.txt");
    if let Ok(text) = std::fs::read_to_string(&kept) {
        return text.lines().map(str::to_owned).collect();
    }
    let halves = [0..COUNT / 2, COUNT / 2..COUNT]
        .map(|range| std::thread::spawn(move || range.map(token).collect::<Vec<String>>()));
    let tokens: Vec<String> = halves.into_iter().flat_map(|half| half.join().unwrap()).collect();
    std::fs::write(&kept, tokens.join("\n")).unwrap();
    tokens
}

/// Lumen's key.
static KEY: LazyLock<KeyPair> = LazyLock::new(|| {
    let pem = String::from_utf8(sample("keys/lumen-2026.key")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    KeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap()
});

fn token(number: usize) -> String {
    let claims = format!(
        r#"{{"iss":"https://id.lumen.example","sub":"usr_{number:08}","aud":"tidepool-web","exp":{},"iat":{ISSUED},"auth_time":{},"nonce":"n-{number:020x}","name":"Person {number}","email":"p{number}@harbour.example"}}"#,
        ISSUED + 3600,
        ISSUED - 8 - (number % 60) as i64,
    );
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","kid":"lumen-2026-01","typ":"JWT"}"#);
    let input = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
    let mut signature = vec![0; KEY.public_modulus_len()];
    let random = aws_lc_rs::rand::SystemRandom::new();
    KEY.sign(&aws_lc_rs::signature::RSA_PKCS1_SHA256, &random, input.as_bytes(), &mut signature).unwrap();
    format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn sample(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
