//! Transforms (XML Signature 1.1 §6.6): read, and applied to what a reference points at.

use super::filter::{Filter, sentence};
use super::parse::{Parts, canonicalization};
use super::problem::SignatureProblemKind as Kind;
use super::{Declared, MAX_TRANSFORMS, Transform, TransformKind};
use crate::c14n::{Canonicalization, Method, NodeSet};
use crate::tree::{Document, NodeId};
use crate::uri::{DSIG, XPATH_FILTER2};
use crate::xpath::Refusal;

const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";
const XSLT: &str = "http://www.w3.org/TR/1999/REC-xslt-19991116";

pub(super) fn read(parts: &mut Parts<'_>, reference: NodeId) -> Vec<Transform> {
    let document = parts.document;
    let Some(list) = parts.at_most_one(reference, "Transforms") else { return Vec::new() };
    let all: Vec<NodeId> = document
        .elements(list)
        .filter(|node| document.is(*node, DSIG, "Transform"))
        .take(MAX_TRANSFORMS + 1)
        .collect();
    if let Some(beyond) = all.get(MAX_TRANSFORMS) {
        let says = format!("A reference has more than {MAX_TRANSFORMS} transforms: the rest was not read.");
        parts.report(Kind::TooManyTransforms, document.span(*beyond), says);
    }
    all.into_iter().take(MAX_TRANSFORMS).map(|node| transform(parts, node)).collect()
}

fn transform(parts: &mut Parts<'_>, node: NodeId) -> Transform {
    let (uri, at) = parts.algorithm(node);
    let meaning = kind(parts.document, node, &uri);
    match meaning {
        Some(TransformKind::Xslt) => {
            let says = format!("The transform {uri} is known, but not computed here; SAML forbids it.");
            parts.report(Kind::UnsupportedTransform, at.clone(), says);
        }
        Some(ref kind @ (TransformKind::XPath | TransformKind::XPathFilter2)) => {
            let (problem, says) = match Filter::read(parts.document, node, kind) {
                Ok(_) => {
                    let says = "An XPath filter chooses what is signed. SAML allows no such transform.";
                    (Kind::FilterTransform, says.to_owned())
                }
                Err(refusal) => (Kind::UnsupportedTransform, sentence(&refusal)),
            };
            parts.report(problem, at.clone(), says);
        }
        None if !uri.is_empty() => {
            parts.report(
                Kind::UnknownTransform,
                at.clone(),
                format!("{uri} names no transform that is known here."),
            );
        }
        _ => {}
    }
    Transform { node, algorithm: Declared { uri, at, meaning } }
}

fn kind(document: &Document, node: NodeId, uri: &str) -> Option<TransformKind> {
    match uri {
        XPATH => Some(TransformKind::XPath),
        XPATH_FILTER2 => Some(TransformKind::XPathFilter2),
        XSLT => Some(TransformKind::Xslt),
        _ => match uri.strip_prefix(DSIG) {
            Some("enveloped-signature") => Some(TransformKind::Enveloped),
            Some("base64") => Some(TransformKind::Base64),
            _ => canonicalization(document, node, uri).map(TransformKind::Canonicalize),
        },
    }
}

/// What flows from transform to transform.
pub(super) enum Data {
    /// A part of the document, and what is left out of it.
    Nodes { apex: NodeId, without: Option<NodeId>, comments: bool },
    /// Some nodes of the document, which a filter chose.
    Subset(NodeSet),
    /// Bytes.
    Octets(Vec<u8>),
}

/// Why transforms give no result.
pub(super) struct Stuck {
    pub(super) kind: Kind,
    pub(super) transform: NodeId,
    pub(super) says: String,
}

/// Applies all transforms but a closing canonicalisation, which the caller can stream.
pub(super) fn apply(
    document: &Document,
    signature: NodeId,
    transforms: &[Transform],
    start: Data,
) -> Result<(Data, Option<Canonicalization>), Stuck> {
    let (streamed, transforms) = match transforms.split_last() {
        Some((
            Transform { algorithm: Declared { meaning: Some(TransformKind::Canonicalize(how)), .. }, .. },
            before,
        )) => (Some(how.clone()), before),
        _ => (None, transforms),
    };
    let data =
        transforms.iter().try_fold(start, |data, transform| step(document, signature, transform, data))?;
    match (data, streamed) {
        (Data::Octets(octets), Some(how)) => Ok((Data::Octets(recanonicalized(&octets, &how)), None)),
        (Data::Octets(octets), None) => Ok((Data::Octets(octets), None)),
        (nodes, Some(how)) => Ok((nodes, Some(how))),
        (nodes, None) => Ok((nodes, Some(Canonicalization::new(Method::Inclusive10)))),
    }
}

