//! A signature verified: every reference followed, every given key tried, and what all of it amounts to.

use super::problem::SignatureProblemKind as Kind;
pub use super::reference::ReferenceCheck;
use super::reference::{self, Budget};
use super::{Signature, SignatureProblem, Target};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::{Algorithm, EcdsaForm, Outcome, PublicKey, Secret, hmac_tag};

/// What came of verifying one signature.
#[derive(Debug, Clone)]
pub struct Verification {
    /// Every reference, in order.
    pub references: Vec<ReferenceCheck>,
    /// The signature's value.
    pub value: ValueCheck,
    /// What stands in the way besides the problems of the signature and of its references.
    pub problems: Vec<SignatureProblem>,
    /// What it amounts to.
    pub state: State,
}

/// What a verification amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Every digest matches and the value is that of the key with this number among those given.
    Valid {
        /// Its place in the slice of keys.
        key: usize,
    },
    /// Something does not match, or the signature is not one that a verifier may accept.
    Invalid,
    /// It cannot be told: no key of the right kind was given, or something is not computed here.
    Undetermined,
}

/// What came of trying keys on the signature's value.
#[derive(Debug, Clone)]
pub struct ValueCheck {
    /// How many bytes SignedInfo has in canonical form; `None` where that cannot be computed.
    pub signed_length: Option<usize>,
    /// The keys tried, up to the first that fits.
    pub tried: Vec<KeyCheck>,
}

/// One key, tried on the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCheck {
    /// Its place in the slice of keys.
    pub key: usize,
    /// Whether the value is this key's.
    pub outcome: Outcome,
    /// The value is this key's, but written as a DER SEQUENCE, where XML Signature wants two plain numbers
    /// (XML Signature 1.1 §6.4.3): lenient verifiers accept it, strict ones do not.
    pub der_encoded: bool,
}

impl Verification {
    /// Whether every digest is the one declared. A signature without references has none that match.
    pub fn digests_match(&self) -> bool {
        !self.references.is_empty() && self.references.iter().all(ReferenceCheck::matches)
    }

    /// The key whose signature the value is, whatever the digests are.
    pub fn value_key(&self) -> Option<usize> {
        self.value.tried.iter().find(|check| check.outcome.is_valid()).map(|check| check.key)
    }

