//! Axes and node tests (XPath 1.0 §2.2, §2.3).

use super::parse::{Axis, Test};
use crate::tree::{AxisNode, Document, Kind, NodeId, Part};

/// The nodes along an axis, nearest first.
pub(super) fn along(document: &Document, from: AxisNode, axis: Axis) -> Vec<AxisNode> {
    let own = from.part == Part::Itself;
    let itself = |wanted: bool| wanted.then_some(from).into_iter();
    match axis {
        Axis::Itself => vec![from],
        Axis::Parent => parent(document, from).into_iter().collect(),
        Axis::Ancestor | Axis::AncestorOrSelf => {
            let above = std::iter::successors(parent(document, from), |node| parent(document, *node));
            itself(axis == Axis::AncestorOrSelf).chain(above).collect()
        }
        Axis::Child if own => document.children(from.node).map(AxisNode::of).collect(),
        Axis::Descendant | Axis::DescendantOrSelf => {
            let below = own.then(|| document.descendants(from.node)).into_iter().flatten();
            itself(axis == Axis::DescendantOrSelf).chain(below.map(AxisNode::of)).collect()
        }
        Axis::Attribute if own => document.attribute_nodes(from.node).collect(),
        Axis::Namespace if own => document.namespace_nodes(from.node),
        Axis::Child | Axis::Attribute | Axis::Namespace => Vec::new(),
    }
}

/// The element is the parent of its attributes and namespaces, though they are no children of it (§5.3, §5.4).
fn parent(document: &Document, of: AxisNode) -> Option<AxisNode> {
    match of.part {
        Part::Itself => document.parent(of.node).map(AxisNode::of),
        _ => Some(AxisNode::of(of.node)),
    }
}

/// Whether a node that an axis led to passes the test.
pub(super) fn passes(document: &Document, node: AxisNode, axis: Axis, test: &Test) -> bool {
    let is = |kind| node.part == Part::Itself && document.kind(node.node) == kind;
    match test {
        Test::Any => true,
        Test::Text => is(Kind::Text),
        Test::Comment => is(Kind::Comment),
        Test::Instruction(target) => {
            let named = || target.is_none() || document.target(node.node) == target.as_deref();
            is(Kind::ProcessingInstruction) && named()
        }
        Test::Name { namespace, local } => {
            if !is_principal(document, node, axis) {
                return false;
            }
            let (its_namespace, its_local) = expanded_name(document, node);
            let fits =
                |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| wanted == has);
            fits(namespace, its_namespace) && fits(local, its_local)
        }
    }
}

/// Whether a node is of the kind that names along this axis mean.
fn is_principal(document: &Document, node: AxisNode, axis: Axis) -> bool {
    match (axis, node.part) {
        (Axis::Attribute, part) => matches!(part, Part::Attribute(_)),
        (Axis::Namespace, part) => matches!(part, Part::Namespace(_)),
        (_, part) => part == Part::Itself && document.kind(node.node) == Kind::Element,
    }
}

/// Namespace name and local part of a node; both empty where it has no name.
pub(super) fn expanded_name(document: &Document, node: AxisNode) -> (&str, &str) {
    match node.part {
        Part::Namespace(prefix) => ("", document.prefixes.text(prefix)),
        Part::Attribute(row) => match document.attributes.get(row as usize) {
            Some(row) => {
                let name = document.resolved(&row.name);
                (name.namespace, name.local)
            }
            None => ("", ""),
        },
        Part::Itself => match document.name(node.node) {
            Some(name) => (name.namespace, name.local),
            None => ("", document.target(node.node).unwrap_or("")),
        },
    }
}

/// The name of a node as it is written.
pub(super) fn written_name(document: &Document, node: AxisNode) -> &str {
    match node.part {
        Part::Itself if document.kind(node.node) == Kind::Element => {
            document.source().get(document.name_span(node.node)).unwrap_or("")
        }
        Part::Attribute(row) => {
            document.attributes.get(row as usize).map_or("", |row| document.slice(row.name.written))
        }
        _ => expanded_name(document, node).1,
    }
}

/// How much of the work's bound reading a node's text costs.
pub(super) fn cost_of_text(document: &Document, node: AxisNode) -> usize {
    match (node.part, document.kind(node.node)) {
        (Part::Itself, Kind::Document) => document.descendants(NodeId::DOCUMENT).count() + 1,
        (Part::Itself, _) => {
            document.descendants(node.node).count() + document.span(node.node).len() / 64 + 1
        }
        _ => 1,
    }
}
