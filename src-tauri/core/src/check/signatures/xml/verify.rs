//! Verifies the signatures of the judged messages: every document's are read once, and what they cover together is bounded.

use base64::Engine;
use ssoscope_crypto::{Algorithm, Outcome, PublicKey, Secret};
use ssoscope_xml::NodeId;
use ssoscope_xml::dsig::{
    self, Declared, KeyInfo, ReferenceCheck, Signature, SignatureProblem, SignatureProblemKind, Target,
    Verification,
};

use super::explain::Explainer;
use super::naming;
use super::{DigestMismatch, Digests, SignatureFault, SignedElement, ValueFit, XmlSignature};
use crate::case::Role;
use crate::check::known::Known;
use crate::check::known::saml::KnownSaml;
use crate::check::signatures::candidates::{Candidate, brought_along, candidates};
use crate::decode::saml::{SamlBody, SamlMessage, Xml, key_info};
use crate::decode::x509::Certificate;
use crate::decode::{Body, Message, MessageId, Spanned};
use crate::limits::Limits;

/// Verifies every XML signature of the examined messages.
pub(in crate::check::signatures) fn verify(messages: &[Message], known: &Known) -> Vec<XmlSignature> {
    let examined = messages.iter().filter(|message| message.role == Role::Capture);
    let saml = examined.filter_map(|message| match &message.body {
        Body::Saml(saml) if !matches!(saml.body, SamlBody::Entity(_)) => Some((message.id, saml.as_ref())),
        _ => None,
    });
    let mut verifier = Verifier {
        known: &known.saml,
        left: Limits::SIGNED_BYTES,
        document: None,
        explainer: Explainer::new(&known.saml),
    };
    saml.flat_map(|(id, saml)| verifier.message(id, saml)).collect()
}

struct Verifier<'a> {
    known: &'a KnownSaml,
    /// Bytes that may still be covered.
    left: usize,
    /// The document that was read last, with its signatures: the messages of one follow one another.
    document: Option<(Xml, Vec<Signature>)>,
    explainer: Explainer,
}

impl Verifier<'_> {
    /// Those of the message itself, then those of assertions that were decrypted into documents of their own.
    fn message(&mut self, message: MessageId, saml: &SamlMessage) -> Vec<XmlSignature> {
        let decrypted = saml.assertions().iter().filter(|assertion| assertion.decrypted_from.is_some());
        let own = std::iter::once((&saml.xml, saml.element));
        let places: Vec<(&Xml, NodeId)> =
            own.chain(decrypted.map(|inner| (&inner.xml, inner.element))).collect();
        let candidates = candidates(saml, self.known);
        places
            .into_iter()
            .flat_map(|(xml, element)| self.element(message, xml, element, &candidates))
            .collect()
    }

    fn element(
        &mut self,
        message: MessageId,
        xml: &Xml,
        element: NodeId,
        candidates: &[Candidate],
    ) -> Vec<XmlSignature> {
        let all = self.signatures(xml);
        let inside: Vec<Signature> =
            all.iter().filter(|signature| xml.document.is_within(signature.node, element)).cloned().collect();
        inside.iter().map(|signature| self.one(message, xml, signature, candidates)).collect()
    }

    fn signatures(&mut self, xml: &Xml) -> &[Signature] {
        let same = |(read, _): &(Xml, Vec<Signature>)| std::sync::Arc::ptr_eq(&read.document, &xml.document);
        if !self.document.as_ref().is_some_and(same) {
            self.document = Some((xml.clone(), dsig::signatures(&xml.document)));
        }
        self.document.as_ref().map(|(_, signatures)| signatures.as_slice()).unwrap_or_default()
    }

    fn one(
        &mut self,
        message: MessageId,
        xml: &Xml,
        signature: &Signature,
        known: &[Candidate],
    ) -> XmlSignature {
        let cost = xml.document.source().len().saturating_mul(signature.references.len().max(1));
        if cost > self.left {
            return unverified(message, xml, signature);
        }
        self.left -= cost;
        self.verified(message, xml, signature, known)
    }

    fn verified(
        &mut self,
        message: MessageId,
        xml: &Xml,
        signature: &Signature,
        known: &[Candidate],
    ) -> XmlSignature {
        let certificates: Vec<&Certificate> = known.iter().filter_map(Candidate::certificate).collect();
        let embedded = key_info::of_read(xml, &signature.key_info, &certificates);
        let brought: Vec<Candidate> = embedded.iter().filter_map(brought_along).collect();
        let by_secret = is_mac(signature);
        let candidates = match by_secret {
            true => Vec::new(),
            false => in_order(&signature.key_info, known, &brought),
        };
        let verification = self.verification(xml, signature, &candidates);
        let why = self.explainer.why(xml, signature, &verification, &candidates);
        let value = match by_secret {
            true => self.value_by_secret(&verification),
            false => value(&verification, &candidates),
        };
        let parent = xml.document.parent(signature.node).unwrap_or(NodeId::DOCUMENT);
        let whole = verification.references.iter().filter(|reference| !reference.partly);
        XmlSignature {
            message,
            node: signature.node,
            at: xml.element_span(signature.node),
            parent: signed_element(xml, parent),
            covers: whole.flat_map(|reference| covered(xml, reference)).collect(),
            method: signature.method.as_ref().map(|method| named(xml, method)),
            digest_methods: digest_methods(xml, signature),
            digests: digests(xml, signature, &verification),
            naming: naming::of(xml, &signature.key_info, known),
            by_secret,
            value,
            faults: faults(xml, signature, &verification),
            search_was_cut: why.is_none() && self.explainer.was_cut(),
            why,
            embedded,
            xml: xml.clone(),
        }
    }

    fn verification(&self, xml: &Xml, signature: &Signature, candidates: &[&Candidate]) -> Verification {
        if is_mac(signature) {
            let secrets: Vec<Secret> = self.known.secrets.iter().map(|known| known.secret.clone()).collect();
            return dsig::verify_mac(&xml.document, signature, &secrets);
        }
        let keys: Vec<PublicKey> = candidates.iter().map(|candidate| candidate.key.clone()).collect();
        dsig::verify(&xml.document, signature, &keys)
    }

    /// Which of the secrets that were lent a MAC was made with.
    fn value_by_secret(&self, verification: &Verification) -> ValueFit {
        let secrets = &self.known.secrets;
        match verification.value_key().and_then(|at| secrets.get(at)) {
            Some(fits) => ValueFit::Shared(fits.called.clone()),
            None if secrets.is_empty() => ValueFit::NoKey,
            None if verification.value.tried.is_empty() => {
                ValueFit::CantTell("The signature's value can't be computed.".to_owned())
            }
            None => ValueFit::NoneFits(secrets.iter().map(|known| known.called.clone()).collect()),
        }
    }
}

