//! Why the digest of a reference is not the declared one.

use super::super::pointer::{Target, point};
use super::super::{Reference, Signature, TransformKind};
use super::attempts::Attempts;
use super::explanation::{Explanation, ExplanationKind};
use super::trial::{Test, Trial};
use super::{Scene, altered, edits, engines, rewritten};
use crate::c14n::{Canonicalization, Method};
use crate::tree::{Document, NodeId};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use ssoscope_crypto::{Hash, digest};

/// The canonical bytes of an element that is still looked into.
const LARGEST: usize = 8 << 20;
/// Elements that a reference may have meant.
const MOST_TARGETS: usize = 64;

/// Explains the digest of the reference at a place; `None` where it is right, or where nothing that is known explains it.
/// `known` are values known from elsewhere, for one of them may be what was signed.
pub fn explain_digest(
    document: &Document,
    signature: &Signature,
    at: usize,
    known: &[String],
    attempts: &mut Attempts,
) -> Option<Explanation> {
    let reference = signature.references.get(at)?;
    let hash = reference.digest_method.as_ref()?.meaning?;
    let subject = Subject::of(document, signature, reference)?;
    let text = String::from_utf8(subject.how.bytes(document, subject.apex, None)).ok()?;
    if text.len() > LARGEST {
        return None;
    }
    let plain = subject.how.bytes(document, subject.apex, subject.hole);
    let value = reference.digest_value.as_ref()?;
    let written = document.text(value.node).value;
    if let Some(respelled) = respelled(&digest(hash, &plain), written.trim()) {
        return Some(respelled.at([value.span.clone()]));
    }
    let wanted = value.bytes.as_deref()?;
    if digest(hash, &plain) == wanted {
        return None;
    }
    if let Some(explanation) = void(hash, wanted).or_else(|| other_hash(hash, &plain, wanted)) {
        return Some(explanation.at([value.span.clone()]));
    }
    if wanted.len() != hash.len() {
        return None;
    }
    let mut trial = Trial { test: Test::Digest { hash, wanted }, attempts, key: None };
    let holes = (Some(signature.node), subject.hole);
    let scene = Scene::new((document, subject.apex), holes, subject.how.clone(), &text, known);
    engines::quirk(&scene, &mut trial)
        .or_else(|| rewritten::explanation(&scene, &mut trial))
        .or_else(|| other_target(&scene, &subject, &mut trial))
        .or_else(|| edits::edit(&scene, &mut trial))
        .or_else(|| altered::value(&scene, &mut trial))
}

/// What a reference with the usual transforms digests.
struct Subject {
    apex: NodeId,
    hole: Option<NodeId>,
    how: Canonicalization,
}

impl Subject {
    /// `None` where it points nowhere, or has transforms that leave more than the signature out.
    fn of(document: &Document, signature: &Signature, reference: &Reference) -> Option<Subject> {
        let pointed = point(document, reference);
        let apex = match pointed.target {
            Target::Document => NodeId::DOCUMENT,
            Target::Element(node) => node,
            Target::Ambiguous(nodes) => *nodes.first()?,
            Target::Nothing => return None,
        };
        let mut how = Canonicalization::new(Method::Inclusive10);
        let mut enveloped = false;
        for transform in &reference.transforms {
            match transform.algorithm.meaning.as_ref()? {
                TransformKind::Enveloped => enveloped = true,
                TransformKind::Canonicalize(other) => how = other.clone(),
                _ => return None,
            }
        }
        how.comments &= pointed.comments;
        let inside = enveloped && document.is_within(signature.node, apex);
        Some(Subject { apex, hole: inside.then_some(signature.node), how })
    }
}

/// The digest of nothing.
fn void(hash: Hash, wanted: &[u8]) -> Option<Explanation> {
    let says = "The declared digest is that of nothing at all: what signed had failed to canonicalise, and any content would \
                fit. A consumer that fails in the same way takes every message for signed.";
    (digest(hash, b"") == wanted).then(|| Explanation::new(ExplanationKind::Void, says))
}

fn other_hash(declared: Hash, bytes: &[u8], wanted: &[u8]) -> Option<Explanation> {
    let mut others = Hash::ALL.into_iter().filter(|hash| *hash != declared);
    let hash = others.find(|hash| hash.len() == wanted.len() && digest(*hash, bytes) == wanted)?;
    let says = format!("The digest was made with {hash}; DigestMethod names {declared}.");
    Some(Explanation::new(ExplanationKind::OtherDigestAlgorithm, says))
}

/// The right digest in another spelling than base64.
fn respelled(computed: &[u8], written: &str) -> Option<Explanation> {
    let hex: String = computed.iter().map(|byte| format!("{byte:02x}")).collect();
    let base64 = STANDARD.encode(computed);
    let packed: String = written.split_ascii_whitespace().collect();
    let how = match () {
        () if packed.eq_ignore_ascii_case(&hex) => "in hexadecimal",
        () if packed == STANDARD.encode(&hex) || packed == STANDARD.encode(hex.to_uppercase()) => {
            "in hexadecimal, and that in base64"
        }
        () if packed != base64
            && packed.trim_end_matches('=') == URL_SAFE.encode(computed).trim_end_matches('=')
            && packed.contains(['-', '_']) =>
        {
            "in the base64 of URLs"
        }
        () if packed != base64 && base64.contains('+') && written.replace(' ', "+") == base64 => {
            "with spaces for its plus signs"
        }
        () if packed == STANDARD.encode(&base64) => "in base64 twice over",
        () => return None,
    };
    let says = format!("DigestValue holds the right digest, written {how}; XML Signature wants base64.");
    Some(Explanation::new(ExplanationKind::DigestRespelled, says))
}

/// Another element, whose digest it is.
fn other_target(scene: &Scene<'_>, subject: &Subject, trial: &mut Trial<'_>) -> Option<Explanation> {
    let document = scene.document;
    let all = document.descendants(NodeId::DOCUMENT).filter(|node| document.id_of(*node).is_some());
    let targets = std::iter::once(NodeId::DOCUMENT).chain(all).filter(|node| *node != scene.apex);
    let node = targets.take(MOST_TARGETS).find(|node| {
        let hole = scene.signature.filter(|signature| document.is_within(*signature, *node));
        let mut holes = [None, hole].into_iter().take(if hole.is_some() { 2 } else { 1 });
        holes.any(|hole| trial.fits(&[&subject.how.bytes(document, *node, hole)]))
    })?;
    let name = document.name(node).map_or("document", |name| name.local);
    let id = document.id_of(node).map_or(String::new(), |id| format!(" with the ID “{id}”"));
    let says = format!("The digest is that of another element than the one referred to: of the {name}{id}.");
    Some(Explanation::new(ExplanationKind::OtherElement, says).at([document.span(node)]))
}
