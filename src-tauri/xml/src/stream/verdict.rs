//! What comes of reading a text window by window.

use super::pick::Picked;
use crate::dsig::{SignatureProblem, State};
use crate::problem::{Class, Problem};
use ssoscope_crypto::{Algorithm, PublicKey};
use std::ops::Range;

/// What came of reading a text. Every place is in bytes of the text.
#[derive(Debug, Clone, Default)]
pub struct Streamed {
    /// How many bytes were read.
    pub length: usize,
    /// What is wrong with the text. Reading ends at the first thing that makes it ill-formed.
    pub problems: Vec<Problem>,
    /// The root element, where there is one.
    pub root: Option<Root>,
    /// The first signature that is a child of the root, where there is one.
    pub signature: Option<StreamedSignature>,
    /// How many elements have the name that was looked for.
    pub seen: usize,
    /// Those of them that were wanted.
    pub picked: Vec<Picked>,
}

impl Streamed {
    /// Whether this is well-formed XML that was read to its end.
    pub fn well_formed(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind.class() == Class::Remark)
    }
}

/// The root element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The namespace name; empty for none.
    pub namespace: String,
    /// The part after the colon.
    pub local: String,
    /// Its identifier, as its schema has it.
    pub id: Option<String>,
    /// Where its start tag stands.
    pub tag: Range<usize>,
}

/// The root's signature, and what comes of verifying it.
#[derive(Debug, Clone)]
pub struct StreamedSignature {
    /// Where the `ds:Signature` stands.
    pub at: Range<usize>,
    /// Where `SignatureValue` has its text.
    pub value_at: Option<Range<usize>>,
    /// The identifier of the signature's algorithm, and where it stands.
    pub method: Option<(String, Range<usize>)>,
    /// The identifier of the digest's algorithm, and where it stands.
    pub digest_method: Option<(String, Range<usize>)>,
    /// The digest declared, and where it stands.
    pub declared: Option<(Vec<u8>, Range<usize>)>,
    /// The digest computed; nothing where it is not computed here, or the text was not read to its end.
    pub computed: Option<Vec<u8>>,
    /// How many bytes were digested.
    pub digested: Option<usize>,
    /// Whether the digest computed is the one declared.
    pub digest_matches: bool,
    /// The key whose signature the value is, by its place among those given; whatever the digest is.
    pub value_key: Option<usize>,
    /// The certificates that `KeyInfo` brings along, in DER, and where each stands. None of them is trusted.
    pub embedded: Vec<(Vec<u8>, Range<usize>)>,
    /// SignedInfo in canonical form, which the value signs; nothing where that cannot be computed.
    pub(super) signed: Option<Vec<u8>>,
    pub(super) algorithm: Option<Algorithm>,
    pub(super) value: Option<Vec<u8>>,
    /// What is wrong with the signature.
    pub problems: Vec<SignatureProblem>,
    /// What it amounts to.
    pub state: State,
}

impl StreamedSignature {
    /// Whether the signature's value is that of this key, whatever the digest is.
    pub fn is_made_with(&self, key: &PublicKey) -> bool {
        match (&self.algorithm, &self.signed, &self.value) {
            (Some(algorithm), Some(signed), Some(value)) => {
                ssoscope_crypto::verify(algorithm, key, signed, value).is_valid()
            }
            _ => false,
        }
    }
}
