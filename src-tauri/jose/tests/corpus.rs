//! Tokens and keys of other projects (the shared corpus): what is attempted, what agrees, and why the rest differs.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use ssoscope_crypto::{PublicKey, Secret};
use ssoscope_jose::{
    AttemptOutcome, Candidate, Compact, Embedded, Evidence, Jwks, Jws, Limits, Material, NoMaterial,
    Verification, compact, json, serialised, verify,
};

/// Rows whose stated result is not ours: path, what we say, why. An exception that starts to agree fails the test.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "ietf-jose__cookbook/rfc7797/4.2.hmac-sha2_b64_false.json",
    "refused",
    "its header says b64 false without listing it in crit, which RFC 7797 section 6 demands; the file's own `protected` \
     lists it, its encoded form does not",
)];

struct Row {
    path: String,
    kind: String,
    expected: String,
    params: Json,
}

/// The corpus folder and its rows; `None`, loudly, where it is absent.
fn corpus() -> Option<(PathBuf, Vec<Row>)> {
    let shared = std::env::var("SSOSCOPE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let folder = Path::new(&shared).join("corpus");
    let Ok(manifest) = std::fs::read_to_string(folder.join("manifest.tsv")) else {
        eprintln!("SKIPPED: no shared corpus (set SSOSCOPE_SHARED)");
        return None;
    };
    let rows = manifest.lines().skip(1).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        Row {
            path: columns[0].into(),
            kind: columns[4].into(),
            expected: columns[5].into(),
            params: serde_json::from_str(columns[7]).unwrap(),
        }
    });
    Some((folder, rows.collect()))
}

fn keys_of(text: &[u8]) -> Jwks {
    Jwks::read(&json::read(text, &Limits::DEFAULT), &Limits::DEFAULT)
}

fn read_jws(token: &str) -> Option<Jws> {
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jws(jws) => Some(*jws),
        _ => None,
    }
}

/// Accepts a token as a careful verifier would: clean in form, and signed by a key of the name it gives. White space is
/// an accident of copying.
fn accepts(jws: &Jws, verification: &Verification) -> bool {
    let clean = jws.problems.iter().all(|problem| problem.kind.id() == "base64url/whitespace");
    let unambiguous =
        jws.header.problems.is_empty() && jws.claims.as_ref().is_none_or(|c| c.problems.is_empty());
    let signed =
        verification.attempts.iter().any(|attempt| attempt.accepts() && attempt.kid_matches != Some(false));
    clean && unambiguous && signed
}

fn verify_with(jws: &Jws, keys: &Jwks) -> Verification {
    let candidates: Vec<Candidate<'_>> = keys.keys.iter().filter_map(Candidate::of).collect();
    verify(jws, &candidates)
}

/// Compares with what is stated and counts; says what differs.
#[derive(Default)]
struct Tally {
    attempted: usize,
    agreeing: usize,
    surprises: Vec<String>,
}

impl Tally {
    fn record(&mut self, path: &str, wanted: bool, got: bool) {
        self.attempted += 1;
        let excepted = EXCEPTIONS.iter().any(|(exception, ..)| *exception == path);
        self.agreeing += usize::from(wanted == got);
        if (wanted == got) == excepted {
            self.surprises.push(format!("{path}: wanted {wanted}, got {got}, excepted {excepted}"));
        }
    }

    fn finish(self, what: &str, least: usize) {
        eprintln!("{what}: {} attempted, {} agree", self.attempted, self.agreeing);
        assert!(self.surprises.is_empty(), "{}", self.surprises.join("\n"));
        assert!(self.attempted >= least, "{what}: only {} attempted", self.attempted);
    }
}

/// Codes that say nothing against the signature or the form; the core judges the claims.
const CLAIMS: &[&str] = &[
    "expired",
    "not-yet-valid",
    "issued-in-future",
    "issuer-mismatch",
    "audience-mismatch",
    "azp-missing",
    "azp-mismatch",
    "nonce-mismatch",
    "at-hash-mismatch",
    "exp-missing",
    "exp-type",
    "exp-milliseconds",
];

