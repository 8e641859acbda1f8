//! Agrees with OpenSSL on every combination of key, hash and padding that Wycheproof's vectors leave out.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use ssoscope_crypto::*;

const MESSAGE: &[u8] = b"SSOscope";

fn hex(text: &str) -> Vec<u8> {
    let text = if text == "-" { "" } else { text };
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn hash(name: &str) -> Hash {
    Hash::ALL.into_iter().find(|hash| hash.name() == name).unwrap()
}

/// The columns after the first of all lines of this kind; there must be as many as `count`.
fn lines(kind: &str, count: usize) -> Vec<Vec<&'static str>> {
    let all = include_str!("openssl.txt").lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let found: Vec<_> = all.filter(|line| line[0] == kind).map(|line| line[1..].to_vec()).collect();
    assert_eq!(found.len(), count, "{kind}");
    found
}

fn private_keys() -> HashMap<&'static str, PrivateKey> {
    let read = |line: Vec<&'static str>| {
        let key = PrivateKey::read(&hex(line[1])).unwrap();
        assert_eq!(*key.public(), PublicKey::from_spki(&hex(line[2])).unwrap(), "{}", line[0]);
        (line[0], key)
    };
    lines("key", 14).into_iter().map(read).collect()
}

/// Valid as it stands; invalid after a change of message or of any of some bits of the signature.
fn holds(key: &PublicKey, signature: &[u8], verify: impl Fn(&PublicKey, &[u8], &[u8]) -> Outcome) {
    assert_eq!(verify(key, MESSAGE, signature), Outcome::Valid, "{key:?}");
    assert_eq!(verify(key, b"SSOscopf", signature), Outcome::Invalid, "{key:?}");
    for at in [0, signature.len() / 2, signature.len() - 1] {
        let mut changed = signature.to_vec();
        changed[at] ^= 1;
        assert_eq!(verify(key, MESSAGE, &changed), Outcome::Invalid, "{key:?}, byte {at}");
    }
    assert_eq!(verify(key, MESSAGE, &signature[1..]), Outcome::Invalid);
    assert_eq!(verify(key, MESSAGE, &[]), Outcome::Invalid);
}

#[test]
fn rsa_pkcs1_with_every_hash_from_768_bits() {
    let keys = private_keys();
    for line in lines("pkcs1", 25) {
        let algorithm = Algorithm::RsaPkcs1(hash(line[1]));
        holds(keys[line[0]].public(), &hex(line[2]), |key, m, s| verify(&algorithm, key, m, s));
    }
}

#[test]
fn rsa_pss_with_every_hash_mask_and_salt() {
    let keys = private_keys();
    for line in lines("pss", 120) {
        let (hash, mgf, salt, signature) =
            (hash(line[1]), hash(line[2]), line[3].parse().unwrap(), hex(line[4]));
        let key = keys[line[0]].public();
        for salt in [Some(salt), None] {
            holds(key, &signature, |key, m, s| verify(&Algorithm::RsaPss { hash, mgf, salt }, key, m, s));
        }
        let longer = Algorithm::RsaPss { hash, mgf, salt: Some(salt + 1) };
        assert_eq!(verify(&longer, key, MESSAGE, &signature), Outcome::Invalid);
    }
}

#[test]
fn ecdsa_with_every_hash_on_every_curve() {
    let keys = private_keys();
    for line in lines("ecdsa", 20) {
        let (hash, key) = (hash(line[1]), keys[line[0]].public());
        holds(key, &hex(line[2]), |key, m, s| verify(&Algorithm::Ecdsa(hash), key, m, s));
        holds(key, &hex(line[3]), |key, m, s| verify_ecdsa(hash, EcdsaForm::Der, key, m, s));
        assert_eq!(verify(&Algorithm::Ecdsa(hash), key, MESSAGE, &hex(line[3])), Outcome::Invalid);
    }
}

#[test]
fn ed25519() {
    let keys = private_keys();
    for line in lines("ed25519", 1) {
        holds(keys[line[0]].public(), &hex(line[1]), |key, m, s| verify(&Algorithm::Ed25519, key, m, s));
    }
}

