//! Encrypted tokens that another engine made with every algorithm; what is refused, and why; and what is hostile.
#![allow(clippy::unwrap_used, clippy::panic)] // a test that can't go on has to stop

use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ssoscope_crypto::{PrivateKey, Secret};
use ssoscope_jose::jwe::{self, KeyForm, KeyMaterial, LentKey, Refusal, Unopened};
use ssoscope_jose::jwk::{HeldKey, NoPrivateKey, read_private};
use ssoscope_jose::{Compact, Jwe, Limits, compact, json};

struct Vector {
    alg: &'static str,
    enc: &'static str,
    form: &'static str,
    key: HeldKey,
    token: &'static str,
}

fn vectors() -> Vec<Vector> {
    let lines = include_str!("jwe.txt").lines().filter(|line| !line.starts_with('#'));
    let of = |line: &'static str| {
        let [alg, enc, form, key, token] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        Vector { alg, enc, form, key: keys(key).remove(0), token }
    };
    lines.map(of).collect()
}

fn keys(text: &str) -> Vec<HeldKey> {
    let mut document = json::read(text.as_bytes(), &Limits::DEFAULT);
    let keys = read_private(&document, &Limits::DEFAULT).unwrap();
    document.wipe();
    assert!(document.root.is_none());
    keys.into_iter().map(|key| key.unwrap().key).collect()
}

fn read(token: &str) -> Jwe {
    if token.starts_with('{') {
        let document = json::read(token.as_bytes(), &Limits::DEFAULT);
        return jwe::read(token.as_bytes(), &document, &Limits::DEFAULT).unwrap();
    }
    match compact::read(token.as_bytes(), &Limits::DEFAULT) {
        Compact::Jwe(jwe) => *jwe,
        _ => panic!("no JWE"),
    }
}

fn lent(key: &HeldKey) -> LentKey<'_> {
    let material = match key {
        HeldKey::Private(key) => KeyMaterial::Private(key),
        HeldKey::Shared(secret) => KeyMaterial::Shared(secret),
    };
    LentKey { material, kid: None }
}

fn shared(secret: &[u8]) -> HeldKey {
    HeldKey::Shared(Secret::from(secret))
}

/// A compact token of a header, with parts of these lengths.
fn token(header: &str, lengths: [usize; 4]) -> Jwe {
    let parts = lengths.map(|len| URL_SAFE_NO_PAD.encode(vec![7u8; len]));
    read(&format!("{}.{}", URL_SAFE_NO_PAD.encode(header), parts.join(".")))
}

fn refused(jwe: &Jwe, keys: &[HeldKey]) -> Unopened {
    let keys: Vec<LentKey<'_>> = keys.iter().map(lent).collect();
    let started = Instant::now();
    let failed = jwe::decrypt(jwe, &keys, &Limits::DEFAULT).unwrap_err();
    assert!(started.elapsed().as_millis() < 1000, "{failed:?} took {:?}", started.elapsed());
    failed
}

#[test]
fn every_algorithm_opens_and_no_other_key_does() {
    let vectors = vectors();
    for (number, vector) in vectors.iter().enumerate() {
        let jwe = read(vector.token);
        let called = format!("{} {} {}", vector.alg, vector.enc, vector.form);
        let opened = jwe::decrypt(&jwe, &[lent(&vector.key)], &Limits::DEFAULT);
        let opened = opened.unwrap_or_else(|failed| panic!("{called}: {failed:?}"));
        assert_eq!(opened.plaintext.expose(), b"SSOscope", "{called}");
        assert_eq!((opened.misdeclared, opened.form), (None, KeyForm::AsIs), "{called}");
        let others: Vec<LentKey<'_>> = vectors
            .iter()
            .enumerate()
            .filter(|(other, vector)| {
                (other + number) % 7 == 0 && *other != number && !vector.same(&vectors[number])
            })
            .map(|(_, vector)| lent(&vector.key))
            .collect();
        let failed = jwe::decrypt(&jwe, &others, &Limits::DEFAULT).unwrap_err();
        assert!(
            matches!(failed.refusal, Refusal::WrongKey | Refusal::NoKey | Refusal::KeyOrContent),
            "{called}: {failed:?}"
        );
    }
    assert_eq!(vectors.len(), 88);
}

impl Vector {
    /// Keys are made anew for each algorithm and length, and shared between its lines.
    fn same(&self, other: &Vector) -> bool {
        match (&self.key, &other.key) {
            (HeldKey::Private(mine), HeldKey::Private(theirs)) => mine.public() == theirs.public(),
            (HeldKey::Shared(mine), HeldKey::Shared(theirs)) => mine == theirs,
            _ => false,
        }
    }
}

