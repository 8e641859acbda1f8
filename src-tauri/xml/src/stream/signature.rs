//! The root's signature: what it says, followed as far as that goes in windows.

use super::digest::{Digested, Plan};
use super::verdict::StreamedSignature;
use super::window::{Place, Window};
use crate::c14n::{Canonicalization, Method};
use crate::dsig::{
    self, Declared, Reference, Signature, SignatureProblem, SignatureProblemKind as Kind, Target,
    TransformKind, ValueCheck,
};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::PublicKey;
use std::ops::Range;

/// The signature of the root, as it was found.
pub(super) struct Found {
    /// How what it signs becomes a digest; nothing where that is not told here.
    pub(super) plan: Option<Plan>,
    /// What came out.
    pub(super) digested: Option<Digested>,
    signature: Signature,
    at: Range<usize>,
    place: Place,
    signed: Option<Vec<u8>>,
    value: ValueCheck,
    target: Target,
    problems: Vec<SignatureProblem>,
    /// Whether it stood in the first window, so that everything could be digested from the start.
    first: bool,
    /// The identifier that it refers to, and how many elements carry it.
    id: Option<String>,
    carriers: usize,
}

impl Found {
    /// The signature of the root, where this window holds it.
    pub(super) fn look(window: &Window, keys: &[PublicKey], first: bool) -> Option<Found> {
        let document = &window.document;
        let node = window.signature_of_root()?;
        let signature = dsig::signature_at(document, node);
        let mut found = Found {
            plan: None,
            digested: None,
            at: window.place(document.span(node)),
            place: window.placing(),
            signed: dsig::canonical_signed_info(document, &signature),
            value: dsig::check_value(document, &signature, keys),
            target: Target::Nothing,
            problems: Vec::new(),
            first,
            id: None,
            carriers: 0,
            signature,
        };
        found.follow(window);
        Some(found)
    }

    /// Whether it came too late for what it signs to be digested in one reading.
    pub(super) fn is_late(&self) -> bool {
        self.plan.is_some() && !self.first
    }

    pub(super) fn forget_ids(&mut self) {
        self.carriers = 0;
    }

    pub(super) fn count_ids(&mut self, window: &Window) {
        let Some(id) = &self.id else { return };
        let carriers = window.document.with_id(id).into_iter();
        self.carriers += carriers.filter(|carrier| carrier.declared && !window.is_lent(carrier.node)).count();
    }

    fn follow(&mut self, window: &Window) {
        let document = &window.document;
        let signature = self.signature.clone();
        let [reference] = signature.references.as_slice() else {
            let says =
                "It has several references, which are followed only in a document that is read as a whole.";
            return self.refuse(document.span(signature.node), says);
        };
        let pointed = dsig::point(document, reference);
        match pointed.target {
            Target::Document => self.target = Target::Document,
            Target::Element(node) if Some(node) == window.root() => self.target = Target::Element(node),
            _ => {
                let says = "It refers to something else than the root, which is followed only in a document that is read as a whole.";
                return self.refuse(document.span(reference.node), says);
            }
        }
        self.problems = pointed.problems;
        if let Target::Element(_) = self.target {
            let uri = reference.uri.as_ref().map_or("", |(uri, _)| uri);
            self.id = dsig::referenced_id(uri).map(str::to_owned);
        }
        self.plan = self.plan(document, reference, pointed.comments);
    }

    fn plan(&mut self, document: &Document, reference: &Reference, comments: bool) -> Option<Plan> {
        let mut enveloped = false;
        let mut how = Canonicalization::new(Method::Inclusive10);
        let mut meanings =
            reference.transforms.iter().map(|transform| &transform.algorithm.meaning).peekable();
        if meanings.next_if(|meaning| matches!(meaning, Some(TransformKind::Enveloped))).is_some() {
            enveloped = true;
        }
        if let Some(Some(TransformKind::Canonicalize(declared))) =
            meanings.next_if(|meaning| matches!(meaning, Some(TransformKind::Canonicalize(_))))
        {
            how = declared.clone();
        }
        if meanings.next().is_some() {
            let says = "Its transforms are followed only in a document that is read as a whole.";
            self.refuse(document.span(reference.node), says);
            return None;
        }
        how.comments &= comments;
        Some(Plan {
            how,
            hash: reference.digest_method.as_ref()?.meaning?,
            whole: self.target == Target::Document,
            without: enveloped.then_some(self.at.start),
        })
    }

