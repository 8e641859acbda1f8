//! Encryption made by hand: key agreement, what is declared wrongly, what no key mends, and whom it was for.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey as Ephemeral, UnparsedPublicKey, agree};
use aws_lc_rs::key_wrap::{AES_128, AesKek, KeyWrap};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_crypto::{Curve, Hash, PrivateKey, Secret, digest};
use ssoscope_xml::enc::{Decrypted, Refusal, Undecrypted, decrypt, decrypt_with};
use ssoscope_xml::{Document, NodeId};
use std::time::Instant;

const ENC: &str = "http://www.w3.org/2001/04/xmlenc#";

fn run(xml: &str, keys: &[PrivateKey], shared: &[Secret]) -> Result<Decrypted, Undecrypted> {
    let document = Document::read(xml.as_bytes());
    let node = document.find(NodeId::DOCUMENT, ENC, "EncryptedData").next().unwrap();
    let started = Instant::now();
    let result = decrypt_with(&document, node, keys, shared);
    assert!(started.elapsed().as_millis() < 1000, "{:?}", started.elapsed());
    result
}

/// An EncryptedData with this cipher, KeyInfo and value.
fn data(cipher: &str, key_info: &str, value: &[u8]) -> String {
    format!(
        r#"<xenc:EncryptedData xmlns:xenc="{ENC}" xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:dsig11="http://www.w3.org/2009/xmldsig11#"><xenc:EncryptionMethod Algorithm="{cipher}"/><ds:KeyInfo>{key_info}</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>"#,
        STANDARD.encode(value)
    )
}

const GCM: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
const CBC: &str = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";

/// AES-128-GCM with a key of sevens and a nonce of ones.
fn sealed(text: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &[7; 16]).unwrap());
    let mut out = text.to_vec();
    let nonce = Nonce::assume_unique_for_key([1; 12]);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut out).unwrap();
    [&[1; 12][..], &out].concat()
}

/// As OpenSAML writes it: an ephemeral key, ConcatKDF with SHA-256, AES key wrap.
#[test]
fn a_key_that_was_agreed_on() {
    let recipient = PrivateKey::from_ec(Curve::P256, &[5; 32]).unwrap();
    let ephemeral = Ephemeral::generate(&ECDH_P256).unwrap();
    let point = STANDARD.encode(ephemeral.compute_public_key().unwrap());
    let peer = UnparsedPublicKey::new(&ECDH_P256, recipient.public().spki());
    let info = [&[0, 0, 0, 1][..], b"alice", b"bob"];
    let kek =
        agree(&ephemeral, peer, (), |z| Ok(digest(Hash::Sha256, &[info[0], z, info[1], info[2]].concat())))
            .unwrap();
    let mut wrapped = [0; 24];
    AesKek::new(&AES_128, &kek[..16]).unwrap().wrap(&[7; 16], &mut wrapped).unwrap();
    let agreement = |hex: &str| {
        format!(
            r#"<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{ENC}kw-aes128"/><ds:KeyInfo><xenc:AgreementMethod Algorithm="http://www.w3.org/2009/xmlenc11#ECDH-ES"><xenc11:KeyDerivationMethod Algorithm="http://www.w3.org/2009/xmlenc11#ConcatKDF"><xenc11:ConcatKDFParams AlgorithmID="00{hex}" PartyUInfo="00" PartyVInfo="00626f62"><ds:DigestMethod Algorithm="{ENC}sha256"/></xenc11:ConcatKDFParams></xenc11:KeyDerivationMethod><xenc:OriginatorKeyInfo><ds:KeyValue><dsig11:ECKeyValue><dsig11:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/><dsig11:PublicKey>{point}</dsig11:PublicKey></dsig11:ECKeyValue></ds:KeyValue></xenc:OriginatorKeyInfo></xenc:AgreementMethod></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>"#,
            STANDARD.encode(wrapped)
        )
    };
    let xml = data(GCM, &agreement("616c696365"), &sealed(b"<a/>"));
    assert_eq!(run(&xml, std::slice::from_ref(&recipient), &[]).unwrap().plaintext.expose(), b"<a/>");
    let other = PrivateKey::from_ec(Curve::P256, &[6; 32]).unwrap();
    assert_eq!(run(&xml, &[other], &[]).unwrap_err().refusal, Refusal::WrongKey);
    let curve = PrivateKey::from_ec(Curve::P384, &[6; 48]).unwrap();
    assert_eq!(run(&xml, &[curve], &[]).unwrap_err().refusal, Refusal::WrongKey);
    let none = run(&xml, &[], &[]).unwrap_err();
    assert_eq!(none.refusal, Refusal::NoKey);
    assert!(none.says.contains("elliptic curve"), "{}", none.says);
    let info = data(GCM, &agreement("616c696366"), &sealed(b"<a/>"));
    assert_eq!(run(&info, &[recipient], &[]).unwrap_err().refusal, Refusal::WrongKey);
}

