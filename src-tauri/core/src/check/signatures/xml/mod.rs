//! What became of an XML signature: does it cover what it should, do the digests match, and whose key fits.

mod explain;
mod naming;
mod verify;

pub use naming::Naming;
pub(super) use verify::verify;

use ssoscope_xml::NodeId;
use ssoscope_xml::dsig::{ExplanationKind, SignatureProblemKind};

use crate::check::known::saml::KnownKey;
use crate::decode::saml::{KeyMaterial, Xml};
use crate::decode::{MessageId, Spanned};
use crate::span::Span;

/// An XML signature and what became of it.
#[derive(Debug)]
pub struct XmlSignature {
    /// The message that it stands in.
    pub message: MessageId,
    /// The document that it stands in.
    pub xml: Xml,
    /// Its `ds:Signature`.
    pub node: NodeId,
    /// All of its bytes.
    pub at: Span,
    /// The element that holds it, which it is meant to sign.
    pub parent: SignedElement,
    /// The elements that its references cover.
    pub covers: Vec<SignedElement>,
    /// The signature algorithm.
    pub method: Option<Spanned<String>>,
    /// The digest algorithms of its references.
    pub digest_methods: Vec<Spanned<String>>,
    /// What it says of its own key. Nobody vouches for that.
    pub embedded: Vec<KeyMaterial>,
    /// The certificate that it names without bringing it along, where it does.
    pub naming: Option<Naming>,
    /// Whether it is made with a secret that both sides hold (HMAC), and with no key of anybody's own.
    pub by_secret: bool,
    /// Whether what it covers is as it was signed.
    pub digests: Digests,
    /// Whose key fits the signature value.
    pub value: ValueFit,
    /// What is wrong with the signature itself, whatever its key.
    pub faults: Vec<SignatureFault>,
    /// Why it fails, proven, where it fails and that can be told.
    pub why: Option<Why>,
    /// Whether more could have been tried to tell why it fails than the limit allows.
    pub search_was_cut: bool,
}

/// Why a signature fails: what has to be undone for it to fit.
#[derive(Clone, Debug)]
pub struct Why {
    /// What it is, for causes to decide on.
    pub kind: ExplanationKind,
    /// Where; empty where it is nowhere in particular.
    pub at: Vec<Span>,
    /// What happened, in a plain sentence or two.
    pub says: String,
    /// Whose key it is that fits then, where that is known beyond what the value itself tells.
    pub made_by: Option<ValueFit>,
}

/// Something wrong with a signature itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureFault {
    /// What it is, for code to decide on.
    pub kind: SignatureProblemKind,
    /// Where.
    pub at: Span,
    /// One plain sentence.
    pub says: String,
    /// Whether no verifier could accept it; otherwise it is only not computed here.
    pub breaks: bool,
}

/// An element under a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedElement {
    /// The element in the signature's document.
    pub node: NodeId,
    /// All of its bytes.
    pub at: Span,
    /// Its local name, such as `Assertion`.
    pub name: String,
    /// Its identifier.
    pub id: Option<String>,
}

/// Whether what a signature covers is as it was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Digests {
    /// Every reference's digest matches.
    Match,
    /// At least one differs.
    Mismatch(Vec<DigestMismatch>),
    /// It can't be computed; the sentence says why.
    CantTell(String),
}

/// A reference whose digest differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DigestMismatch {
    /// The reference's `DigestValue`.
    pub at: Span,
    /// What it refers to.
    pub covers: Option<SignedElement>,
    /// The digest in the signature, in base64.
    pub signed: String,
    /// The digest of what is there now, in base64.
    pub computed: String,
}

/// Whose key fits a signature value.
#[derive(Clone, Debug)]
pub enum ValueFit {
    /// A key that is vouched for as the issuer's signing key.
    Vouched(KnownKey),
    /// A secret that the person lent; what to call it.
    Shared(String),
    /// Another key of the case: of another standing, or one that a heavier word stands over.
    Other(KnownKey),
    /// Only the key that the signature itself brings along.
    EmbeddedOnly(KeyMaterial),
    /// None of the keys that were tried; their names.
    NoneFits(Vec<String>),
    /// There is no key at all to try.
    NoKey,
    /// It can't be told; the sentence says why.
    CantTell(String),
}

impl XmlSignature {
    /// Whether it is whole and made with a key that is vouched for.
    pub fn verified(&self) -> bool {
        self.is_whole() && matches!(self.value, ValueFit::Vouched(_) | ValueFit::Shared(_))
    }

    /// Whether it is well made and what it covers is as it was signed.
    pub fn is_whole(&self) -> bool {
        self.digests == Digests::Match && self.faults.is_empty()
    }

    /// Whose key made it: as the value tells, or as it tells once its damage is undone.
    pub fn maker(&self) -> &ValueFit {
        self.why.as_ref().and_then(|why| why.made_by.as_ref()).unwrap_or(&self.value)
    }

    /// Whether it covers all of these bytes, be they in clear text or encrypted.
    pub fn covers(&self, at: Span) -> bool {
        self.covers.iter().any(|covered| covered.at.covers(at))
    }

    /// The key that made it, where one is known.
    pub fn key(&self) -> Option<&KnownKey> {
        match &self.value {
            ValueFit::Vouched(key) | ValueFit::Other(key) => Some(key),
            _ => None,
        }
    }
}