    /// What the signature vouches for: [`NodeId::DOCUMENT`] or elements, each with all below it but the signature itself
    /// where that is enveloped. Empty unless the signature is valid; what a filter left a part of is not in it.
    pub fn covered(&self) -> Vec<NodeId> {
        match self.state {
            State::Valid { .. } => {
                let whole = self.references.iter().filter(|reference| !reference.partly);
                whole.filter_map(|reference| reference.matching).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Verifies a signature with the keys given, and with no other: what KeyInfo holds is not trusted.
pub fn verify(document: &Document, signature: &Signature, keys: &[PublicKey]) -> Verification {
    let mut budget = Budget::new(document);
    let follow = |reference| reference::check(document, signature, reference, &mut budget);
    let references: Vec<ReferenceCheck> = signature.references.iter().map(follow).collect();
    let value = check_value(document, signature, keys);
    let problems = document_problems(document);
    let mut verification = Verification { references, value, problems, state: State::Undetermined };
    verification.state = state(signature, &verification);
    verification
}

/// What a signature amounts to whose one reference was followed elsewhere: what it points at and the node that stands for that,
/// what was digested, the value, and what stands in the way.
pub(crate) fn conclude(
    signature: &Signature,
    (target, covered): (Target, NodeId),
    digest: Option<(Vec<u8>, usize)>,
    value: ValueCheck,
    problems: Vec<SignatureProblem>,
) -> Verification {
    let declared = signature.references.first().and_then(|reference| reference.digest_value.as_ref());
    let check =
        ReferenceCheck::followed(target, declared.and_then(|value| value.bytes.clone()), covered, digest);
    let mut verification =
        Verification { references: vec![check], value, problems, state: State::Undetermined };
    verification.state = state(signature, &verification);
    verification
}

/// Verifies a signature that is a MAC (HMAC), with the secrets given; their places stand in the place of keys.
pub fn verify_mac(document: &Document, signature: &Signature, secrets: &[Secret]) -> Verification {
    let mut verification = verify(document, signature, &[]);
    verification.value.tried = macs(document, signature, secrets);
    verification.state = state(signature, &verification);
    verification
}

fn macs(document: &Document, signature: &Signature, secrets: &[Secret]) -> Vec<KeyCheck> {
    let method = signature.method.as_ref().and_then(|method| method.meaning);
    let value = signature.value.as_ref().and_then(|value| value.bytes.as_deref());
    let signed = canonical_signed_info(document, signature);
    let (Some(Algorithm::Hmac(hash)), Some(value), Some(signed)) = (method, value, signed) else {
        return Vec::new();
    };
    let length = signature.mac_bits.map_or(hash.len(), |bits| bits / 8);
    let fits = |secret: &Secret| {
        let tag = hmac_tag(hash, secret, &signed);
        tag.expose().get(..length).is_some_and(|cut| Secret::from(cut) == Secret::from(value))
    };
    let outcome = |secret| if fits(secret) { Outcome::Valid } else { Outcome::Invalid };
    let each = secrets.iter().enumerate();
    each.map(|(key, secret)| KeyCheck { key, outcome: outcome(secret), der_encoded: false }).collect()
}

/// The bytes that the signature's value signs: SignedInfo in canonical form.
pub fn canonical_signed_info(document: &Document, signature: &Signature) -> Option<Vec<u8>> {
    let how = signature.canonicalization.as_ref()?.meaning.as_ref()?;
    Some(how.bytes(document, signature.signed_info?, None))
}

/// The bytes that a reference (by its place) digests, for showing.
pub fn referenced_bytes(document: &Document, signature: &Signature, at: usize) -> Option<Vec<u8>> {
    reference::bytes(document, signature, signature.references.get(at)?)
}

pub(crate) fn check_value(document: &Document, signature: &Signature, keys: &[PublicKey]) -> ValueCheck {
    let signed = canonical_signed_info(document, signature);
    let mut check = ValueCheck { signed_length: signed.as_ref().map(Vec::len), tried: Vec::new() };
    let method = signature.method.as_ref().and_then(|method| method.meaning.as_ref());
    let value = signature.value.as_ref().and_then(|value| value.bytes.as_ref());
    let (Some(signed), Some(method), Some(value)) = (signed, method, value) else { return check };
    for (key, public) in keys.iter().enumerate() {
        let outcome = ssoscope_crypto::verify(method, public, &signed, value);
        let der_encoded = outcome == Outcome::Invalid && is_der(method, public, &signed, value);
        let fits = outcome.is_valid();
        check.tried.push(KeyCheck { key, outcome, der_encoded });
        if fits {
            break;
        }
    }
    check
}

fn is_der(method: &Algorithm, key: &PublicKey, signed: &[u8], value: &[u8]) -> bool {
    match method {
        Algorithm::Ecdsa(hash) if value.first() == Some(&0x30) => {
            ssoscope_crypto::verify_ecdsa(*hash, EcdsaForm::Der, key, signed, value).is_valid()
        }
        _ => false,
    }
}

fn document_problems(document: &Document) -> Vec<SignatureProblem> {
    if document.well_formed() {
        return Vec::new();
    }
    let says =
        "The document is not well-formed XML: no verifier should get as far as the signature.".to_owned();
    vec![SignatureProblem { kind: Kind::IllFormedDocument, at: 0..document.source().len(), says }]
}

fn state(signature: &Signature, verification: &Verification) -> State {
    let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
    let problems: Vec<Kind> = signature
        .problems
        .iter()
        .chain(of_references)
        .chain(&verification.problems)
        .map(|problem| problem.kind)
        .collect();
    let blocked = problems.iter().any(|kind| kind.blocks());
    if let (false, true, Some(key)) = (blocked, verification.digests_match(), verification.value_key()) {
        return State::Valid { key };
    }
    let differs = |reference: &ReferenceCheck| reference.computed.is_some() && !reference.matches();
    let refused = |check: &KeyCheck| check.outcome == Outcome::Invalid;
    let value_fails = verification.value_key().is_none() && verification.value.tried.iter().any(refused);
    let broken = problems.iter().any(|kind| breaks(*kind));
    if broken || value_fails || verification.references.iter().any(differs) {
        return State::Invalid;
    }
    State::Undetermined
}

/// Problems that no key and no other verifier could mend.
fn breaks(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        IllFormedDocument
            | MissingPart
            | RepeatedPart
            | UnexpectedPart
            | NotBase64
            | TransformOrder
            | NoSuchId
            | AmbiguousId
            | RelativeNamespace
            | ShortMac
            | SignsNothing
    )
}
