//! The certificates and keys that a `ds:KeyInfo` names (XML Signature, section 4.5). Naming is not vouching.

use base64::Engine;
use ssoscope_crypto::{Curve, PublicKey};

use super::names::{DS, DS11};
use super::xml::Element;
use crate::decode::x509::{self, Certificate, CertificateError};
use crate::span::Span;

/// One certificate or key, or the reason why it can't be read.
#[derive(Clone, Debug)]
pub enum KeyMaterial {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// A bare key.
    Key(Span, Box<PublicKeyOf>),
    /// Only a name, a serial number or the like.
    Named(Span, String),
    /// A certificate or key that can't be read.
    Broken(Span, String),
}

/// A public key, shown by its kind only.
#[derive(Clone)]
pub struct PublicKeyOf(pub PublicKey);

impl std::fmt::Debug for PublicKeyOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKey({})", self.0.kind())
    }
}

impl KeyMaterial {
    /// A bare key.
    pub fn key_at(at: Span, key: PublicKey) -> Self {
        KeyMaterial::Key(at, Box::new(PublicKeyOf(key)))
    }

    /// Where it stands.
    pub fn at(&self) -> Span {
        match self {
            KeyMaterial::Certificate(certificate) => certificate.at,
            KeyMaterial::Key(at, _) | KeyMaterial::Named(at, _) | KeyMaterial::Broken(at, _) => *at,
        }
    }

    /// The certificate, where it is one.
    pub fn certificate(&self) -> Option<&Certificate> {
        match self {
            KeyMaterial::Certificate(certificate) => Some(certificate),
            _ => None,
        }
    }

    /// The public key, of a certificate or bare, where it can be used.
    pub fn key(&self) -> Option<&PublicKey> {
        match self {
            KeyMaterial::Certificate(certificate) => certificate.key.as_ref().ok(),
            KeyMaterial::Key(_, key) => Some(&key.0),
            KeyMaterial::Named(..) | KeyMaterial::Broken(..) => None,
        }
    }
}

/// Reads all that a KeyInfo names; what an `EncryptedKey` inside it names is not its own.
pub(super) fn read(key_info: Element<'_>) -> Vec<KeyMaterial> {
    let mut found = Vec::new();
    for child in key_info.elements() {
        match (child.namespace(), child.local()) {
            (DS, "X509Data") => found.extend(child.elements().filter_map(of_x509_data)),
            (DS, "KeyValue") => found.extend(child.elements().filter_map(of_key_value)),
            (DS, "KeyName") => {
                found.push(KeyMaterial::Named(child.at(), child.text().value.trim().to_owned()))
            }
            _ => {}
        }
    }
    found
}

fn of_x509_data(element: Element<'_>) -> Option<KeyMaterial> {
    match element.local() {
        "X509Certificate" => Some(of_certificate(element)),
        "X509SubjectName" => Some(KeyMaterial::Named(element.at(), element.text().value.trim().to_owned())),
        "X509IssuerSerial" => {
            let parts: Vec<String> =
                element.elements().map(|part| part.text().value.trim().to_owned()).collect();
            Some(KeyMaterial::Named(element.at(), parts.join(", serial ")))
        }
        _ => None,
    }
}

fn of_certificate(element: Element<'_>) -> KeyMaterial {
    let text = element.text();
    match x509::from_text(&text.value, text.at) {
        Ok(certificate) => KeyMaterial::Certificate(Box::new(certificate)),
        Err(CertificateError::Empty) => KeyMaterial::Broken(element.at(), "it is empty".to_owned()),
        Err(why) => KeyMaterial::Broken(text.at, why.to_string()),
    }
}

fn of_key_value(element: Element<'_>) -> Option<KeyMaterial> {
    let key = match (element.namespace(), element.local()) {
        (DS, "RSAKeyValue") => rsa(element),
        (DS11, "ECKeyValue") => ec(element),
        _ => return None,
    };
    Some(match key {
        Some(key) => KeyMaterial::Key(element.at(), Box::new(PublicKeyOf(key))),
        None => KeyMaterial::Broken(element.at(), "its numbers are no key".to_owned()),
    })
}

fn rsa(element: Element<'_>) -> Option<PublicKey> {
    let number = |local| bytes_of(element.child(DS, local)?);
    PublicKey::rsa(&number("Modulus")?, &number("Exponent")?).ok()
}

fn ec(element: Element<'_>) -> Option<PublicKey> {
    let curve = element.child(DS11, "NamedCurve")?.attribute("URI")?;
    let curve = match curve.value.strip_prefix("urn:oid:")? {
        "1.2.840.10045.3.1.7" => Curve::P256,
        "1.3.132.0.34" => Curve::P384,
        "1.3.132.0.35" => Curve::P521,
        _ => return None,
    };
    PublicKey::ec_point(curve, &bytes_of(element.child(DS11, "PublicKey")?)?).ok()
}

fn bytes_of(element: Element<'_>) -> Option<Vec<u8>> {
    let text: String = element.text().value.chars().filter(|c| !c.is_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