/// What a filter leaves; plain nodes again where that is all but the signature, as the enveloped idioms of XPath have it.
fn filtered(
    document: &Document,
    signature: NodeId,
    transform: &Transform,
    kind: &TransformKind,
    data: Data,
) -> Result<Data, Stuck> {
    let stuck = |kind, says| Stuck { kind, transform: transform.node, says };
    let too_much = || stuck(Kind::TooMuchWork, sentence(&Refusal::TooMuchWork));
    let refused = |refusal: Refusal| match refusal {
        Refusal::TooMuchWork => too_much(),
        Refusal::Unsupported(_) => stuck(Kind::UnsupportedTransform, sentence(&refusal)),
    };
    let filter = Filter::read(document, transform.node, kind).map_err(refused)?;
    let (mut set, plain) = match data {
        Data::Nodes { apex, without, comments } => {
            let set = NodeSet::subtree(document, apex, without, comments).ok_or_else(too_much)?;
            (set, Some((apex, comments)))
        }
        Data::Subset(set) => (set, None),
        Data::Octets(_) => {
            let says = "An XPath transform comes after one that already made bytes.".to_owned();
            return Err(stuck(Kind::TransformOrder, says));
        }
    };
    filter.apply(document, &mut set).map_err(refused)?;
    if let Some((apex, comments)) = plain {
        let enveloped = NodeSet::subtree(document, apex, Some(signature), comments);
        if enveloped.is_some_and(|enveloped| set.writes_as(&enveloped)) {
            return Ok(Data::Nodes { apex, without: Some(signature), comments });
        }
    }
    Ok(Data::Subset(set))
}

fn step(document: &Document, signature: NodeId, transform: &Transform, data: Data) -> Result<Data, Stuck> {
    let stuck = |kind, says: &str| Stuck { kind, transform: transform.node, says: says.to_owned() };
    match (&transform.algorithm.meaning, data) {
        (Some(TransformKind::Enveloped), Data::Nodes { apex, without: _, comments }) => {
            Ok(Data::Nodes { apex, without: Some(signature), comments })
        }
        (Some(TransformKind::Enveloped), Data::Subset(mut set)) => {
            set.remove_subtree(document, signature);
            Ok(Data::Subset(set))
        }
        (Some(TransformKind::Enveloped), Data::Octets(_)) => Err(stuck(
            Kind::TransformOrder,
            "The enveloped-signature transform comes after one that already made bytes.",
        )),
        (Some(TransformKind::Canonicalize(how)), Data::Nodes { apex, without, comments }) => {
            let how = Canonicalization { comments: how.comments && comments, ..how.clone() };
            Ok(Data::Octets(how.bytes(document, apex, without)))
        }
        (Some(TransformKind::Canonicalize(how)), Data::Subset(set)) => {
            let mut octets = Vec::new();
            how.write_subset(document, &set, &mut octets);
            Ok(Data::Octets(octets))
        }
        (Some(TransformKind::Canonicalize(how)), Data::Octets(octets)) => {
            Ok(Data::Octets(recanonicalized(&octets, how)))
        }
        (Some(TransformKind::Base64), data) => {
            let text = match data {
                Data::Nodes { apex, without, .. } => document
                    .text_below(apex, |node| without.is_none_or(|hole| !document.is_within(node, hole))),
                Data::Subset(set) => document.text_below(NodeId::DOCUMENT, |node| set.holds_node(node)),
                Data::Octets(octets) => String::from_utf8_lossy(&octets).into_owned(),
            };
            let decoded = crate::encoded::decode(&text);
            decoded
                .map(Data::Octets)
                .ok_or_else(|| stuck(Kind::NotBase64, "What the base64 transform is given is not base64."))
        }
        (Some(kind @ (TransformKind::XPath | TransformKind::XPathFilter2)), data) => {
            filtered(document, signature, transform, kind, data)
        }
        (Some(TransformKind::Xslt), _) => {
            Err(stuck(Kind::UnsupportedTransform, "This transform is not computed here."))
        }
        (None, _) => Err(stuck(Kind::UnknownTransform, "This transform is not known here.")),
    }
}

/// Bytes read as a document again and canonicalised, as a canonicalisation after another one asks for.
fn recanonicalized(octets: &[u8], how: &Canonicalization) -> Vec<u8> {
    how.bytes(&Document::read(octets), NodeId::DOCUMENT, None)
}
