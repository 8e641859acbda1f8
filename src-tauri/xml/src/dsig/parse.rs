//! A `ds:Signature` read into data (XML Signature 1.1 §4), with what is missing, doubled or unknown.

use super::algorithm::{Declared, digest_method, is_known_unsupported, signature_method};
use super::problem::SignatureProblemKind as Kind;
use super::{MAX_REFERENCES, Reference, Signature, SignatureProblem, key_info, transform};
use crate::Encoded;
use crate::c14n::{Canonicalization, Method};
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, EXC_C14N};
use std::ops::Range;

pub(super) fn signature(document: &Document, node: NodeId) -> Signature {
    let mut parts = Parts { document, problems: Vec::new() };
    let signed_info = parts.one(node, "SignedInfo");
    let value = parts.one(node, "SignatureValue").map(|node| parts.base64(node));
    let key_info = key_info::read(&mut parts, node);
    parts.strangers(node, &["SignedInfo", "SignatureValue", "KeyInfo", "Object"]);
    let mut signature = Signature {
        node,
        signed_info,
        canonicalization: None,
        method: None,
        mac_bits: None,
        references: Vec::new(),
        value,
        key_info,
        problems: Vec::new(),
    };
    if let Some(info) = signed_info {
        signature.canonicalization =
            parts.one(info, "CanonicalizationMethod").map(|node| parts.c14n_method(node));
        if let Some(method) = parts.one(info, "SignatureMethod") {
            signature.method = Some(parts.signature_method(method));
            signature.mac_bits = parts.mac_bits(method);
        }
        signature.references = parts.references(info);
        parts.strangers(info, &["CanonicalizationMethod", "SignatureMethod", "Reference"]);
    }
    signature.problems = parts.problems;
    signature
}

/// Takes parts out of a signature and notes what is wrong with them.
pub(super) struct Parts<'d> {
    pub(super) document: &'d Document,
    pub(super) problems: Vec<SignatureProblem>,
}

impl<'d> Parts<'d> {
    pub(super) fn report(&mut self, kind: Kind, at: Range<usize>, says: String) {
        self.problems.push(SignatureProblem { kind, at, says });
    }

    /// The one child of that name that must be there; the first of several.
    pub(super) fn one(&mut self, parent: NodeId, local: &str) -> Option<NodeId> {
        let found = self.at_most_one(parent, local);
        if found.is_none() {
            let name = self.document.name(parent).map_or("", |name| name.local);
            let says = format!("{name} has no {local}.");
            self.report(Kind::MissingPart, self.document.start_tag(parent), says);
        }
        found
    }

    /// The one child of that name that may be there; the first of several.
    pub(super) fn at_most_one(&mut self, parent: NodeId, local: &str) -> Option<NodeId> {
        let document = self.document;
        let mut found = document.elements(parent).filter(|node| document.is(*node, DSIG, local));
        let first = found.next();
        if let Some(second) = found.next() {
            let says = format!("There is more than one {local}: verifiers may differ on which one counts.");
            self.report(Kind::RepeatedPart, document.span(second), says);
        }
        first
    }

    /// Reports the first child element that the schema does not have there.
    fn strangers(&mut self, parent: NodeId, known: &[&str]) {
        let document = self.document;
        let stranger = document.elements(parent).find(|node| {
            document.name(*node).is_some_and(|name| name.namespace != DSIG || !known.contains(&name.local))
        });
        if let Some(node) = stranger {
            let name = document.name(node).map_or("", |name| name.local);
            let says =
                format!("{name} does not belong in {}.", document.name(parent).map_or("", |name| name.local));
            self.report(Kind::UnexpectedPart, document.span(node), says);
        }
    }

    pub(super) fn base64(&mut self, node: NodeId) -> Encoded {
        let encoded = Encoded::read(self.document, node);
        let name = self.document.name(node).map_or("", |name| name.local);
        if self.document.text(node).split_by_comment {
            let says = format!("A comment stands in {name}: verifiers may differ on what its text is.");
            self.report(Kind::SplitText, self.document.span(node), says);
        }
        if encoded.bytes.is_none() {
            self.report(Kind::NotBase64, encoded.span.clone(), format!("The text of {name} is not base64."));
        }
        encoded
    }

    /// The `Algorithm` attribute: its value and where that stands.
    pub(super) fn algorithm(&mut self, node: NodeId) -> (String, Range<usize>) {
        match self.document.attribute(node, "", "Algorithm") {
            Some(attribute) => (attribute.value().to_owned(), attribute.value_span()),
            None => {
                let name = self.document.name(node).map_or("", |name| name.local);
                let at = self.document.start_tag(node);
                self.report(Kind::MissingPart, at.clone(), format!("{name} names no Algorithm."));
                (String::new(), at)
            }
        }
    }

