//! Runs Project Wycheproof's vectors (C2SP/wycheproof) through every primitive and through both engines where two exist.

use serde_json::Value;

use crate::public_key::Material;
use crate::verify::rsa as rsa_engines;
use crate::*;

/// Folder of the vectors below the shared corpus, which is not part of this repository.
const FOLDER: &str = "corpus/C2SP__wycheproof__primitives";

#[derive(Default, Debug)]
struct Tally {
    run: usize,
    out_of_scope: usize,
    surprises: Vec<String>,
}

impl Tally {
    /// The only vectors called acceptable are RSA signatures whose DigestInfo lacks its NULL; RFC 8017 section 9.2 wants
    /// it, both engines refuse them, and so they count as invalid here.
    fn record(&mut self, file: &str, test: &Value, accepted: bool) {
        if test["result"] == "acceptable" {
            assert_eq!(test["flags"][0], "MissingNull", "{file}: a new kind of acceptable vector");
        }
        self.run += 1;
        if accepted != (test["result"] == "valid") {
            self.surprises.push(format!("{file}, accepted {accepted}: {test}"));
        }
    }
}

fn hex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn hash(value: &Value) -> Hash {
    Hash::ALL.into_iter().find(|hash| value == hash.name()).unwrap()
}

/// Whether the answer was a verdict that accepts; anything but a verdict fails the test.
fn accepted(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Valid => true,
        Outcome::Invalid => false,
        other => panic!("no verdict: {other:?}"),
    }
}

fn run(file: &str, mut each: impl FnMut(&mut Tally, &Value, &Value)) -> usize {
    let shared = std::env::var("SSOSCOPE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let path = std::path::Path::new(&shared).join(FOLDER).join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {file}: no shared corpus (set SSOSCOPE_SHARED)");
        return 0;
    };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let mut tally = Tally::default();
    for group in vectors["testGroups"].as_array().unwrap() {
        for test in group["tests"].as_array().unwrap() {
            each(&mut tally, group, test);
        }
    }
    eprintln!("{file}: {} run, {} out of scope", tally.run, tally.out_of_scope);
    assert!(tally.surprises.is_empty(), "{}\n{}", tally.surprises.len(), tally.surprises.join("\n"));
    assert_eq!(tally.run + tally.out_of_scope, vectors["numberOfTests"].as_u64().unwrap() as usize);
    tally.run
}

fn key(group: &Value) -> PublicKey {
    PublicKey::from_spki(&hex(&group["publicKeyDer"])).unwrap()
}

#[test]
fn rsa_pkcs1_signatures() {
    let files = ["2048_sha256", "2048_sha384", "2048_sha512", "3072_sha256", "4096_sha512"];
    let count: usize = files
        .iter()
        .map(|name| {
            let file = format!("rsa_signature_{name}_test.json");
            run(&file, |tally, group, test| {
                let (key, hash) = (key(group), hash(&group["sha"]));
                let (message, signature) = (hex(&test["msg"]), hex(&test["sig"]));
                let outcome = verify(&Algorithm::RsaPkcs1(hash), &key, &message, &signature);
                let Material::Rsa(rsa) = key.material() else { panic!() };
                let gap = rsa_engines::pkcs1_by_padding(hash, rsa, &message, &signature);
                assert_eq!(outcome, gap, "the two engines disagree on {}", test["tcId"]);
                tally.record(&file, test, accepted(outcome));
            })
        })
        .sum();
    assert!(count == 0 || count == 1294, "{count}");
}

#[test]
fn rsa_pss_signatures() {
    for name in ["2048_sha256_mgf1_32", "2048_sha384_mgf1_48", "4096_sha512_mgf1_64"] {
        let file = format!("rsa_pss_{name}_test.json");
        run(&file, |tally, group, test| {
            let pss = rsa_engines::Pss {
                hash: hash(&group["sha"]),
                mgf: hash(&group["mgfSha"]),
                salt: group["sLen"].as_u64().map(|len| len as usize),
            };
            let algorithm = Algorithm::RsaPss { hash: pss.hash, mgf: pss.mgf, salt: pss.salt };
            let (key, message, signature) = (key(group), hex(&test["msg"]), hex(&test["sig"]));
            let outcome = verify(&algorithm, &key, &message, &signature);
            let Material::Rsa(rsa) = key.material() else { panic!() };
            assert_eq!(outcome, rsa_engines::pss_by_padding(pss, rsa, &message, &signature));
            tally.record(&file, test, accepted(outcome));
        });
    }
}

#[test]
fn ecdsa_in_fixed_form() {
    for name in ["secp256k1_sha256", "secp256r1_sha256", "secp384r1_sha384", "secp521r1_sha512"] {
        let file = format!("ecdsa_{name}_p1363_test.json");
        run(&file, |tally, group, test| {
            let algorithm = Algorithm::Ecdsa(hash(&group["sha"]));
            let outcome = verify(&algorithm, &key(group), &hex(&test["msg"]), &hex(&test["sig"]));
            tally.record(&file, test, accepted(outcome));
        });
    }
}

