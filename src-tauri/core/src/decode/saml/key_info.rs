//! The certificates and keys that a `ds:KeyInfo` names (XML Signature, section 4.5). Naming is not vouching.

use std::sync::Arc;

use ssoscope_crypto::PublicKey;
use ssoscope_xml::NodeId;
use ssoscope_xml::dsig::{self, KeyInfo};

use super::names::DS;
use super::xml::{Element, Xml};
use crate::decode::x509::Certificate;
use crate::span::Span;

/// One certificate or key, or the reason why it can't be read.
#[derive(Clone, Debug)]
pub enum KeyMaterial {
    /// A certificate.
    Certificate(Arc<Certificate>),
    /// A bare key.
    Key(Span, Arc<PublicKeyOf>),
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
        KeyMaterial::Key(at, Arc::new(PublicKeyOf(key)))
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

/// Reads all that a KeyInfo names: certificates first, then bare keys, then names.
pub(crate) fn of(xml: &Xml, node: NodeId) -> Vec<KeyMaterial> {
    of_read(xml, &KeyInfo::read(&xml.document, node), &[])
}

/// The same of a KeyInfo that was read with its signature; of certificates that are known already, none is read again.
pub(crate) fn of_read(xml: &Xml, info: &KeyInfo, known: &[&Certificate]) -> Vec<KeyMaterial> {
    let certificates = info.certificates.iter().map(|certificate| of_certificate(xml, certificate, known));
    let keys = info.key_values.iter().map(|value| match &value.key {
        Ok(key) => KeyMaterial::key_at(xml.element_span(value.node), key.clone()),
        Err(why) => KeyMaterial::Broken(xml.element_span(value.node), why.clone()),
    });
    let names = info.subject_names.iter().chain(&info.key_names);
    let names = names.map(|named| KeyMaterial::Named(xml.span(named.at.clone()), named.text.clone()));
    let serials = info.issuer_serials.iter().map(|named| {
        KeyMaterial::Named(xml.element_span(named.node), format!("{}, serial {}", named.issuer, named.serial))
    });
    certificates.chain(keys).chain(names).chain(serials).collect()
}

fn of_certificate(xml: &Xml, certificate: &dsig::Certificate, known: &[&Certificate]) -> KeyMaterial {
    let at = xml.span(certificate.encoded.span.clone());
    let same = |known: &&&Certificate| certificate.encoded.bytes.as_deref() == Some(&known.der);
    if let Some(known) = known.iter().find(same) {
        return KeyMaterial::Certificate(Arc::new(Certificate { at, ..(*known).clone() }));
    }
    match certificate.encoded.bytes.as_deref() {
        None => KeyMaterial::Broken(at, "its text is not base64".to_owned()),
        Some([]) => KeyMaterial::Broken(xml.element_span(certificate.encoded.node), "it is empty".to_owned()),
        Some(der) => match Certificate::from_der(der, at) {
            Ok(certificate) => KeyMaterial::Certificate(Arc::new(certificate)),
            Err(why) => KeyMaterial::Broken(at, why.to_string()),
        },
    }
}

/// What a `ds:KeyInfo` child of an element names.
pub(super) fn inside(element: Element<'_>) -> Vec<KeyMaterial> {
    element.child(DS, "KeyInfo").map(|info| of(info.xml, info.node)).unwrap_or_default()
}
