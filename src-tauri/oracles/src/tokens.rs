//! Verifying many ID tokens, each once: the signature by one key, then issuer, audience, nonce and times. Every engine is given the key set
//! and what is expected as its own types before the clock runs.

use crate::time::told;
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet};
use openidconnect::{ClientId, IssuerUrl, Nonce};
use serde_json::Value;
use ssoscope_crypto::{Algorithm, Hash, verify};
use ssoscope_jose::{Candidate, Compact, Jwks, Jws, Limits, Material, compact, json};
use std::path::Path;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

const ISSUER: &str = "https://id.peers.example";
const CLIENT: &str = "peers";
const NONCE: &str = "n-0S6_WzA2Mj";

/// Prints "microseconds megabytes" for each token of `folder`/tokens.txt, with the keys of `folder`/jwks.json.
pub(crate) fn run(engine: &str, folder: &str, runs: usize) {
    let read = |name: &str| std::fs::read_to_string(Path::new(folder).join(name)).expect("the file is here");
    let (tokens, keys) = (read("tokens.txt"), read("jwks.json"));
    let tokens: Vec<&str> = tokens.lines().collect();
    let judge: Box<dyn Fn(&str) -> bool> = match engine {
        "floor" => floor(&keys),
        "ssoscope" => ours(&keys),
        "jsonwebtoken" => jsonwebtoken(&keys),
        "openidconnect" => openidconnect(&keys),
        other => panic!("no engine {other}"),
    };
    assert!(!judge(&spoilt(tokens[0])), "{engine} accepts a signature that is not the key's");
    told(runs, tokens.len(), || assert!(tokens.iter().all(|token| judge(token))));
}

/// The token with another character in its signature.
fn spoilt(token: &str) -> String {
    let at = token.len() - 20;
    let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
    format!("{}{other}{}", &token[..at], &token[at + 1..])
}

fn key_set(keys: &str) -> Jwks {
    Jwks::read(&json::read(keys.as_bytes(), &Limits::DEFAULT), &Limits::DEFAULT)
}

fn signed(token: &str) -> Box<Jws> {
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jws(jws) => jws,
        _ => panic!("a token of three parts"),
    }
}

/// The one thing that none can do without: an RSA verification of what is signed. The text is decoded by our reader outside of it, so
/// this row has that too.
fn floor(keys: &str) -> Box<dyn Fn(&str) -> bool> {
    let keys = key_set(keys);
    Box::new(move |token| {
        let Ok(Material::Public(key)) = &keys.keys[0].material else { panic!("a public key") };
        let jws = signed(token);
        verify(&Algorithm::RsaPkcs1(Hash::Sha256), key, &jws.signed, &jws.signature.bytes).is_valid()
    })
}

fn ours(keys: &str) -> Box<dyn Fn(&str) -> bool> {
    let keys = key_set(keys);
    Box::new(move |token| {
        let candidates: Vec<Candidate<'_>> = keys.keys.iter().filter_map(Candidate::of).collect();
        let jws = signed(token);
        let accepted = ssoscope_jose::verify(&jws, &candidates).accepted().is_some();
        let Some(claims) = &jws.claims else { return false };
        let text = |name: &str| claims.text(name).map(|text| text.value.as_str());
        let time =
            |name: &str| claims.member(name).and_then(|value| value.number()).and_then(|n| n.parse().ok());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        accepted
            && jws.problems.is_empty()
            && (text("iss"), text("aud"), text("nonce")) == (Some(ISSUER), Some(CLIENT), Some(NONCE))
            && time("exp").is_some_and(|expires: u64| now < expires)
            && time("iat").is_some_and(|issued: u64| issued <= now)
    })
}

/// It knows no nonce, so that is compared here.
fn jsonwebtoken(keys: &str) -> Box<dyn Fn(&str) -> bool> {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, jwk::JwkSet};
    let set: JwkSet = serde_json::from_str(keys).expect("a key set");
    let key = DecodingKey::from_jwk(&set.keys[0]).expect("a key");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&[CLIENT]);
    validation.set_issuer(&[ISSUER]);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    Box::new(move |token| {
        decode::<Value>(token, &key, &validation).is_ok_and(|token| token.claims["nonce"] == NONCE)
    })
}

fn openidconnect(keys: &str) -> Box<dyn Fn(&str) -> bool> {
    let keys: CoreJsonWebKeySet = serde_json::from_str(keys).expect("a key set");
    let issuer = IssuerUrl::new(ISSUER.to_owned()).expect("a URL");
    let verifier = CoreIdTokenVerifier::new_public_client(ClientId::new(CLIENT.to_owned()), issuer, keys);
    let nonce = Nonce::new(NONCE.to_owned());
    Box::new(move |token| {
        CoreIdToken::from_str(token).is_ok_and(|token| token.claims(&verifier, &nonce).is_ok())
    })
}