#[test]
fn lengths_that_no_key_mends_are_told_without_one() {
    let lengths: [(&str, &[usize]); 3] = [
        (GCM, &[0, 11, 27]),
        (CBC, &[16, 31, 40]),
        ("http://www.w3.org/2001/04/xmlenc#tripledes-cbc", &[8, 15]),
    ];
    for (cipher, lengths) in lengths {
        for len in lengths {
            let failed = run(&data(cipher, "", &vec![1; *len]), &[], &[]).unwrap_err();
            assert_eq!(failed.refusal, Refusal::Incomplete, "{cipher} {len}");
            assert!(*len == 0 || failed.says.contains(&format!("{len} bytes")), "{}", failed.says);
        }
    }
}

/// A client secret that happens to be as long as the cipher's key is not tried on content that has an encrypted key.
#[test]
fn a_secret_for_something_else_spoils_nothing() {
    let key = format!(
        r#"<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{ENC}rsa-oaep-mgf1p"/><xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>"#,
        STANDARD.encode([1; 256])
    );
    let xml = data(CBC, &key, &[1; 64]);
    let failed = run(&xml, &[], &[Secret::from([7u8; 16].as_slice())]).unwrap_err();
    assert_eq!((failed.refusal, failed.attempts.len()), (Refusal::NoKey, 0));
    assert!(failed.says.contains("RSA private key"), "{}", failed.says);
    let signing = PrivateKey::from_ed25519(&[3; 32]).unwrap();
    assert_eq!(run(&xml, &[signing], &[]).unwrap_err().refusal, Refusal::NoKey);
}

#[test]
fn the_size_of_the_key_that_it_was_for_is_told() {
    let pem = include_str!("../../../../samples/keys/ledgerline-decryption.key");
    let key = PrivateKey::read(pem.as_bytes()).unwrap();
    let xml = data(
        CBC,
        &format!(
            r#"<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="{ENC}rsa-1_5"/><xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>"#,
            STANDARD.encode([1; 512])
        ),
        &[1; 64],
    );
    let document = Document::read(xml.as_bytes());
    let node = document.find(NodeId::DOCUMENT, ENC, "EncryptedData").next().unwrap();
    let failed = decrypt(&document, node, &[key]).unwrap_err();
    assert_eq!(failed.refusal, Refusal::WrongKey);
    assert!(failed.says.contains("4096 bits"), "{}", failed.says);
}

/// Text elsewhere in the document is read by its ID; a file or a URL never.
#[test]
fn a_reference_stays_within_the_document() {
    let reference = |uri: &str| {
        format!(
            r##"<r><xenc:EncryptedData xmlns:xenc="{ENC}"><xenc:EncryptionMethod Algorithm="{GCM}"/><xenc:CipherData><xenc:CipherReference URI="{uri}"><xenc:Transforms><ds:Transform xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/></xenc:Transforms></xenc:CipherReference></xenc:CipherData></xenc:EncryptedData><v xml:id="c">{}</v></r>"##,
            STANDARD.encode(sealed(b"within"))
        )
    };
    let key = [Secret::from([7u8; 16].as_slice())];
    assert_eq!(run(&reference("#c"), &[], &key).unwrap().plaintext.expose(), b"within");
    for uri in ["Cargo.toml", "file:///etc/hostname", "https://evil.example/c", "#d", ""] {
        assert_eq!(run(&reference(uri), &[], &key).unwrap_err().refusal, Refusal::Incomplete, "{uri}");
    }
}
