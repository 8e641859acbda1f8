//! Signs documents for tests of the rules; what signatures must be is held by foreign vectors, not by this.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_crypto::{Curve, Hash, PublicKey, digest};
use ssoscope_xml::Document;
use ssoscope_xml::dsig::{canonical_signed_info, referenced_bytes, signatures};

/// An ECDSA key on P-256.
pub(crate) struct Signer {
    fixed: EcdsaKeyPair,
    der: EcdsaKeyPair,
}

impl Signer {
    pub(crate) fn new() -> Signer {
        let pkcs8 =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let fixed = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref()).unwrap();
        let der = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
        Signer { fixed, der }
    }

    pub(crate) fn public(&self) -> PublicKey {
        PublicKey::ec_point(Curve::P256, self.fixed.public_key().as_ref()).unwrap()
    }

    /// Fills the digest (`{D}`) and value (`{V}`) of the one signature in `text`.
    pub(crate) fn sign(&self, text: &str) -> String {
        self.sign_with(text, &self.fixed)
    }

    /// As `sign`, with the value in DER.
    pub(crate) fn sign_in_der(&self, text: &str) -> String {
        self.sign_with(text, &self.der)
    }

    fn sign_with(&self, text: &str, key: &EcdsaKeyPair) -> String {
        let document = Document::read(text.as_bytes());
        let bytes = referenced_bytes(&document, &signatures(&document)[0], 0).unwrap_or_default();
        let text = text.replace("{D}", &STANDARD.encode(digest(Hash::Sha256, &bytes)));
        let document = Document::read(text.as_bytes());
        let signed = canonical_signed_info(&document, &signatures(&document)[0]).unwrap();
        let value = key.sign(&SystemRandom::new(), &signed).unwrap();
        text.replace("{V}", &STANDARD.encode(value.as_ref()))
    }
}

pub(crate) const ENVELOPED: &str =
    r#"<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>"#;
pub(crate) const EXCLUSIVE: &str = r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>"#;

/// A signature to be filled, over `uri`, with `transforms`.
pub(crate) fn signature(uri: &str, transforms: &str) -> String {
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\
         <ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>\
         <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>\
         <ds:Reference URI=\"{uri}\"><ds:Transforms>{transforms}</ds:Transforms>\
         <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\
         <ds:DigestValue>{{D}}</ds:DigestValue></ds:Reference></ds:SignedInfo>\
         <ds:SignatureValue>{{V}}</ds:SignatureValue></ds:Signature>"
    )
}

/// An assertion with an enveloped signature to be filled.
pub(crate) fn assertion(id: &str, content: &str) -> String {
    let signature = signature(&format!("#{id}"), &format!("{ENVELOPED}{EXCLUSIVE}"));
    format!(
        "<a:Assertion xmlns:a=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\">{signature}{content}</a:Assertion>"
    )
}
