//! One reference followed: what it points at, its canonical bytes, both digests.

use super::pointer::{Target, point};
use super::problem::SignatureProblemKind as Kind;
use super::transform::{Data, Stuck, apply};
use super::{FREE_COVERAGE, MAX_COVERAGE, Reference, Signature, SignatureProblem, TransformKind};
use crate::ProblemKind;
use crate::c14n::{Canonicalization, Counted, Sink};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::Hash;
use std::ops::Range;

/// Elements that carry one ambiguous identifier and are digested to tell which one was signed.
const TRIED: usize = 4;

/// What came of following one reference.
#[derive(Debug, Clone)]
pub struct ReferenceCheck {
    /// What the URI points at.
    pub target: Target,
    /// The digest that the reference declares.
    pub declared: Option<Vec<u8>>,
    /// The digest computed here; of several elements in question, the one that matches, or else the first.
    pub computed: Option<Vec<u8>>,
    /// How many bytes were digested.
    pub length: Option<usize>,
    /// The node whose digest is the declared one: the document or an element.
    pub matching: Option<NodeId>,
    /// Whether a filter left out more of it than the signature itself, so that the digest does not speak for all of it.
    pub partly: bool,
    /// What is wrong with it.
    pub problems: Vec<SignatureProblem>,
}

impl ReferenceCheck {
    /// One that was followed elsewhere.
    pub(super) fn followed(
        target: Target,
        declared: Option<Vec<u8>>,
        covered: NodeId,
        digest: Option<(Vec<u8>, usize)>,
    ) -> ReferenceCheck {
        let (computed, length) = digest.unzip();
        let matches = computed.is_some() && computed == declared;
        let matching = matches.then_some(covered);
        ReferenceCheck { target, declared, computed, length, matching, partly: false, problems: Vec::new() }
    }

    /// Whether the digest computed is the one declared.
    pub fn matches(&self) -> bool {
        self.matching.is_some()
    }
}

/// How many bytes of the document may still be digested for one signature.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new(document: &Document) -> Budget {
        Budget(document.source().len().saturating_mul(MAX_COVERAGE).max(FREE_COVERAGE))
    }

    fn spend(&mut self, document: &Document, node: NodeId) -> bool {
        let cost = document.span(node).len();
        let affordable = cost <= self.0;
        self.0 = self.0.saturating_sub(cost);
        affordable
    }
}

pub(super) fn check(
    document: &Document,
    signature: &Signature,
    reference: &Reference,
    budget: &mut Budget,
) -> ReferenceCheck {
    let pointed = point(document, reference);
    let mut check = ReferenceCheck {
        declared: reference.digest_value.as_ref().and_then(|value| value.bytes.clone()),
        computed: None,
        length: None,
        matching: None,
        partly: false,
        problems: pointed.problems,
        target: pointed.target,
    };
    let nodes = candidates(&check.target);
    if let [node] = nodes.as_slice() {
        check.note_enveloped(document, signature, reference, *node);
    }
    let Some(hash) = reference.digest_method.as_ref().and_then(|method| method.meaning) else { return check };
    for node in nodes {
        if !budget.spend(document, node) {
            let says =
                "The references cover the document too many times over: not all were digested.".to_owned();
            check.problems.push(SignatureProblem {
                kind: Kind::TooMuchWork,
                at: document.span(reference.node),
                says,
            });
            break;
        }
        let start = Data::Nodes { apex: node, without: None, comments: pointed.comments };
        if !check.digest(document, signature, reference, (node, start), hash) {
            break;
        }
    }
    check
}

/// The bytes that a reference digests, for showing; of several elements in question, the first.
pub(super) fn bytes(document: &Document, signature: &Signature, reference: &Reference) -> Option<Vec<u8>> {
    let pointed = point(document, reference);
    let apex = *candidates(&pointed.target).first()?;
    let start = Data::Nodes { apex, without: None, comments: pointed.comments };
    let (data, how) = apply(document, signature.node, &reference.transforms, start).ok()?;
    let mut bytes = Vec::new();
    write(document, data, how, &mut bytes);
    Some(bytes)
}