#[test]
fn tokens() {
    let Some((folder, rows)) = corpus() else { return };
    let mut tally = Tally::default();
    for row in rows.iter().filter(|row| row.kind == "jwt") {
        let text = std::fs::read_to_string(folder.join(&row.path)).unwrap();
        let token = text.trim().trim_start_matches("Authorization: ").trim_start_matches("Bearer ");
        let code = row.expected.trim_start_matches("invalid:");
        if token.matches('.').count() == 4 {
            assert!(
                matches!(compact::read(token.as_bytes(), &Limits::DEFAULT), Compact::Jwe(_)),
                "{}",
                row.path
            );
            continue;
        }
        let keys = keys_of(&std::fs::read(folder.join(row.params["jwks"].as_str().unwrap())).unwrap());
        let wanted = code == "valid" || CLAIMS.contains(&code);
        let got = read_jws(token).is_some_and(|jws| accepts(&jws, &verify_with(&jws, &keys)));
        tally.record(&row.path, wanted, got);
    }
    tally.finish("signed tokens", 48);
}

/// What the attacks leave behind, by the name of the file.
#[test]
fn evidence() {
    let Some((folder, _)) = corpus() else { return };
    let folder = folder.join("made__jwt_attacks/_derived");
    let keys = keys_of(&std::fs::read(folder.join("jwks.json")).unwrap());
    let verified = |name: &str| {
        let token = std::fs::read_to_string(folder.join(format!("{name}.jwt"))).unwrap();
        verify_with(&read_jws(token.trim()).unwrap(), &keys)
    };
    for name in ["alg-confusion-hs256-pem", "alg-confusion-hs256-pem-nonl", "alg-confusion-hs256-der"] {
        assert!(matches!(verified(name).evidence[..], [Evidence::HmacWithPublicKey { .. }]), "{name}");
    }
    assert!(matches!(verified("es256-der-signature").evidence[..], [Evidence::EcdsaInDer { .. }]));
    for name in ["embedded-jwk", "embedded-jwk-same-kid"] {
        let valid = Some(AttemptOutcome::Valid);
        assert!(
            matches!(&verified(name).embedded[..], [Embedded::Jwk { outcome, .. }] if *outcome == valid),
            "{name}"
        );
    }
    assert!(
        matches!(&verified("x5c-attacker").embedded[..], [Embedded::X5c { certificates, .. }] if certificates.len() == 1)
    );
    assert!(matches!(&verified("jku-attacker").embedded[..], [Embedded::Jku(_)]));
    assert!(matches!(&verified("x5u-attacker").embedded[..], [Embedded::X5u(_)]));
    assert_eq!(verified("psychic-zero-signature").evidence, [Evidence::ZeroSignature]);
    assert!(matches!(verified("payload-swapped").evidence[..], [Evidence::OtherBytes { .. }]));
    assert_eq!(verified("weak-hmac-secret").evidence, [Evidence::GuessableSecret { bytes: 6 }]);
}

/// RFC 7520's and RFC 7797's signatures, in each form that their files have: compact, general and flattened JSON.
#[test]
fn cookbook() {
    let Some((folder, rows)) = corpus() else { return };
    let mut tally = Tally::default();
    let mut out_of_scope = 0;
    let signed = |row: &&Row| {
        row.kind == "jose-cookbook" && !row.path.contains("/jwe/") && !row.path.contains("/jwk/")
    };
    for row in rows.iter().filter(signed) {
        let file: Json = serde_json::from_slice(&std::fs::read(folder.join(&row.path)).unwrap()).unwrap();
        let payload = file["input"]["payload"].as_str().unwrap_or_default();
        let keys = match &file["input"]["key"] {
            Json::Array(keys) => keys_of(serde_json::json!({ "keys": keys }).to_string().as_bytes()),
            key => keys_of(key.to_string().as_bytes()),
        };
        let forms = forms(&file["output"]);
        out_of_scope += usize::from(forms.is_empty());
        for mut jws in forms {
            if jws.is_detached() {
                assert_eq!(verify_with(&jws, &keys).attempts[0].outcome, AttemptOutcome::NoPayload);
                jws.attach(payload.as_bytes(), &Limits::DEFAULT);
            }
            tally.record(&row.path, true, accepts(&jws, &verify_with(&jws, &keys)));
        }
    }
    eprintln!("cookbook: {out_of_scope} files hold no signature");
    tally.finish("cookbook signatures", 27);
}