#[test]
fn ecdsa_in_der() {
    let file = "ecdsa_secp256r1_sha256_test.json";
    run(file, |tally, group, test| {
        let (message, signature) = (hex(&test["msg"]), hex(&test["sig"]));
        let outcome = verify_ecdsa(hash(&group["sha"]), EcdsaForm::Der, &key(group), &message, &signature);
        tally.record(file, test, accepted(outcome));
    });
}

#[test]
fn ed25519() {
    let file = "ed25519_test.json";
    run(file, |tally, group, test| {
        let outcome = verify(&Algorithm::Ed25519, &key(group), &hex(&test["msg"]), &hex(&test["sig"]));
        tally.record(file, test, accepted(outcome));
    });
}

/// Ed448 is recognised and never judged.
#[test]
fn ed448() {
    run("ed448_test.json", |tally, group, test| {
        let key = key(group);
        assert_eq!(key.kind().to_string(), "Ed448");
        let outcome = verify(&Algorithm::Ed25519, &key, &hex(&test["msg"]), &hex(&test["sig"]));
        assert_eq!(outcome, Outcome::KeyKind { wanted: Family::Ed25519, got: Family::Other });
        tally.out_of_scope += 1;
    });
}

#[test]
fn hmac() {
    for sha in ["SHA-256", "SHA-384", "SHA-512"] {
        let file = format!("hmac_{}_test.json", sha.replace('-', "").to_lowercase());
        run(&file, |tally, group, test| {
            let (key, message, tag) = (Secret::new(hex(&test["key"])), hex(&test["msg"]), hex(&test["tag"]));
            let hash = hash(&Value::from(sha));
            let whole = group["tagSize"].as_u64() == Some(8 * hash.len() as u64);
            let accepted = match whole {
                true => hmac_verify(hash, &key, &message, &tag),
                false => hmac_tag(hash, &key, &message).expose()[..tag.len()] == tag,
            };
            tally.record(&file, test, accepted);
        });
    }
}

/// A decryption counts as accepted where it gives the stated plaintext; another plaintext is never right.
fn plaintext(result: Result<Secret, DecryptError>, test: &Value) -> bool {
    result.is_ok_and(|plaintext| plaintext.expose() == hex(&test["msg"]))
}

#[test]
fn rsa_oaep() {
    for name in ["sha1_mgf1sha1", "sha256_mgf1sha1", "sha256_mgf1sha256"] {
        let file = format!("rsa_oaep_2048_{name}_test.json");
        run(&file, |tally, group, test| {
            let key = PrivateKey::read(&hex(&group["privateKeyPkcs8"])).unwrap();
            let (hash, mgf) = (hash(&group["sha"]), hash(&group["mgfSha"]));
            let (label, ciphertext) = (hex(&test["label"]), hex(&test["ct"]));
            let result = rsa_oaep_decrypt(&key, hash, mgf, &label, &ciphertext);
            let gap = decrypt::rsa::oaep_by_padding(&key, hash, mgf, &label, &ciphertext);
            assert_eq!(result, gap, "the two engines disagree on {}", test["tcId"]);
            tally.record(&file, test, plaintext(result, test));
        });
    }
}

#[test]
fn rsa_pkcs1_decryption() {
    let file = "rsa_pkcs1_2048_test.json";
    run(file, |tally, group, test| {
        let key = PrivateKey::read(group["privateKeyPem"].as_str().unwrap().as_bytes()).unwrap();
        let result = rsa_pkcs1_decrypt(&key, &hex(&test["ct"]));
        assert_eq!(result, decrypt::rsa::pkcs1_by_padding(&key, &hex(&test["ct"])));
        tally.record(file, test, plaintext(result, test));
    });
}

/// XML-Enc reads the last byte of the padding only: what PKCS#7 refuses for its other bytes alone is out of scope.
#[test]
fn aes_cbc() {
    let file = "aes_cbc_pkcs5_test.json";
    run(file, |tally, _, test| {
        let (key, iv) = (Secret::new(hex(&test["key"])), hex(&test["iv"]));
        let ciphertext = hex(&test["ct"]);
        let result = aes_cbc_decrypt(&key, &iv, &ciphertext);
        match &result {
            Ok(read) if test["result"] == "invalid" => {
                assert!((1..=16).contains(&(ciphertext.len() - read.len())));
                tally.out_of_scope += 1;
            }
            _ => tally.record(file, test, plaintext(result, test)),
        }
    });
}

/// XML-Enc and JWE fix the nonce at 96 bits and the tag at 128.
#[test]
fn aes_gcm() {
    let file = "aes_gcm_test.json";
    run(file, |tally, group, test| {
        let key = Secret::new(hex(&test["key"]));
        let sealed = [hex(&test["ct"]), hex(&test["tag"])].concat();
        let result = aes_gcm_decrypt(&key, &hex(&test["iv"]), &hex(&test["aad"]), &sealed);
        if group["ivSize"] != 96 {
            assert!(matches!(result, Err(DecryptError::Iv { .. })));
            tally.out_of_scope += 1;
            return;
        }
        tally.record(file, test, plaintext(result, test));
    });
}
