//! Puts an enveloped signature into an element, over its canonical form.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::Digest;

use super::element::{Child, Element};
use super::spelling::Spelling;
use crate::keys::{self, KeyPair};

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";

/// The algorithms that messages here are signed with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    RsaSha1,
    RsaSha256,
    EcdsaSha256,
    /// With the secret that both sides share, and with nobody's own key.
    HmacSha256,
}

/// What a signature says of its key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The certificate.
    Certificate,
    /// Which certificate it is: its issuer and its serial number.
    IssuerSerial(&'static str, &'static str),
    /// Nothing.
    Nothing,
}

/// How far a signer keeps to what SAML allows (SAML Core 2.0, section 5.4).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// By the element's ID, with the two usual transforms.
    Saml,
    /// An XPath transform stands where the enveloped-signature transform should.
    XPath,
    /// The two transforms stand in the order in which they make no sense.
    Reversed,
}

/// How an element is signed.
#[derive(Clone, Copy)]
pub(crate) struct Signer {
    pub(crate) key: &'static KeyPair,
    pub(crate) algorithm: Algorithm,
    /// What KeyInfo says of the key.
    pub(crate) shows: Shows,
    /// The PrefixList of the last transform, where there is one.
    pub(crate) prefixes: Option<&'static str>,
    /// Whether base64 texts are broken into lines of 76 characters.
    pub(crate) breaks_lines: bool,
    pub(crate) habit: Habit,
}

impl Signer {
    /// RSA with SHA-256, the certificate shown.
    pub(crate) fn rsa(key: &'static KeyPair) -> Self {
        Signer {
            key,
            algorithm: Algorithm::RsaSha256,
            shows: Shows::Certificate,
            prefixes: None,
            breaks_lines: false,
            habit: Habit::Saml,
        }
    }

    /// The Signature over an element that carries the ID, as it would stand inside it.
    pub(crate) fn signature(&self, signed: &Element, id: &str, spelling: &Spelling) -> Element {
        self.over(id, &self.digest(signed.canonical(spelling).as_bytes()), spelling)
    }

    fn over(&self, id: &str, digest: &[u8], spelling: &Spelling) -> Element {
        let info = self.signed_info(id, digest);
        let value = self.sign(info.canonical(spelling).as_bytes());
        let value = Element::new("ds:SignatureValue").text(self.base64(&value));
        let signature = Element::new("ds:Signature").child(info).child(value);
        signature.children(self.key_info())
    }

    /// The Signature whose digest is that of an empty text, as it comes where canonicalisation fails unnoticed.
    pub(crate) fn over_nothing(&self, id: &str, spelling: &Spelling) -> Element {
        self.over(id, &self.digest(b""), spelling)
    }

    /// Signs the element and puts the Signature behind its Issuer, where the schema wants it.
    pub(crate) fn envelop(&self, element: &mut Element, id: &str, spelling: &Spelling) {
        let signature = self.signature(element, id, spelling);
        element.children.insert(1, Child::Element(signature));
    }

    fn signed_info(&self, id: &str, digest: &[u8]) -> Element {
        let reference = Element::new("ds:Reference")
            .with("URI", format!("#{id}"))
            .child(self.transforms())
            .child(algorithm("ds:DigestMethod", self.digest_uri()))
            .child(Element::new("ds:DigestValue").text(BASE64_STANDARD.encode(digest)));
        Element::new("ds:SignedInfo")
            .child(algorithm("ds:CanonicalizationMethod", EXCLUSIVE))
            .child(algorithm("ds:SignatureMethod", self.method_uri()))
            .child(reference)
    }

    fn transforms(&self) -> Element {
        let canonical = algorithm("ds:Transform", EXCLUSIVE).children(
            self.prefixes.map(|list| Element::new("ec:InclusiveNamespaces").with("PrefixList", list)),
        );
        let mut transforms = [self.without_itself(), canonical];
        if self.habit == Habit::Reversed {
            transforms.reverse();
        }
        Element::new("ds:Transforms").children(transforms)
    }

    /// The transform that leaves the signature out of what it signs.
    fn without_itself(&self) -> Element {
        let rule = Element::new("ds:XPath").text("not(ancestor-or-self::ds:Signature)");
        match self.habit {
            Habit::XPath => algorithm("ds:Transform", XPATH).child(rule),
            Habit::Saml | Habit::Reversed => algorithm("ds:Transform", ENVELOPED),
        }
    }

    fn key_info(&self) -> Option<Element> {
        let certificate = match self.shows {
            Shows::Certificate => {
                Element::new("ds:X509Certificate").text(self.broken(self.key.certificate()))
            }
            Shows::IssuerSerial(issuer, serial) => Element::new("ds:X509IssuerSerial")
                .child(Element::new("ds:X509IssuerName").text(issuer))
                .child(Element::new("ds:X509SerialNumber").text(serial)),
            Shows::Nothing => return None,
        };
        Some(Element::new("ds:KeyInfo").child(Element::new("ds:X509Data").child(certificate)))
    }

    fn digest(&self, bytes: &[u8]) -> Vec<u8> {
        match self.algorithm {
            Algorithm::RsaSha1 => sha1::Sha1::digest(bytes).to_vec(),
            Algorithm::RsaSha256 | Algorithm::EcdsaSha256 | Algorithm::HmacSha256 => {
                sha2::Sha256::digest(bytes).to_vec()
            }
        }
    }

    fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match self.algorithm {
            Algorithm::RsaSha1 => self.key.sign_rsa_sha1(bytes),
            Algorithm::RsaSha256 => self.key.sign_rsa_sha256(bytes),
            Algorithm::EcdsaSha256 => self.key.sign_ecdsa_sha256(bytes),
            Algorithm::HmacSha256 => keys::hmac_sha256(keys::SHARED_SECRET, bytes),
        }
    }

    fn digest_uri(&self) -> &'static str {
        match self.algorithm {
            Algorithm::RsaSha1 => "http://www.w3.org/2000/09/xmldsig#sha1",
            Algorithm::RsaSha256 | Algorithm::EcdsaSha256 | Algorithm::HmacSha256 => {
                "http://www.w3.org/2001/04/xmlenc#sha256"
            }
        }
    }

    fn method_uri(&self) -> &'static str {
        match self.algorithm {
            Algorithm::RsaSha1 => "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            Algorithm::RsaSha256 => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Algorithm::EcdsaSha256 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            Algorithm::HmacSha256 => "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        }
    }

    fn base64(&self, bytes: &[u8]) -> String {
        self.broken(BASE64_STANDARD.encode(bytes))
    }

    fn broken(&self, text: String) -> String {
        if self.breaks_lines { format!("\n{}\n", crate::wrap::lines_of(&text, 76)) } else { text }
    }
}

fn algorithm(name: &'static str, uri: &'static str) -> Element {
    Element::new(name).with("Algorithm", uri)
}
