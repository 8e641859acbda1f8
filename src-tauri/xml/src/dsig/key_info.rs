//! `KeyInfo` (XML Signature 1.1 §4.5): what a signature says of its key. All of it is hearsay.

use super::algorithm::digest_method;
use super::parse::Parts;
use super::problem::SignatureProblemKind as Kind;
use crate::Encoded;
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, DSIG11};
use ssoscope_crypto::{Curve, Hash, PublicKey};
use std::ops::Range;

/// What `KeyInfo` holds; empty where there is none.
#[derive(Debug, Clone, Default)]
pub struct KeyInfo {
    /// The element, if there is one.
    pub node: Option<NodeId>,
    /// `X509Certificate`, in order.
    pub certificates: Vec<Certificate>,
    /// `X509IssuerSerial`.
    pub issuer_serials: Vec<IssuerSerial>,
    /// `X509SKI`: subject key identifiers.
    pub key_identifiers: Vec<Encoded>,
    /// `X509SubjectName`.
    pub subject_names: Vec<Named>,
    /// `KeyName`.
    pub key_names: Vec<Named>,
    /// `KeyValue` and `DEREncodedKeyValue`: bare public keys.
    pub key_values: Vec<KeyValue>,
    /// `X509Digest`: digests of certificates, each with the hash it was made with, where that is known.
    pub digests: Vec<(Option<Hash>, Encoded)>,
    /// `RetrievalMethod` and `KeyInfoReference`: where more is said to be. Nothing is fetched.
    pub elsewhere: Vec<Named>,
    /// Other children, by name.
    pub others: Vec<Named>,
}

/// An `X509Certificate`.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The element, where its text stands, and the certificate in DER; no bytes where it is not one.
    pub encoded: Encoded,
    /// How it was written.
    pub form: CertificateForm,
}

/// How a certificate was written into `X509Certificate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateForm {
    /// Base64 of DER, as the specification has it.
    Der,
    /// A PEM file pasted in, with its BEGIN and END lines.
    Pem,
    /// Base64 of a PEM file: encoded twice.
    Base64OfPem,
}

/// An `X509IssuerSerial`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerSerial {
    /// The element.
    pub node: NodeId,
    /// The issuer's distinguished name, as written.
    pub issuer: String,
    /// The serial number, as written.
    pub serial: String,
}

/// A text in `KeyInfo`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The element.
    pub node: NodeId,
    /// Its text without white space around it; of an element that is not known, its name.
    pub text: String,
    /// Where the text stands.
    pub at: Range<usize>,
}

/// A bare public key.
#[derive(Debug, Clone)]
pub struct KeyValue {
    /// The element.
    pub node: NodeId,
    /// The key, or why there is none.
    pub key: Result<PublicKey, String>,
}

pub(super) fn read(parts: &mut Parts<'_>, signature: NodeId) -> KeyInfo {
    let Some(node) = parts.at_most_one(signature, "KeyInfo") else { return KeyInfo::default() };
    key_info(parts.document, node, &mut |node| {
        let encoded = Encoded::read(parts.document, node);
        parts.report(Kind::NotBase64, encoded.span, "A certificate in KeyInfo is not base64.".to_owned());
    })
}

impl KeyInfo {
    /// Reads a `KeyInfo` element, wherever it stands.
    pub fn read(document: &Document, node: NodeId) -> KeyInfo {
        key_info(document, node, &mut |_| {})
    }
}

fn key_info(document: &Document, node: NodeId, broken: &mut dyn FnMut(NodeId)) -> KeyInfo {
    let mut info = KeyInfo { node: Some(node), ..KeyInfo::default() };
    for child in document.elements(node) {
        match name(document, child) {
            (DSIG, "KeyName") => info.key_names.push(named(document, child)),
            (DSIG, "KeyValue") => {
                info.key_values.push(KeyValue { node: child, key: key_value(document, child) })
            }
            (DSIG11, "DEREncodedKeyValue") => {
                info.key_values.push(KeyValue { node: child, key: der_key(document, child) })
            }
            (DSIG, "X509Data") => x509_data(document, child, &mut info),
            (DSIG, "RetrievalMethod") | (DSIG11, "KeyInfoReference") => {
                info.elsewhere.push(elsewhere(document, child))
            }
            (_, local) => {
                info.others.push(Named { node: child, text: local.to_owned(), at: document.span(child) })
            }
        }
    }
    let unreadable = info.certificates.iter().filter(|certificate| certificate.encoded.bytes.is_none());
    unreadable.for_each(|certificate| broken(certificate.encoded.node));
    info
}

fn name(document: &Document, node: NodeId) -> (&str, &str) {
    document.name(node).map_or(("", ""), |name| (name.namespace, name.local))
}

fn named(document: &Document, node: NodeId) -> Named {
    let text = document.text(node);
    Named { node, text: text.value.trim().to_owned(), at: text.span }
}

