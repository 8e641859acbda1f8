//! Signs SAML responses with RSA, as products do, for tests of what is said of damaged ones.

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    KeyPair, RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_crypto::{Hash, PublicKey, digest};
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{canonical_signed_info, referenced_bytes, signatures};

/// An RSA key of 2048 bits.
pub(crate) struct RsaSigner(RsaKeyPair);

/// What signs, other than it declares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    Sound,
    Sha512,
    Pss,
    /// The content in the place of SignedInfo.
    Content,
    /// A digest by another hash.
    DigestSha512,
    /// The digest of nothing.
    Void,
}

impl RsaSigner {
    pub(crate) fn new() -> RsaSigner {
        RsaSigner(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
    }

    /// A key of the samples: what it signs is the same each time.
    pub(crate) fn of_samples() -> RsaSigner {
        let pem = include_str!("../../../../samples/keys/stranger.key");
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        RsaSigner(RsaKeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap())
    }

    pub(crate) fn public(&self) -> PublicKey {
        let spki: aws_lc_rs::encoding::PublicKeyX509Der<'_> = self.0.public_key().as_der().unwrap();
        PublicKey::from_spki(spki.as_ref()).unwrap()
    }

    /// Fills `{D}` and `{V}` of the one signature in `text`; what is digested may be changed first.
    pub(crate) fn sign(&self, text: &str, habit: Habit, canonical: impl Fn(Vec<u8>) -> Vec<u8>) -> String {
        let document = Document::read(text.as_bytes());
        let content = canonical(referenced_bytes(&document, &signatures(&document)[0], 0).unwrap());
        let digested = match habit {
            Habit::DigestSha512 => digest(Hash::Sha512, &content),
            Habit::Void => digest(Hash::Sha256, b""),
            _ => digest(Hash::Sha256, &content),
        };
        let text = text.replace("{D}", &STANDARD.encode(digested));
        let document = Document::read(text.as_bytes());
        let info = canonical_signed_info(&document, &signatures(&document)[0]).unwrap();
        let (encoding, signed): (&'static dyn RsaEncoding, &[u8]) = match habit {
            Habit::Sha512 => (&RSA_PKCS1_SHA512, &info),
            Habit::Pss => (&RSA_PSS_SHA256, &info),
            Habit::Content => (&RSA_PKCS1_SHA256, &content),
            _ => (&RSA_PKCS1_SHA256, &info),
        };
        let mut value = vec![0; self.0.public_modulus_len()];
        self.0.sign(encoding, &SystemRandom::new(), signed, &mut value).unwrap();
        text.replace("{V}", &STANDARD.encode(value))
    }
}
