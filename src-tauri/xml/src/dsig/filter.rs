//! The XPath transform (XML Signature §6.6.3) and XPath Filter 2.0: which nodes of what is signed they leave.

use super::TransformKind;
use crate::c14n::NodeSet;
use crate::limits::Limits;
use crate::tree::{AxisNode, Document, NodeId};
use crate::uri::{DSIG, XPATH_FILTER2};
use crate::xpath::{Evaluator, Expression, Refusal};

/// A filter as a transform writes it.
pub(super) enum Filter {
    /// Keeps the nodes of which the expression is true. The element holds it.
    Keep(Expression, NodeId),
    /// Keeps what the operations, one after the other, leave of the whole document.
    Subtrees(Vec<(Operation, Expression, NodeId)>),
}

/// What XPath Filter 2.0 does with the subtrees that an expression finds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Intersect,
    Subtract,
    Union,
}

impl Filter {
    /// Reads what a transform element holds; `Err` says why it is not computed.
    pub(super) fn read(
        document: &Document,
        transform: NodeId,
        kind: &TransformKind,
    ) -> Result<Filter, Refusal> {
        let namespace = if *kind == TransformKind::XPath { DSIG } else { XPATH_FILTER2 };
        let all: Vec<NodeId> =
            document.elements(transform).filter(|node| document.is(*node, namespace, "XPath")).collect();
        let expression = |node| Expression::read(document, node, &document.text(node).value);
        match (kind, all.as_slice()) {
            (_, []) => Err(Refusal::Unsupported("it holds no XPath".to_owned())),
            (TransformKind::XPath, [one]) => Ok(Filter::Keep(expression(*one)?, *one)),
            (TransformKind::XPathFilter2, all) if all.len() <= Limits::FILTERS => {
                let each =
                    all.iter().map(|node| Ok((operation(document, *node)?, expression(*node)?, *node)));
                each.collect::<Result<_, _>>().map(Filter::Subtrees)
            }
            _ => Err(Refusal::Unsupported(format!("it holds {} expressions", all.len()))),
        }
    }

    /// Takes out of the set what does not pass.
    pub(super) fn apply(&self, document: &Document, set: &mut NodeSet) -> Result<(), Refusal> {
        match self {
            Filter::Keep(expression, bearer) => {
                let mut evaluator = Evaluator::new(document, *bearer);
                set.retain(document, |node| evaluator.holds(expression, node))
            }
            Filter::Subtrees(operations) => {
                let mut kept = vec![true; document.node_count()];
                for (operation, expression, bearer) in operations {
                    let found = Evaluator::new(document, *bearer).nodes(expression)?;
                    apply(document, *operation, &found, &mut kept)?;
                }
                let holds = |node: AxisNode| Ok(kept.get(node.node.index()).copied().unwrap_or(false));
                set.retain(document, holds)
            }
        }
    }
}

/// One operation on the nodes kept so far: an attribute or namespace goes with its element.
fn apply(
    document: &Document,
    operation: Operation,
    found: &[AxisNode],
    kept: &mut [bool],
) -> Result<(), Refusal> {
    let mut selected = vec![false; kept.len()];
    for node in found {
        if *node != AxisNode::of(node.node) {
            let says = "it filters single attributes or namespaces".to_owned();
            return Err(Refusal::Unsupported(says));
        }
        // Nodes come in document order, so that one inside of another's subtree is marked already.
        if selected.get(node.node.index()) != Some(&true) {
            let below = document.subtree_rows(node.node);
            selected.get_mut(below).into_iter().flatten().for_each(|slot| *slot = true);
        }
    }
    for (kept, selected) in kept.iter_mut().zip(selected) {
        *kept = match operation {
            Operation::Intersect => *kept && selected,
            Operation::Subtract => *kept && !selected,
            Operation::Union => *kept || selected,
        };
    }
    Ok(())
}

fn operation(document: &Document, node: NodeId) -> Result<Operation, Refusal> {
    match document.attribute(node, "", "Filter").map(|filter| filter.value()) {
        Some("intersect") => Ok(Operation::Intersect),
        Some("subtract") => Ok(Operation::Subtract),
        Some("union") => Ok(Operation::Union),
        _ => Err(Refusal::Unsupported("its Filter is none that is known".to_owned())),
    }
}

/// Why a filter gives no result, as a sentence.
pub(super) fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unsupported(what) => {
            format!("An XPath expression chooses what is signed, and is not evaluated here: {what}.")
        }
        Refusal::TooMuchWork => {
            "An XPath expression chooses what is signed, and takes more work than is done for it here."
                .to_owned()
        }
    }
}