    fn refuse(&mut self, at: Range<usize>, says: &str) {
        self.problems.push(SignatureProblem { kind: Kind::UnsupportedPointer, at, says: says.to_owned() });
    }

    /// What it amounts to, now that the text was read to its end.
    pub(super) fn conclude(mut self, well_formed: bool, relative: Option<Range<usize>>) -> StreamedSignature {
        let late = self.late_problems(well_formed, relative);
        if !well_formed {
            self.digested = None;
        }
        let place = self.place;
        let seen = std::mem::take(&mut self.problems);
        let verification = self.verification(seen.iter().chain(&late).cloned().collect());
        let own = self.signature.problems.iter().chain(&seen);
        let placed =
            own.map(|problem| SignatureProblem { at: place.of(problem.at.clone()), ..problem.clone() });
        let problems = placed.chain(late).collect();
        let reference = self.signature.references.first();
        StreamedSignature {
            at: self.at.clone(),
            value_at: self.signature.value.as_ref().map(|value| place.of(value.span.clone())),
            method: self.signature.method.as_ref().map(|method| named(method, place)),
            digest_method: reference
                .and_then(|reference| Some(named(reference.digest_method.as_ref()?, place))),
            declared: reference.and_then(|reference| {
                let value = reference.digest_value.as_ref()?;
                Some((value.bytes.clone()?, place.of(value.span.clone())))
            }),
            computed: self.digested.as_ref().map(|digested| digested.digest.clone()),
            digested: self.digested.as_ref().map(|digested| digested.length),
            digest_matches: verification.digests_match(),
            value_key: verification.value_key(),
            embedded: self.embedded(),
            algorithm: self.signature.method.as_ref().and_then(|method| method.meaning),
            value: self.signature.value.as_ref().and_then(|value| value.bytes.clone()),
            signed: self.signed.take(),
            state: verification.state,
            problems,
        }
    }

    /// What only the whole text tells of the signature.
    fn late_problems(&self, well_formed: bool, relative: Option<Range<usize>>) -> Vec<SignatureProblem> {
        let empty = self.digested.as_ref().is_some_and(|digested| digested.length == 0);
        let told = [
            (
                (self.carriers > 1).then(|| self.at.clone()),
                Kind::AmbiguousId,
                "Several elements have the identifier that is signed.",
            ),
            (
                empty.then(|| self.at.clone()),
                Kind::SignsNothing,
                "The transforms leave nothing to be signed: any content would fit.",
            ),
            (
                relative,
                Kind::RelativeNamespace,
                "What is signed uses a relative namespace name: canonicalisation has to fail.",
            ),
            (
                (!well_formed).then_some(0..self.at.end),
                Kind::IllFormedDocument,
                "The document is not well-formed XML: no verifier should get as far as the signature.",
            ),
        ];
        let problem = |(at, kind, says): (Option<Range<usize>>, Kind, &str)| {
            Some(SignatureProblem { kind, at: at?, says: says.to_owned() })
        };
        told.into_iter().filter_map(problem).collect()
    }

    fn verification(&self, problems: Vec<SignatureProblem>) -> dsig::Verification {
        let covered = match self.target {
            Target::Element(node) => node,
            _ => NodeId::DOCUMENT,
        };
        let digest = self.digested.as_ref().map(|digested| (digested.digest.clone(), digested.length));
        dsig::conclude(&self.signature, (self.target.clone(), covered), digest, self.value.clone(), problems)
    }

    fn embedded(&self) -> Vec<(Vec<u8>, Range<usize>)> {
        let all = self.signature.key_info.certificates.iter();
        all.filter_map(|certificate| {
            let encoded = &certificate.encoded;
            Some((encoded.bytes.clone()?, self.place.of(encoded.span.clone())))
        })
        .collect()
    }
}

fn named<T>(declared: &Declared<T>, place: Place) -> (String, Range<usize>) {
    (declared.uri.clone(), place.of(declared.at.clone()))
}
