//! Files that hold no usable key say what they hold instead.
#![allow(clippy::unwrap_used)]

use ssoscope_crypto::*;

fn error(file: &str) -> PrivateKeyError {
    PrivateKey::read(file.as_bytes()).unwrap_err()
}

fn pem(label: &str, body: &str) -> String {
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

#[test]
fn pem_that_is_not_a_plain_private_key() {
    assert_eq!(error(&pem("CERTIFICATE", "AQID")), PrivateKeyError::OtherPem("CERTIFICATE".into()));
    assert_eq!(
        error(&pem("ENCRYPTED PRIVATE KEY", "AQID")),
        PrivateKeyError::Der(DerError { at: 0, wanted: "a private key (SEQUENCE)" })
    );
    assert_eq!(error(&pem("OPENSSH PRIVATE KEY", "AQID")), PrivateKeyError::OpenSsh);
    assert_eq!(error(&pem("PRIVATE KEY", "A*")), PrivateKeyError::Base64);
    let legacy = pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQID");
    assert_eq!(error(&legacy), PrivateKeyError::Protection("AES-128-CBC,00".into()));
}

#[test]
fn der_that_is_not_a_private_key() {
    let pfx = [0x30, 7, 2, 1, 3, 0x30, 2, 5, 0];
    assert!(matches!(PrivateKey::read(&pfx).unwrap_err(), PrivateKeyError::Der(_)));
    let pbes2 = [0x30, 0x0f, 0x30, 0x0b, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 0x0d, 4, 0];
    assert!(matches!(PrivateKey::read(&pbes2).unwrap_err(), PrivateKeyError::Der(_)));
    assert!(matches!(error("hello"), PrivateKeyError::Der(DerError { at: 0, .. })));
    assert!(matches!(error(""), PrivateKeyError::Der(_)));
}

#[test]
fn a_key_whose_numbers_do_not_belong_together() {
    let line = include_str!("openssl.txt").lines().find(|line| line.starts_with("key rsa2048 ")).unwrap();
    let hex = line.split(' ').nth(2).unwrap();
    let mut der: Vec<u8> =
        (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
    assert!(PrivateKey::read(&der).is_ok());
    der[400] ^= 2;
    assert_eq!(PrivateKey::read(&der).unwrap_err(), PrivateKeyError::Inconsistent);
    for end in 0..der.len() {
        assert!(PrivateKey::read(&der[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn rsa_numbers_that_are_no_key() {
    let odd = [0xff; 128];
    let mut even = odd;
    even[127] = 0xfe;
    assert_eq!(PublicKey::rsa(&even, &[3]).err(), Some(KeyError::Modulus));
    assert_eq!(PublicKey::rsa(&[], &[3]).err(), Some(KeyError::Modulus));
    assert_eq!(PublicKey::rsa(&[0xff; 16], &[3]).err(), Some(KeyError::ModulusSize { bits: 128 }));
    for exponent in [&[] as &[u8], &[0], &[1], &[4], &[0xff; 5]] {
        assert_eq!(PublicKey::rsa(&odd, exponent).err(), Some(KeyError::Exponent));
    }
    assert_eq!(
        PublicKey::rsa(&odd, &[3]).unwrap(),
        PublicKey::rsa(&[&[0, 0], &odd[..]].concat(), &[0, 3]).unwrap()
    );
    assert_eq!(PublicKey::ed25519(&[9; 31]).err(), Some(KeyError::Ed25519 { got: 31 }));
}

#[test]
fn a_key_beyond_the_limit_is_unsupported_rather_than_judged() {
    let key = PublicKey::rsa(&[0xff; 1025], &[3]).unwrap();
    let outcome = verify(&Algorithm::RsaPkcs1(Hash::Sha256), &key, b"m", &[0; 1025]);
    assert!(matches!(outcome, Outcome::Unsupported(_)));
}

#[test]
fn an_hmac_takes_no_public_key() {
    let key = PublicKey::rsa(&[0xff; 128], &[3]).unwrap();
    let outcome = verify(&Algorithm::Hmac(Hash::Sha256), &key, b"m", &[0; 32]);
    assert_eq!(outcome, Outcome::KeyKind { wanted: Family::Secret, got: Family::Rsa });
}

#[test]
fn debug_shows_no_private_number() {
    let line = include_str!("openssl.txt").lines().find(|line| line.starts_with("key P-256 ")).unwrap();
    let hex = line.split(' ').nth(2).unwrap();
    let der: Vec<u8> =
        (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
    let shown = format!("{:?}", PrivateKey::read(&der).unwrap());
    assert!(shown.starts_with("PrivateKey of PublicKey(EC P-256, 256 bits, "), "{shown}");
}

#[test]
fn keys_may_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<PublicKey>();
    shared::<PrivateKey>();
    shared::<Secret>();
}