#[test]
fn rsa_oaep_with_every_digest_and_mask() {
    let keys = private_keys();
    for line in lines("oaep", 90) {
        let key = &keys[line[0]];
        let (digest, mgf, label, ciphertext) = (hash(line[1]), hash(line[2]), hex(line[3]), hex(line[4]));
        assert_eq!(rsa_oaep_decrypt(key, digest, mgf, &label, &ciphertext).unwrap().expose(), MESSAGE);
        for (digest, mgf, label) in
            [(other(digest), mgf, &label[..]), (digest, other(mgf), &label[..]), (digest, mgf, b"x")]
        {
            let result = rsa_oaep_decrypt(key, digest, mgf, label, &ciphertext);
            assert_eq!(result, Err(DecryptError::RsaPadding), "{}", line[0]);
        }
    }
}

fn other(hash: Hash) -> Hash {
    if hash == Hash::Sha1 { Hash::Sha256 } else { Hash::Sha1 }
}

#[test]
fn rsa_pkcs1_decryption_from_768_bits() {
    let keys = private_keys();
    for line in lines("pkcs1-encrypted", 5) {
        assert_eq!(rsa_pkcs1_decrypt(&keys[line[0]], &hex(line[1])).unwrap().expose(), MESSAGE);
    }
    let ec = &keys["P-256"];
    assert_eq!(rsa_pkcs1_decrypt(ec, &[0; 256]), Err(DecryptError::KeyKind(Family::Ec)));
}

#[test]
fn aes_key_wrap() {
    for line in lines("kw", 9) {
        let (kek, mut wrapped) = (Secret::new(hex(line[0])), hex(line[2]));
        assert_eq!(aes_key_unwrap(&kek, &wrapped).unwrap().expose(), hex(line[1]));
        wrapped[3] ^= 1;
        assert_eq!(aes_key_unwrap(&kek, &wrapped), Err(DecryptError::Integrity));
    }
}

#[test]
fn triple_des() {
    for line in lines("3des", 6) {
        let (key, iv, ciphertext) = (Secret::new(hex(line[0])), hex(line[1]), hex(line[3]));
        assert_eq!(tripledes_cbc_decrypt(&key, &iv, &ciphertext).unwrap().expose(), hex(line[2]));
    }
    let weak = Secret::new(vec![7; 24]);
    assert_eq!(tripledes_cbc_decrypt(&weak, &[0; 8], &[0; 8]), Err(DecryptError::WeakKey("Triple DES")));
}

#[test]
fn points_are_one_key_however_they_are_written() {
    let keys = private_keys();
    for line in lines("point", 4) {
        let curve = Curve::ALL.into_iter().find(|curve| curve.name() == line[0]).unwrap();
        let (x, y) = (hex(line[1]), hex(line[2]));
        let key = PublicKey::ec(curve, &x, &y).unwrap();
        assert_eq!(key, *keys[line[0]].public());
        assert_eq!(key.spki(), keys[line[0]].public().spki());
        assert_eq!(key, PublicKey::ec_point(curve, &hex(line[3])).unwrap(), "compressed");
        assert_eq!(PublicKey::ec(curve, &y, &x).err(), Some(KeyError::NotOnCurve(curve)));
        let wanted = curve.coordinate_len();
        let error = KeyError::Coordinate { curve, wanted, got: wanted - 1 };
        assert_eq!(PublicKey::ec(curve, &x[1..], &y).err(), Some(error));
    }
}

#[test]
fn kinds_that_are_not_computed_with_are_named() {
    let outcomes = lines("spki", 2).into_iter().map(|line| {
        let key = PublicKey::from_spki(&hex(line[1])).unwrap();
        (key.kind().to_string(), verify(&Algorithm::Ecdsa(Hash::Sha256), &key, MESSAGE, &[0; 64]))
    });
    let not_ec = Outcome::KeyKind { wanted: Family::Ec, got: Family::Dsa };
    let brainpool = "a key of the kind EC brainpoolP256r1 cannot be computed with here".to_owned();
    assert_eq!(
        outcomes.collect::<Vec<_>>(),
        [("DSA".to_owned(), not_ec), ("EC brainpoolP256r1".to_owned(), Outcome::Unsupported(brainpool))]
    );
}