    fn c14n_method(&mut self, node: NodeId) -> Declared<Canonicalization> {
        let (uri, at) = self.algorithm(node);
        let meaning = canonicalization(self.document, node, &uri);
        if meaning.is_none() && !uri.is_empty() {
            self.unknown("canonicalisation", &uri, at.clone());
        }
        Declared { uri, at, meaning }
    }

    fn signature_method(&mut self, node: NodeId) -> Declared<ssoscope_crypto::Algorithm> {
        let (uri, at) = self.algorithm(node);
        let meaning = signature_method(self.document, node, &uri);
        if meaning.is_none() && !uri.is_empty() {
            self.unknown("signature algorithm", &uri, at.clone());
        }
        Declared { uri, at, meaning }
    }

    /// `HMACOutputLength` (XML Signature 1.1 §6.3.1). Cut to less than half of the hash, or to less than 80 bits, a MAC must
    /// not be taken.
    fn mac_bits(&mut self, method: NodeId) -> Option<usize> {
        let node =
            self.document.elements(method).find(|node| self.document.is(*node, DSIG, "HMACOutputLength"))?;
        let text = self.document.text(node);
        let hash = match signature_method(self.document, method, self.algorithm(method).0.as_str()) {
            Some(ssoscope_crypto::Algorithm::Hmac(hash)) => 8 * hash.len(),
            _ => 0,
        };
        let bits = text.value.trim().parse().unwrap_or(0);
        if bits < 80.max(hash / 2) || bits > hash || bits % 8 != 0 {
            let says = format!(
                "The MAC is cut to {} bits: too few to prove anything, and no verifier may take it (CVE-2009-0217).",
                text.value.trim()
            );
            self.report(Kind::ShortMac, text.span, says);
        }
        Some(bits)
    }

    pub(super) fn unknown(&mut self, what: &str, uri: &str, at: Range<usize>) {
        let (kind, says) = if is_known_unsupported(uri) {
            (Kind::UnsupportedAlgorithm, format!("The {what} {uri} is known, but not computed here."))
        } else {
            (Kind::UnknownAlgorithm, format!("{uri} names no {what} that is known here."))
        };
        self.report(kind, at, says);
    }

    fn references(&mut self, info: NodeId) -> Vec<Reference> {
        let document = self.document;
        let all: Vec<NodeId> = document
            .elements(info)
            .filter(|node| document.is(*node, DSIG, "Reference"))
            .take(MAX_REFERENCES + 1)
            .collect();
        if all.is_empty() {
            let says = "SignedInfo has no Reference, so that nothing is signed.".to_owned();
            self.report(Kind::MissingPart, document.start_tag(info), says);
        }
        if let Some(beyond) = all.get(MAX_REFERENCES) {
            let says = format!("There are more than {MAX_REFERENCES} references: the rest was not read.");
            self.report(Kind::TooManyReferences, document.span(*beyond), says);
        }
        all.into_iter().take(MAX_REFERENCES).map(|node| self.reference(node)).collect()
    }

    fn reference(&mut self, node: NodeId) -> Reference {
        let uri = self.document.attribute(node, "", "URI");
        let digest_value = self.one(node, "DigestValue").map(|value| self.base64(value));
        let digest = self.one(node, "DigestMethod").map(|method| self.digest_method(method));
        let transforms = transform::read(self, node);
        self.strangers(node, &["Transforms", "DigestMethod", "DigestValue"]);
        Reference {
            node,
            uri: uri.map(|uri| (uri.value().to_owned(), uri.value_span())),
            transforms,
            digest_method: digest,
            digest_value,
        }
    }

    fn digest_method(&mut self, node: NodeId) -> Declared<ssoscope_crypto::Hash> {
        let (uri, at) = self.algorithm(node);
        let meaning = digest_method(&uri);
        if meaning.is_none() && !uri.is_empty() {
            self.unknown("digest", &uri, at.clone());
        }
        Declared { uri, at, meaning }
    }
}

/// The canonicalisation that `uri` names, with the PrefixList that `node` holds.
pub(super) fn canonicalization(document: &Document, node: NodeId, uri: &str) -> Option<Canonicalization> {
    let mut meaning = Canonicalization::from_uri(uri)?;
    if meaning.method == Method::Exclusive {
        let list = document.elements(node).find(|child| document.is(*child, EXC_C14N, "InclusiveNamespaces"));
        let prefixes = list.and_then(|list| document.attribute(list, "", "PrefixList"));
        let prefixes = prefixes.map_or("", |prefixes| prefixes.value());
        meaning.inclusive_prefixes = prefixes.split_ascii_whitespace().map(str::to_owned).collect();
    }
    Some(meaning)
}