/// Whether a signature is made with a secret (HMAC).
fn is_mac(signature: &Signature) -> bool {
    matches!(signature.method.as_ref().and_then(|method| method.meaning), Some(Algorithm::Hmac(_)))
}

/// The keys in the order in which they are tried: those that are vouched for, then the others, and of each those first whose
/// certificate the signature names; at last what it brings along itself.
fn in_order<'c>(info: &KeyInfo, known: &'c [Candidate], brought: &'c [Candidate]) -> Vec<&'c Candidate> {
    let vouched = |candidate: &&Candidate| matches!(candidate.fit, ValueFit::Vouched(_));
    let (vouched, others): (Vec<&Candidate>, Vec<&Candidate>) = known.iter().partition(vouched);
    let named_first = |candidates: Vec<&'c Candidate>| {
        let (named, rest): (Vec<_>, Vec<_>) =
            candidates.into_iter().partition(|candidate| naming::is_named(info, candidate));
        named.into_iter().chain(rest)
    };
    named_first(vouched).chain(named_first(others)).chain(brought).collect()
}

/// An algorithm as it is named, and where.
fn named<T>(xml: &Xml, algorithm: &Declared<T>) -> Spanned<String> {
    Spanned::new(algorithm.uri.clone(), xml.span(algorithm.at.clone()))
}

fn digest_methods(xml: &Xml, signature: &Signature) -> Vec<Spanned<String>> {
    let methods = signature.references.iter().filter_map(|reference| reference.digest_method.as_ref());
    methods.map(|method| named(xml, method)).collect()
}

/// A signature that is not looked into, because those before it covered too much already.
fn unverified(message: MessageId, xml: &Xml, signature: &Signature) -> XmlSignature {
    let says = "The signatures here cover more than is verified at once.".to_owned();
    XmlSignature {
        message,
        xml: xml.clone(),
        node: signature.node,
        at: xml.element_span(signature.node),
        parent: signed_element(xml, xml.document.parent(signature.node).unwrap_or(NodeId::DOCUMENT)),
        covers: Vec::new(),
        method: None,
        digest_methods: Vec::new(),
        embedded: Vec::new(),
        naming: None,
        by_secret: false,
        digests: Digests::CantTell(says.clone()),
        value: ValueFit::CantTell(says),
        faults: Vec::new(),
        why: None,
        search_was_cut: false,
    }
}

