//! XML Signature: every signature of a document as data, and what comes of verifying one. Nothing stops at a first failure.

mod algorithm;
mod filter;
mod forensics;
mod key_info;
mod parse;
mod pointer;
mod problem;
mod reference;
mod transform;
mod verify;

pub(crate) use algorithm::digest_method;
pub use algorithm::{Declared, algorithm_named};
pub use forensics::{Attempts, Blame, Explanation, ExplanationKind, Keyring, explain_digest, explain_value};
pub use key_info::{Certificate, CertificateForm, IssuerSerial, KeyInfo, KeyValue, Named};
pub use pointer::Target;
pub(crate) use pointer::{point, referenced_id};
pub use problem::{SignatureProblem, SignatureProblemKind};
pub use verify::{
    KeyCheck, ReferenceCheck, State, ValueCheck, Verification, canonical_signed_info, referenced_bytes,
    verify, verify_mac,
};
pub(crate) use verify::{check_value, conclude};

use crate::Encoded;
use crate::c14n::Canonicalization;
use crate::tree::{Document, NodeId};
use crate::uri::DSIG;
use ssoscope_crypto::{Algorithm, Hash};
use std::ops::Range;

/// Signatures read of one document; a metadata aggregate may carry one for each of its entities.
pub const MAX_SIGNATURES: usize = 4096;
/// References read of one signature. SAML asks for exactly one.
pub const MAX_REFERENCES: usize = 64;
/// Transforms read of one reference. SAML allows two.
pub const MAX_TRANSFORMS: usize = 8;
/// How many times the length of the document the references of one signature may cover together.
pub const MAX_COVERAGE: usize = 8;
/// Bytes that the references of one signature may cover in any case: the many of a small document cost next to nothing.
pub const FREE_COVERAGE: usize = 1 << 20;

/// A `ds:Signature`, as it stands.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The `ds:Signature` element.
    pub node: NodeId,
    /// `SignedInfo`: what the value signs.
    pub signed_info: Option<NodeId>,
    /// `CanonicalizationMethod`: how SignedInfo becomes bytes.
    pub canonicalization: Option<Declared<Canonicalization>>,
    /// `SignatureMethod`.
    pub method: Option<Declared<Algorithm>>,
    /// `HMACOutputLength`: to how many bits a MAC was cut.
    pub mac_bits: Option<usize>,
    /// Every `Reference`, in order.
    pub references: Vec<Reference>,
    /// `SignatureValue`.
    pub value: Option<Encoded>,
    /// `KeyInfo`: what the signature says of its key. It is never trusted.
    pub key_info: KeyInfo,
    /// What is wrong with its parts.
    pub problems: Vec<SignatureProblem>,
}

/// A `Reference`: what is signed, how it becomes bytes, and its digest.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The `Reference` element.
    pub node: NodeId,
    /// The `URI` attribute, and where its value stands.
    pub uri: Option<(String, Range<usize>)>,
    /// The transforms, in order.
    pub transforms: Vec<Transform>,
    /// `DigestMethod`.
    pub digest_method: Option<Declared<Hash>>,
    /// `DigestValue`.
    pub digest_value: Option<Encoded>,
}

/// One `Transform`.
#[derive(Debug, Clone)]
pub struct Transform {
    /// The `Transform` element.
    pub node: NodeId,
    /// Its algorithm; `meaning` is `None` where nothing here knows it.
    pub algorithm: Declared<TransformKind>,
}

/// What a transform does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransformKind {
    /// Leaves out the signature itself.
    Enveloped,
    /// Canonicalises.
    Canonicalize(Canonicalization),
    /// Decodes base64.
    Base64,
    /// XPath filtering: computed as far as signatures use it.
    XPath,
    /// XPath Filter 2.0: computed as far as signatures use it.
    XPathFilter2,
    /// XSLT: recognised, never computed.
    Xslt,
}

/// The signature that this `ds:Signature` element is.
pub fn signature_at(document: &Document, node: NodeId) -> Signature {
    parse::signature(document, node)
}

/// Every signature of the document, in document order, at most [`MAX_SIGNATURES`].
pub fn signatures(document: &Document) -> Vec<Signature> {
    let found = document.find(NodeId::DOCUMENT, DSIG, "Signature").take(MAX_SIGNATURES);
    found.map(|node| parse::signature(document, node)).collect()
}