fn forms(output: &Json) -> Vec<Jws> {
    let compact = output["compact"].as_str().and_then(read_jws);
    let in_json = ["json", "json_flat"].iter().filter_map(|name| {
        let text = output[*name].as_object().map(|_| output[*name].to_string())?;
        let document = json::read(text.as_bytes(), &Limits::DEFAULT);
        serialised::read(text.as_bytes(), &document, &Limits::DEFAULT)
    });
    compact.into_iter().chain(in_json.flat_map(|read| read.signatures)).collect()
}

#[test]
fn joserfc() {
    let Some((folder, _)) = corpus() else { return };
    let folder = folder.join("authlib__joserfc");
    let mut tally = Tally::default();
    for name in ["jws_examples", "jws_rfc7520", "jws_rfc7797", "jwt_use_jws"] {
        let text = std::fs::read(folder.join(format!("fixtures/{name}.json"))).unwrap();
        let file: Json = serde_json::from_slice(&text).unwrap();
        for test in file["tests"].as_array().unwrap() {
            let Some(token) = test["compact"].as_str().or(test["token"].as_str()) else { continue };
            let Some(material) = joserfc_key(&folder, test) else { continue };
            let mut jws = read_jws(token).unwrap();
            if jws.is_detached() {
                jws.attach(file["payload"].as_str().unwrap().as_bytes(), &Limits::DEFAULT);
            }
            let verification = verify(&jws, &[Candidate::bare(&material)]);
            tally.record(&format!("{name} {}", test["name"]), true, accepts(&jws, &verification));
        }
    }
    tally.finish("joserfc", 20);
}

/// The key that a test names; RFC 7797's are signed with the key of RFC 7515 appendix A.1.
fn joserfc_key(folder: &Path, test: &Json) -> Option<Material> {
    const RFC7797: &str = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
    if let Some(secret) = test["secret"].as_str() {
        return Some(Material::Shared(Secret::from(secret.as_bytes())));
    }
    let Some(name) = test["public_key"].as_str() else {
        return keys_of(RFC7797.as_bytes()).keys.remove(0).material.ok();
    };
    let text = std::fs::read_to_string(folder.join("keys").join(name)).unwrap();
    if name.ends_with(".json") {
        return keys_of(text.as_bytes()).keys.remove(0).material.ok();
    }
    use base64::Engine;
    let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
    PublicKey::from_spki(&der).ok().map(Material::Public)
}

/// Key sets of live providers that are not quite what RFC 7518 asks for; their keys are read all the same.
const DEPARTURES: &[(&str, &[&str])] = &[
    (
        "panva__wellknown/_derived/battle-net/jwks.json",
        &["base64url/standard-alphabet", "base64url/padding", "jwk/leading-zero"],
    ),
    ("panva__wellknown/_derived/paypal/jwks.json", &["jwk/leading-zero"]),
    ("panva__wellknown/_derived/yahoo/jwks.json", &["jwk/leading-zero"]),
];

/// Published key sets: every key is read, and gives something to verify with unless it is one for encryption.
#[test]
fn key_sets() {
    let Some((folder, rows)) = corpus() else { return };
    let (mut files, mut keys) = (0, 0);
    for row in rows.iter().filter(|row| row.kind == "jwks") {
        let text = std::fs::read(folder.join(&row.path)).unwrap();
        let set = keys_of(&text);
        let theirs: Json = serde_json::from_slice(&text).unwrap();
        assert_eq!(set.keys.len(), theirs["keys"].as_array().unwrap().len(), "{}", row.path);
        for (key, theirs) in set.keys.iter().zip(theirs["keys"].as_array().unwrap()) {
            let for_encryption = matches!(key.material, Err(NoMaterial::KeyAgreement(_)));
            assert!(key.material.is_ok() || for_encryption, "{}: {:?}", row.path, key.material);
            assert_eq!(key.kid.as_ref().map(|kid| kid.value.as_str()), theirs["kid"].as_str());
        }
        let problems = set.keys.iter().flat_map(|key| &key.problems);
        let ids: BTreeSet<&str> = problems.map(|problem| problem.kind.id()).collect();
        let departs = DEPARTURES.iter().find(|(path, _)| *path == row.path);
        let wanted = departs.map_or(BTreeSet::new(), |(_, ids)| ids.iter().copied().collect());
        assert_eq!(ids, wanted, "{}", row.path);
        files += 1;
        keys += set.keys.len();
    }
    eprintln!("key sets: {files} files, {keys} keys");
    assert!(files >= 20 && keys >= 60, "{files} files, {keys} keys");
}
