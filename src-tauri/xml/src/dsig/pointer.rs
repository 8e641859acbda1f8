//! What a reference's URI points at (XML Signature 1.1 §4.4.3.2): the document, an element, or nothing that is here.

use super::problem::SignatureProblemKind as Kind;
use super::{Reference, SignatureProblem};
use crate::tree::{Document, IdMatch, NodeId};

/// What a URI points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The whole document (`URI=""`).
    Document,
    /// One element.
    Element(NodeId),
    /// Several elements carry the identifier; in document order.
    Ambiguous(Vec<NodeId>),
    /// Nothing that is in the document, or nothing that is looked up here; a problem says which.
    Nothing,
}

/// A target, and whether comments in it count.
pub(crate) struct Pointed {
    pub(crate) target: Target,
    pub(crate) comments: bool,
    pub(crate) problems: Vec<SignatureProblem>,
}

pub(crate) fn point(document: &Document, reference: &Reference) -> Pointed {
    let Some((uri, at)) = &reference.uri else {
        let says = "The reference has no URI, so that what it signs is left to agreement; it was read as the whole document.";
        let at = document.start_tag(reference.node);
        let mut pointed = found(Target::Document, false);
        pointed.problems.push(SignatureProblem { kind: Kind::NoUri, at, says: says.to_owned() });
        return pointed;
    };
    let problem = |kind, says: String| SignatureProblem { kind, at: at.clone(), says };
    match uri.as_str() {
        "" => found(Target::Document, false),
        "#xpointer(/)" => found(Target::Document, true),
        _ => match uri.strip_prefix('#') {
            None => {
                let says =
                    format!("The reference points outside the document, to {uri}. Nothing is fetched.");
                nothing(problem(Kind::ExternalReference, says))
            }
            Some(fragment) => match (pointer_id(fragment), fragment.contains('(')) {
                (Some(id), _) => by_id(document, id, true, problem),
                (None, true) => {
                    let says = format!("{uri} is an XPointer that is not evaluated here.");
                    nothing(problem(Kind::UnsupportedPointer, says))
                }
                (None, false) => by_id(document, fragment, false, problem),
            },
        },
    }
}

/// The identifier that a URI refers to, where it does.
pub(crate) fn referenced_id(uri: &str) -> Option<&str> {
    let fragment = uri.strip_prefix('#')?;
    pointer_id(fragment).or_else(|| (!fragment.contains('(')).then_some(fragment))
}

/// The identifier in `xpointer(id('…'))`.
fn pointer_id(fragment: &str) -> Option<&str> {
    let inner = fragment.strip_prefix("xpointer(id(")?.strip_suffix("))")?;
    let quoted = |quote| inner.strip_prefix(quote)?.strip_suffix(quote);
    quoted('\'').or_else(|| quoted('"'))
}

/// Attributes that a schema makes identifiers count first; lookalikes only where there is no other.
fn by_id(
    document: &Document,
    id: &str,
    comments: bool,
    problem: impl Fn(Kind, String) -> SignatureProblem,
) -> Pointed {
    let all = document.with_id(id);
    let (declared, alike): (Vec<IdMatch>, Vec<IdMatch>) = all.into_iter().partition(|found| found.declared);
    let by_schema = !declared.is_empty();
    let nodes: Vec<NodeId> =
        if by_schema { &declared } else { &alike }.iter().map(|found| found.node).collect();
    let mut pointed = match nodes.as_slice() {
        [] => nothing(problem(Kind::NoSuchId, format!("No element has the identifier {id}."))),
        [one] => found(Target::Element(*one), comments),
        several => {
            let says = format!(
                "{} elements have the identifier {id}: which one is signed is not certain.",
                several.len()
            );
            let mut pointed = found(Target::Ambiguous(several.to_vec()), comments);
            pointed.problems.push(problem(Kind::AmbiguousId, says));
            pointed
        }
    };
    if by_schema && !alike.is_empty() {
        let says = format!("Another element carries {id} in an attribute that looks like an identifier.");
        pointed.problems.push(problem(Kind::LookalikeId, says));
    }
    if !by_schema && !nodes.is_empty() {
        let says = format!("{id} is found in an attribute that no schema known here makes an identifier.");
        pointed.problems.push(problem(Kind::UndeclaredId, says));
    }
    pointed
}

fn found(target: Target, comments: bool) -> Pointed {
    Pointed { target, comments, problems: Vec::new() }
}

fn nothing(problem: SignatureProblem) -> Pointed {
    Pointed { target: Target::Nothing, comments: false, problems: vec![problem] }
}