/// OpenID Connect Core 1.0 section 10.2, and the encodings that a secret is handed round in.
#[test]
fn a_secret_is_taken_in_every_form_it_may_stand_for() {
    let vectors = vectors();
    let direct = vectors.iter().find(|vector| (vector.alg, vector.enc) == ("dir", "A256GCM")).unwrap();
    let HeldKey::Shared(key) = &direct.key else { panic!() };
    let hex: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
    let forms = [
        (URL_SAFE_NO_PAD.encode(key.expose()), KeyForm::Base64),
        (base64::engine::general_purpose::STANDARD.encode(key.expose()), KeyForm::Base64),
        (hex, KeyForm::Hex),
    ];
    for (text, form) in forms {
        let held = shared(text.as_bytes());
        let opened = jwe::decrypt(&read(direct.token), &[lent(&held)], &Limits::DEFAULT).unwrap();
        assert_eq!(opened.form, form);
    }
}

#[test]
fn what_is_missing_or_of_a_wrong_length_is_told_without_a_key() {
    let gcm = r#"{"alg":"dir","enc":"A128GCM"}"#;
    let cases = [
        (gcm, [0, 8, 16, 16], "The initialisation vector takes 12 bytes, here are 8."),
        (gcm, [0, 12, 16, 12], "The authentication tag takes 16 bytes, here are 12."),
        (
            r#"{"alg":"dir","enc":"A128CBC-HS256"}"#,
            [0, 16, 16, 32],
            "The authentication tag takes 16 bytes, here are 32.",
        ),
        (r#"{"alg":"dir"}"#, [0, 12, 16, 16], "The header names no content encryption (enc)."),
        (r#"{"enc":"A128GCM"}"#, [0, 12, 16, 16], "The header names no algorithm (alg)."),
    ];
    for (header, lengths, says) in cases {
        let failed = refused(&token(header, lengths), &[]);
        assert_eq!((failed.refusal, failed.says.as_str()), (Refusal::Incomplete, says), "{header}");
    }
    let unsupported = [
        r#"{"alg":"ECDH-1PU","enc":"A128GCM"}"#,
        r#"{"alg":"dir","enc":"C20P"}"#,
        r#"{"alg":"dir","enc":"A128GCM","zip":"LZ"}"#,
    ];
    for header in unsupported {
        assert_eq!(refused(&token(header, [0, 12, 16, 16]), &[]).refusal, Refusal::Unsupported, "{header}");
    }
}

#[test]
fn points_that_are_none_are_refused() {
    let key = keys(P256);
    let zeros = URL_SAFE_NO_PAD.encode([0u8; 32]);
    let ones = URL_SAFE_NO_PAD.encode([1u8; 32]);
    let epks = [
        format!(r#"{{"kty":"EC","crv":"P-256","x":"{zeros}","y":"{zeros}"}}"#),
        format!(r#"{{"kty":"EC","crv":"P-256","x":"{ones}","y":"{ones}"}}"#),
        r#"{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}"#.to_owned(),
        r#"{"kty":"EC","crv":"P-257","x":"AQ","y":"AQ"}"#.to_owned(),
        r#""no object""#.to_owned(),
    ];
    for epk in epks {
        let header = format!(r#"{{"alg":"ECDH-ES","enc":"A128GCM","epk":{epk}}}"#);
        let failed = refused(&token(&header, [0, 12, 16, 16]), &key);
        assert_eq!(failed.refusal, Refusal::Incomplete, "{epk}: {failed:?}");
        assert!(failed.says.contains("epk"), "{}", failed.says);
    }
    // A point of small order on X25519 gives a secret of zeros.
    let header =
        format!(r#"{{"alg":"ECDH-ES","enc":"A128GCM","epk":{{"kty":"OKP","crv":"X25519","x":"{zeros}"}}}}"#);
    let x25519 = PrivateKey::from_x25519(&[9; 32]).unwrap();
    let failed = refused(&token(&header, [0, 12, 16, 16]), &[HeldKey::Private(x25519)]);
    assert_eq!(failed.refusal, Refusal::WrongKey, "{failed:?}");
}

const P256: &str = r#"{"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ","y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}"#;

#[test]
fn too_much_work_is_refused_at_once() {
    for count in ["1000000000", "1000001", "99999999999999999999999", "1e9", "-1"] {
        let header =
            format!(r#"{{"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":{count}}}"#);
        for keys in [vec![], vec![shared(b"password")]] {
            assert_eq!(
                refused(&token(&header, [40, 12, 16, 16]), &keys).refusal,
                Refusal::TooMuchWork,
                "{count}"
            );
        }
    }
    // Many secrets do not multiply the work.
    let header = r#"{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":400000}"#;
    let many: Vec<HeldKey> = (0..50).map(|_| shared(b"password")).collect();
    assert_eq!(refused(&token(header, [24, 12, 16, 16]), &many).refusal, Refusal::TooMuchWork);
}

/// A hundred megabytes of zeros in a hundred kilobytes, encrypted with a key of sevens.
#[test]
fn a_decompression_bomb_is_refused() {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    (0..100).for_each(|_| encoder.write_all(&vec![0; 1 << 20]).unwrap());
    let compressed = encoder.finish().unwrap();
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A128CBC-HS256","zip":"DEF"}"#);
    let (ciphertext, tag) = sealed(&compressed, header.as_bytes());
    let parts = [&[][..], &[7; 16], &ciphertext, &tag].map(|part| URL_SAFE_NO_PAD.encode(part));
    let failed = refused(&read(&format!("{header}.{}", parts.join("."))), &[shared(&[7; 32])]);
    assert_eq!(failed.refusal, Refusal::TooMuchWork);
    assert!(failed.says.contains("decompression bomb"), "{}", failed.says);
}

/// A128CBC-HS256 with a key and an initialisation vector of sevens.
fn sealed(plaintext: &[u8], aad: &[u8]) -> (Vec<u8>, Vec<u8>) {
    use aws_lc_rs::cipher::{AES_128, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
    let key = UnboundCipherKey::new(&AES_128, &[7; 16]).unwrap();
    let key = PaddedBlockEncryptingKey::cbc_pkcs7(key).unwrap();
    let mut out = plaintext.to_vec();
    key.less_safe_encrypt(&mut out, EncryptionContext::Iv128([7; 16].into())).unwrap();
    let bits = (aad.len() as u64 * 8).to_be_bytes();
    let message = [aad, &[7; 16], &out, &bits].concat();
    let tag = ssoscope_crypto::hmac_tag(
        ssoscope_crypto::Hash::Sha256,
        &Secret::from([7u8; 16].as_slice()),
        &message,
    );
    (out, tag.expose()[..16].to_vec())
}

#[test]
fn a_header_of_ten_megabytes_does_no_harm() {
    let header = format!(r#"{{"alg":"dir","enc":"A128GCM","x":"{}"}}"#, "a".repeat(10 << 20));
    let jwe = token(&header, [0, 12, 16, 16]);
    // More than a header may have is not read, so that it names no algorithm.
    assert_eq!(refused(&jwe, &[shared(&[7; 16])]).refusal, Refusal::Incomplete);
    let recipients = vec![r#"{"header":{"alg":"A128KW"},"encrypted_key":"AAAA"}"#; 5_000].join(",");
    let text = format!(
        r#"{{"recipients":[{recipients}],"ciphertext":"AAAA","iv":"AAAAAAAAAAAAAAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA","protected":"eyJlbmMiOiJBMTI4R0NNIn0"}}"#
    );
    let failed = refused(&read(&text), &[shared(&[7; 16])]);
    assert_eq!((failed.refusal, failed.attempts.len()), (Refusal::WrongKey, 16));
}

#[test]
fn private_keys_in_jwk_form_say_why_they_are_none() {
    let one = |text: &str| {
        read_private(&json::read(text.as_bytes(), &Limits::DEFAULT), &Limits::DEFAULT).unwrap().remove(0)
    };
    assert_eq!(one(r#"{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}"#).unwrap_err(), NoPrivateKey::Public);
    assert_eq!(one(r#"{"kty":"oct"}"#).unwrap_err(), NoPrivateKey::Missing("k"));
    assert_eq!(one(r#"{"kty":"XX","d":"AQ"}"#).unwrap_err(), NoPrivateKey::UnknownType("XX".into()));
    assert_eq!(
        one(r#"{"kty":"OKP","crv":"X448","d":"AQ"}"#).unwrap_err(),
        NoPrivateKey::UnknownCurve("X448".into())
    );
    let HeldKey::Private(rsa) = &vectors()[0].key else { panic!() };
    let text = include_str!("jwe.txt").lines().nth(1).unwrap().split(' ').nth(3).unwrap();
    let without_primes = text.replace("\"p\":", "\"xp\":").replace("\"q\":", "\"xq\":");
    let HeldKey::Private(again) = one(&without_primes).unwrap().key else { panic!() };
    assert_eq!(again.public(), rsa.public(), "the primes follow from the exponents");
}