fn x509_data(document: &Document, data: NodeId, info: &mut KeyInfo) {
    for child in document.elements(data) {
        match name(document, child) {
            (DSIG, "X509Certificate") => info.certificates.push(certificate(document, child)),
            (DSIG, "X509IssuerSerial") => info.issuer_serials.push(issuer_serial(document, child)),
            (DSIG, "X509SKI") => info.key_identifiers.push(Encoded::read(document, child)),
            (DSIG11, "X509Digest") => info.digests.push(digest(document, child)),
            (DSIG, "X509SubjectName") => info.subject_names.push(named(document, child)),
            (_, local) => {
                info.others.push(Named { node: child, text: local.to_owned(), at: document.span(child) })
            }
        }
    }
}

fn digest(document: &Document, node: NodeId) -> (Option<Hash>, Encoded) {
    let uri = document.attribute(node, "", "Algorithm").map_or("", |attribute| attribute.value());
    (digest_method(uri), Encoded::read(document, node))
}

fn elsewhere(document: &Document, node: NodeId) -> Named {
    let uri = document.attribute(node, "", "URI");
    let at = uri.map_or_else(|| document.start_tag(node), |uri| uri.value_span());
    Named { node, text: uri.map_or("", |uri| uri.value()).to_owned(), at }
}

fn certificate(document: &Document, node: NodeId) -> Certificate {
    let text = document.text(node);
    if text.value.contains("-----BEGIN") {
        let bytes = pem_body(&text.value).and_then(crate::encoded::decode);
        return Certificate { encoded: Encoded { node, span: text.span, bytes }, form: CertificateForm::Pem };
    }
    let mut encoded = Encoded::read(document, node);
    let inner = encoded.bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    match inner.filter(|inner| inner.trim_start().starts_with("-----BEGIN")) {
        Some(pem) => {
            encoded.bytes = pem_body(pem).and_then(crate::encoded::decode);
            Certificate { encoded, form: CertificateForm::Base64OfPem }
        }
        None => Certificate { encoded, form: CertificateForm::Der },
    }
}

/// What stands between the BEGIN and END lines.
fn pem_body(pem: &str) -> Option<&str> {
    let (_, after) = pem.split_once("-----BEGIN")?;
    let (_, body) = after.split_once("-----")?;
    body.split("-----END").next()
}

fn issuer_serial(document: &Document, node: NodeId) -> IssuerSerial {
    let part = |local| {
        let found = document.elements(node).find(|child| document.is(*child, DSIG, local));
        found.map_or_else(String::new, |child| document.text(child).value.trim().to_owned())
    };
    IssuerSerial { node, issuer: part("X509IssuerName"), serial: part("X509SerialNumber") }
}

fn key_value(document: &Document, node: NodeId) -> Result<PublicKey, String> {
    let Some(inner) = document.elements(node).next() else { return Err("KeyValue is empty.".to_owned()) };
    match name(document, inner) {
        (DSIG, "RSAKeyValue") => rsa_key(document, inner),
        (DSIG11, "ECKeyValue") => ec_key(document, inner),
        (DSIG, "DSAKeyValue") => dsa_key(document, inner),
        (_, local) => Err(format!("A {local} is not read here.")),
    }
}

fn rsa_key(document: &Document, node: NodeId) -> Result<PublicKey, String> {
    let part = |local: &str| {
        let found = document.elements(node).find(|child| document.is(*child, DSIG, local));
        let bytes = found.and_then(|child| Encoded::read(document, child).bytes);
        bytes.ok_or_else(|| format!("RSAKeyValue has no {local} in base64."))
    };
    PublicKey::rsa(&part("Modulus")?, &part("Exponent")?).map_err(|error| error.to_string())
}

fn dsa_key(document: &Document, node: NodeId) -> Result<PublicKey, String> {
    let part = |local: &str| {
        let found = document.elements(node).find(|child| document.is(*child, DSIG, local));
        let bytes = found.and_then(|child| Encoded::read(document, child).bytes);
        bytes.ok_or_else(|| format!("DSAKeyValue has no {local} in base64."))
    };
    PublicKey::dsa(&part("P")?, &part("Q")?, &part("G")?, &part("Y")?).map_err(|error| error.to_string())
}

fn ec_key(document: &Document, node: NodeId) -> Result<PublicKey, String> {
    let part = |local| document.elements(node).find(|child| document.is(*child, DSIG11, local));
    let curve = part("NamedCurve").and_then(|child| document.attribute(child, "", "URI"));
    let curve = curve.ok_or("ECKeyValue names no curve.")?.value();
    let known = oid_curve(curve).ok_or_else(|| format!("The curve {curve} is not computed here."))?;
    let point = part("PublicKey").and_then(|child| Encoded::read(document, child).bytes);
    PublicKey::ec_point(known, &point.ok_or("ECKeyValue has no PublicKey in base64.")?)
        .map_err(|error| error.to_string())
}

/// The curve of a `urn:oid:…`.
fn oid_curve(uri: &str) -> Option<Curve> {
    let oid = uri.strip_prefix("urn:oid:")?;
    Curve::ALL.into_iter().find(|curve| curve.oid() == oid)
}

fn der_key(document: &Document, node: NodeId) -> Result<PublicKey, String> {
    let der = Encoded::read(document, node).bytes.ok_or("DEREncodedKeyValue is not base64.")?;
    PublicKey::from_spki(&der).map_err(|error| error.to_string())
}