fn candidates(target: &Target) -> Vec<NodeId> {
    match target {
        Target::Document => vec![NodeId::DOCUMENT],
        Target::Element(node) => vec![*node],
        Target::Ambiguous(nodes) => nodes.iter().take(TRIED).copied().collect(),
        Target::Nothing => Vec::new(),
    }
}

impl ReferenceCheck {
    /// Digests one node; whether to go on with the next.
    fn digest(
        &mut self,
        document: &Document,
        signature: &Signature,
        reference: &Reference,
        (node, start): (NodeId, Data),
        hash: Hash,
    ) -> bool {
        self.note_relative_namespace(document, node);
        let (data, how) = match apply(document, signature.node, &reference.transforms, start) {
            Ok(applied) => applied,
            Err(Stuck { kind, transform, says }) => {
                let at = document.span(transform);
                self.problems.push(SignatureProblem { kind, at, says });
                return false;
            }
        };
        if matches!(data, Data::Subset(_)) {
            self.partly = true;
            let says = "A filter leaves out more than the signature itself: what it leaves out may be changed at will.";
            let at = document.span(reference.node);
            self.problems.push(SignatureProblem { kind: Kind::PartlySigned, at, says: says.to_owned() });
        }
        let mut sink = Counted::new(hash);
        write(document, data, how, &mut sink);
        if sink.length == 0 {
            let says = "The transforms leave nothing to be signed: any content would fit.".to_owned();
            let at = document.span(reference.node);
            self.problems.push(SignatureProblem { kind: Kind::SignsNothing, at, says });
        }
        let computed = sink.hasher.finish();
        let matches = self.declared.as_ref() == Some(&computed);
        if matches || self.computed.is_none() {
            self.length = Some(sink.length);
            self.computed = Some(computed);
        }
        self.matching = matches.then_some(node);
        !matches
    }

    fn note_relative_namespace(&mut self, document: &Document, apex: NodeId) {
        let holds = |at: &Range<usize>| {
            let within = |span: Range<usize>| span.start <= at.start && at.end <= span.end;
            within(document.span(apex))
                || document.ancestors(apex).any(|above| within(document.start_tag(above)))
        };
        let relative =
            document.problems().iter().filter(|problem| problem.kind == ProblemKind::RelativeNamespace);
        if let Some(problem) = relative.map(|problem| problem.at.clone()).find(holds) {
            let says = "What is signed uses a relative namespace name: canonicalisation has to fail, and some code then signs nothing.";
            let kind = Kind::RelativeNamespace;
            self.problems.push(SignatureProblem { kind, at: problem, says: says.to_owned() });
        }
    }

    fn note_enveloped(
        &mut self,
        document: &Document,
        signature: &Signature,
        reference: &Reference,
        apex: NodeId,
    ) {
        let enveloped = |kind: &Option<TransformKind>| *kind == Some(TransformKind::Enveloped);
        let transform = reference.transforms.iter().find(|transform| enveloped(&transform.algorithm.meaning));
        if let (Some(transform), false) = (transform, document.is_within(signature.node, apex)) {
            let says = "The enveloped-signature transform leaves out nothing: the signature lies outside of what it signs.";
            let at = document.span(transform.node);
            self.problems.push(SignatureProblem { kind: Kind::NotEnveloped, at, says: says.to_owned() });
        }
    }
}

fn write(document: &Document, data: Data, how: Option<Canonicalization>, sink: &mut impl Sink) {
    match data {
        Data::Octets(octets) => sink.write(&octets),
        Data::Nodes { apex, without, comments } => {
            let Some(mut how) = how else { return };
            how.comments &= comments;
            how.write(document, apex, without, sink);
        }
        Data::Subset(set) => {
            let Some(how) = how else { return };
            how.write_subset(document, &set, sink);
        }
    }
}
