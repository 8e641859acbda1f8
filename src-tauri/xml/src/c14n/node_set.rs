//! A document subset (Canonical XML §2.1): any choice of a document's nodes, attributes and namespaces.

use crate::limits::Limits;
use crate::tree::{AxisNode, Content, Document, NodeId, Part, PrefixId};
use std::collections::HashSet;

/// A choice of nodes. Canonicalisation writes these and no others.
#[derive(Debug, Clone)]
pub(crate) struct NodeSet {
    nodes: Vec<bool>,
    attributes: Vec<bool>,
    namespaces: HashSet<(NodeId, PrefixId)>,
}

impl NodeSet {
    /// `apex` and everything below it, without `excluded` and everything below that; `None` where that is more than can be
    /// told apart.
    pub(crate) fn subtree(
        document: &Document,
        apex: NodeId,
        excluded: Option<NodeId>,
        comments: bool,
    ) -> Option<NodeSet> {
        let mut set = NodeSet {
            nodes: vec![false; document.nodes.len()],
            attributes: vec![false; document.attributes.len()],
            namespaces: HashSet::new(),
        };
        let within = std::iter::once(apex).chain(document.descendants(apex));
        for node in within.filter(|node| excluded.is_none_or(|hole| !document.is_within(*node, hole))) {
            if comments || !matches!(document.row(node).content, Content::Comment(_)) {
                set.add_with_parts(document, node);
            }
            if set.namespaces.len() > Limits::SUBSET {
                return None;
            }
        }
        Some(set)
    }

    fn add_with_parts(&mut self, document: &Document, node: NodeId) {
        self.set(AxisNode::of(node), true);
        document.attribute_nodes(node).for_each(|attribute| self.set(attribute, true));
        document.namespace_nodes(node).into_iter().for_each(|namespace| self.set(namespace, true));
    }

    fn set(&mut self, at: AxisNode, held: bool) {
        let slot = match at.part {
            Part::Itself => self.nodes.get_mut(at.node.index()),
            Part::Attribute(row) => self.attributes.get_mut(row as usize),
            Part::Namespace(prefix) => {
                if held {
                    self.namespaces.insert((at.node, PrefixId(prefix)));
                } else {
                    self.namespaces.remove(&(at.node, PrefixId(prefix)));
                }
                None
            }
        };
        slot.into_iter().for_each(|slot| *slot = held);
    }

    pub(crate) fn holds(&self, node: AxisNode) -> bool {
        match node.part {
            Part::Itself => self.holds_node(node.node),
            Part::Attribute(row) => self.holds_attribute(row),
            Part::Namespace(prefix) => self.holds_namespace(node.node, PrefixId(prefix)),
        }
    }

    pub(crate) fn holds_node(&self, node: NodeId) -> bool {
        self.nodes.get(node.index()).copied().unwrap_or(false)
    }

    pub(super) fn holds_attribute(&self, row: u32) -> bool {
        self.attributes.get(row as usize).copied().unwrap_or(false)
    }

    pub(super) fn holds_namespace(&self, node: NodeId, prefix: PrefixId) -> bool {
        self.namespaces.contains(&(node, prefix))
    }

    /// Keeps what a filter holds true of, asking about every node once.
    pub(crate) fn retain<E>(
        &mut self,
        document: &Document,
        mut keep: impl FnMut(AxisNode) -> Result<bool, E>,
    ) -> Result<(), E> {
        let all = std::iter::once(NodeId::DOCUMENT).chain(document.descendants(NodeId::DOCUMENT));
        for node in all {
            let parts = document.namespace_nodes(node).into_iter().chain(document.attribute_nodes(node));
            for part in std::iter::once(AxisNode::of(node)).chain(parts) {
                if self.holds(part) && !keep(part)? {
                    self.set(part, false);
                }
            }
        }
        Ok(())
    }

    /// Whether both hold the same nodes but for the document itself, which writes nothing.
    pub(crate) fn writes_as(&self, other: &NodeSet) -> bool {
        self.nodes.get(1..) == other.nodes.get(1..)
            && self.attributes == other.attributes
            && self.namespaces == other.namespaces
    }

    /// Takes out a node and everything below it.
    pub(crate) fn remove_subtree(&mut self, document: &Document, node: NodeId) {
        for below in std::iter::once(node).chain(document.descendants(node)) {
            self.set(AxisNode::of(below), false);
            document.attribute_nodes(below).for_each(|attribute| self.set(attribute, false));
        }
        self.namespaces.retain(|(owner, _)| !document.is_within(*owner, node));
    }
}
