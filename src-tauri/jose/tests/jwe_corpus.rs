//! Encrypted tokens of other projects (the shared corpus): all of RFC 7520 section 5, in every form that it gives.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has to stop

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use ssoscope_crypto::Secret;
use ssoscope_jose::jwe::{self, KeyMaterial, LentKey, Opened, Refusal, Unopened};
use ssoscope_jose::jwk::{HeldKey, read_private};
use ssoscope_jose::{Compact, Jwe, Limits, compact, json};

fn corpus() -> Option<PathBuf> {
    let shared = std::env::var("SSOSCOPE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let folder = Path::new(&shared).join("corpus");
    if !folder.join("manifest.tsv").exists() {
        eprintln!("SKIPPED: no shared corpus (set SSOSCOPE_SHARED)");
        return None;
    }
    Some(folder)
}

fn read_json(path: &Path) -> Json {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn keys(jwks: &str) -> Vec<HeldKey> {
    let document = json::read(jwks.as_bytes(), &Limits::DEFAULT);
    read_private(&document, &Limits::DEFAULT).unwrap().into_iter().map(|key| key.unwrap().key).collect()
}

fn lent(key: &HeldKey) -> LentKey<'_> {
    let material = match key {
        HeldKey::Private(key) => KeyMaterial::Private(key),
        HeldKey::Shared(secret) => KeyMaterial::Shared(secret),
    };
    LentKey { material, kid: None }
}

fn from_compact(token: &str) -> Jwe {
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jwe(jwe) => *jwe,
        _ => panic!("no JWE: {token}"),
    }
}

fn from_json(token: &Json) -> Jwe {
    let text = token.to_string();
    let document = json::read(text.as_bytes(), &Limits::DEFAULT);
    let jwe = jwe::read(text.as_bytes(), &document, &Limits::DEFAULT).unwrap();
    let place = jwe.ciphertext.origin.trace(0..1).unwrap();
    assert_eq!(text.as_bytes()[jwe.ciphertext.at.start as usize], text.as_bytes()[place.start as usize]);
    jwe
}

fn opened(jwe: &Jwe, keys: &[HeldKey]) -> Result<Opened, Unopened> {
    assert!(jwe.problems.is_empty(), "{:?}", jwe.problems);
    jwe::decrypt(jwe, &keys.iter().map(lent).collect::<Vec<_>>(), &Limits::DEFAULT)
}

/// What a changed byte of the ciphertext, of the tag and of the header does.
fn refuses_changes(jwe: &Jwe, keys: &[HeldKey]) {
    let mut changed = jwe.clone();
    changed.ciphertext.bytes[0] ^= 1;
    let refusal = opened(&changed, keys).unwrap_err().refusal;
    assert!(matches!(refusal, Refusal::Damaged | Refusal::KeyOrContent), "{refusal:?}");
    let mut changed = jwe.clone();
    *changed.tag.bytes.last_mut().unwrap() ^= 1;
    let refusal = opened(&changed, keys).unwrap_err().refusal;
    assert!(matches!(refusal, Refusal::Damaged | Refusal::KeyOrContent), "{refusal:?}");
    let mut changed = jwe.clone();
    changed.tag.bytes.pop();
    assert_eq!(opened(&changed, keys).unwrap_err().refusal, Refusal::Incomplete);
}

#[test]
fn rfc_7520_opens_in_every_form() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("ietf-jose__cookbook/jwe");
    let (mut files, mut tokens) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = read_json(&path);
        let keys = match (&file["input"]["key"], file["input"]["pwd"].as_str()) {
            (_, Some(password)) => vec![HeldKey::Shared(Secret::from(password.as_bytes()))],
            (Json::Array(all), _) => keys(&serde_json::json!({ "keys": all }).to_string()),
            (one, _) => keys(&one.to_string()),
        };
        let output = &file["output"];
        let compact = output["compact"].as_str().map(from_compact);
        let forms = ["json", "json_flat"].into_iter().filter(|form| output[form].is_object());
        let all: Vec<Jwe> = compact.into_iter().chain(forms.map(|form| from_json(&output[form]))).collect();
        assert!(!all.is_empty(), "{}", path.display());
        for jwe in &all {
            for key in &keys {
                let opened = opened(jwe, std::slice::from_ref(key))
                    .unwrap_or_else(|failed| panic!("{}: {failed:?}", path.display()));
                assert_eq!(
                    opened.plaintext.expose(),
                    file["input"]["plaintext"].as_str().unwrap().as_bytes()
                );
                assert_eq!(
                    opened.compressed.is_some(),
                    output["json"].to_string().contains("compressed") || file["input"]["zip"].is_string()
                );
                refuses_changes(jwe, std::slice::from_ref(key));
            }
            tokens += 1;
        }
        files += 1;
    }
    eprintln!("RFC 7520 section 5: {files} files, {tokens} tokens opened");
    assert_eq!(files, 13);
    assert!(tokens >= 34, "{tokens}");
}

#[test]
fn joserfc_opens_and_its_draft_algorithm_is_named() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("authlib__joserfc");
    let mut opened_tokens = 0;
    for test in read_json(&folder.join("fixtures/jwe_rfc7520.json"))["tests"].as_array().unwrap() {
        let keys = match test["key"].as_str() {
            Some(name) if name.ends_with(".json") => {
                keys(&std::fs::read_to_string(folder.join("keys").join(name)).unwrap())
            }
            Some(password) => vec![HeldKey::Shared(Secret::from(password.as_bytes()))],
            None => continue,
        };
        for form in ["compact", "general_json", "flattened_json"] {
            let jwe = match &test[form] {
                Json::String(token) => from_compact(token),
                object @ Json::Object(_) => from_json(object),
                _ => continue,
            };
            let opened = opened(&jwe, &keys);
            assert!(opened.is_ok(), "{} {form}: {opened:?}", test["name"]);
            opened_tokens += 1;
        }
    }
    eprintln!("joserfc: {opened_tokens} tokens opened");
    assert!(opened_tokens >= 13, "{opened_tokens}");
    for test in read_json(&folder.join("fixtures/jwe_compact_ecdh_1pu.json"))["tests"].as_array().unwrap() {
        let failed = opened(&from_compact(test["value"].as_str().unwrap()), &[]).unwrap_err();
        assert!(matches!(failed.refusal, Refusal::Unsupported | Refusal::Incomplete), "{failed:?}");
    }
}

/// A client's key that was made for the corpus.
#[test]
fn made_tokens() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("made__jwt_attacks/_derived");
    let pem = std::fs::read(folder.join("client-enc.key.pem")).unwrap();
    let key = vec![HeldKey::Private(ssoscope_crypto::PrivateKey::read(&pem).unwrap())];
    let token = |name: &str| {
        from_compact(std::fs::read_to_string(folder.join(format!("{name}.jwt"))).unwrap().trim())
    };
    for name in ["nested-rsa-oaep-a256gcm", "nested-rsa-oaep-256-a128cbc-hs256", "nested-rsa1_5-a128gcm"] {
        let opened = opened(&token(name), &key).unwrap();
        assert_eq!(opened.plaintext.expose().iter().filter(|byte| **byte == b'.').count(), 2, "{name}");
    }
    assert_eq!(opened(&token("jwe-bad-tag"), &key).unwrap_err().refusal, Refusal::Damaged);
    assert_eq!(opened(&token("jwe-dir-unsigned"), &key).unwrap_err().refusal, Refusal::NoKey);
}