/// What a reference points at; of several elements with one ID, the one whose digest fits comes first.
fn covered(xml: &Xml, reference: &ReferenceCheck) -> Vec<SignedElement> {
    match &reference.target {
        Target::Document => vec![signed_element(xml, xml.document.root().unwrap_or(NodeId::DOCUMENT))],
        Target::Element(node) => vec![signed_element(xml, *node)],
        Target::Ambiguous(nodes) => {
            let others = nodes.iter().filter(|node| Some(**node) != reference.matching);
            let all = reference.matching.iter().chain(others).take(8);
            all.map(|node| signed_element(xml, *node)).collect()
        }
        Target::Nothing => Vec::new(),
    }
}

fn signed_element(xml: &Xml, node: NodeId) -> SignedElement {
    SignedElement {
        node,
        at: xml.element_span(node),
        name: xml.document.name(node).map_or("", |name| name.local).to_owned(),
        id: xml.document.id_of(node).map(str::to_owned),
    }
}

fn digests(xml: &Xml, signature: &Signature, verification: &Verification) -> Digests {
    let mut differing = Vec::new();
    for (reference, check) in signature.references.iter().zip(&verification.references) {
        let (Some(declared), Some(computed)) = (&check.declared, &check.computed) else {
            let says = check.problems.first().map(|problem| problem.says.clone());
            return Digests::CantTell(
                says.unwrap_or_else(|| "A reference's digest can't be computed.".to_owned()),
            );
        };
        if !check.matches() {
            let at = reference
                .digest_value
                .as_ref()
                .map_or(xml.document.span(reference.node), |value| value.span.clone());
            differing.push(DigestMismatch {
                at: xml.span(at),
                covers: covered(xml, check).into_iter().next(),
                signed: base64(declared),
                computed: base64(computed),
            });
        }
    }
    match (differing.is_empty(), verification.references.is_empty()) {
        (false, _) => Digests::Mismatch(differing),
        (true, true) => Digests::CantTell("The signature refers to nothing.".to_owned()),
        (true, false) => Digests::Match,
    }
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn value(verification: &Verification, candidates: &[&Candidate]) -> ValueFit {
    if let Some(fits) = verification.value_key().and_then(|at| candidates.get(at)) {
        return fits.fit.clone();
    }
    if candidates.is_empty() {
        return ValueFit::NoKey;
    }
    let tried = &verification.value.tried;
    let unsupported = tried.iter().find_map(|check| match &check.outcome {
        Outcome::Unsupported(says) => Some(says.clone()),
        _ => None,
    });
    match (tried.iter().any(|check| check.outcome == Outcome::Invalid), unsupported) {
        (_, Some(says)) => ValueFit::CantTell(says),
        (false, None) if tried.is_empty() => {
            ValueFit::CantTell("The signature's value can't be computed.".to_owned())
        }
        _ => ValueFit::NoneFits(candidates.iter().map(|candidate| candidate.called.clone()).collect()),
    }
}

fn faults(xml: &Xml, signature: &Signature, verification: &Verification) -> Vec<SignatureFault> {
    let of_references = verification.references.iter().flat_map(|reference| &reference.problems);
    let all = signature.problems.iter().chain(of_references).chain(&verification.problems);
    let counts = |kind: SignatureProblemKind| kind.blocks() || is_forbidden(kind);
    let blocking = all.filter(|problem| counts(problem.kind)).map(|problem| fault(xml, problem));
    let der = verification.value.tried.iter().any(|check| check.der_encoded);
    blocking.chain(der.then(|| der_encoded(xml, signature))).collect()
}

/// What XML Signature allows and SAML does not (SAML Core 2.0 §5.4.4).
fn is_forbidden(kind: SignatureProblemKind) -> bool {
    matches!(kind, SignatureProblemKind::FilterTransform | SignatureProblemKind::PartlySigned)
}

fn fault(xml: &Xml, problem: &SignatureProblem) -> SignatureFault {
    SignatureFault {
        kind: problem.kind,
        at: xml.span(problem.at.clone()),
        says: problem.says.clone(),
        breaks: !is_not_computed(problem.kind),
    }
}

/// The problems that lie in this program's reach rather than in the signature.
fn is_not_computed(kind: SignatureProblemKind) -> bool {
    use SignatureProblemKind::*;
    matches!(
        kind,
        UnknownAlgorithm
            | UnsupportedAlgorithm
            | BadParameters
            | UnsupportedTransform
            | UnknownTransform
            | TooManyReferences
            | TooManyTransforms
            | TooMuchWork
            | UnsupportedPointer
    )
}

fn der_encoded(xml: &Xml, signature: &Signature) -> SignatureFault {
    let at = signature
        .value
        .as_ref()
        .map_or_else(|| xml.document.span(signature.node), |value| value.span.clone());
    let says = "The signature's value is written as a DER sequence, where XML Signature wants two plain numbers; strict \
                verifiers refuse it.";
    SignatureFault {
        kind: SignatureProblemKind::BadParameters,
        at: xml.span(at),
        says: says.to_owned(),
        breaks: true,
    }
}
