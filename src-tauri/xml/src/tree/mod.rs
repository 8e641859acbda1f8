//! The tree that reading leaves: an arena in document order, where everything knows the bytes it was read from.

mod axis;
mod element;
mod ids;
mod names;
mod node;
mod run;
mod text;

pub(crate) use axis::{AxisNode, Part};
pub use element::{Attribute, Declaration, Name};
pub use ids::IdMatch;
pub(crate) use names::{Interner, same};
pub(crate) use node::{
    AttributeRow, Content, DeclarationRow, ElementRow, NOTHING, NamespaceId, NodeRow, PrefixId, QName,
};
pub use node::{Kind, NodeId};
pub use run::Run;
pub(crate) use run::{Extent, Value, narrow, push_run};
pub use text::Text;

use crate::problem::{Class, Problem};
use std::ops::Range;
use std::sync::Arc;

/// A document as read: its text, its tree, and what is wrong with it.
///
/// Reading never fails. What a fatal problem left unread is missing, and `problems` says so; elements that were open then
/// are in the tree, not closed.
#[derive(Clone, Default)]
pub struct Document {
    pub(crate) source: Arc<String>,
    pub(crate) nodes: Vec<NodeRow>,
    pub(crate) attributes: Vec<AttributeRow>,
    pub(crate) declarations: Vec<DeclarationRow>,
    /// The declarations in force around the text, at the start of the table.
    pub(crate) context: Extent,
    pub(crate) decoded: String,
    pub(crate) runs: Vec<Run>,
    pub(crate) prefixes: Interner,
    pub(crate) namespaces: Interner,
    pub(crate) ids: Vec<ids::IdRow>,
    pub(crate) encoding: Option<Extent>,
    pub(crate) doctype: Option<Extent>,
    pub(crate) problems: Vec<Problem>,
}

impl Document {
    /// The text that was read, without what lies beyond a limit or the first byte that is not UTF-8.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What is wrong, and what is worth knowing, in the order of reading.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether this is well-formed and namespace-well-formed XML that was read to its end (XML 1.0 §2.1, Namespaces §7).
    pub fn well_formed(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind.class() == Class::Remark)
    }

    /// The encoding that the XML declaration names, as written.
    pub fn declared_encoding(&self) -> Option<&str> {
        self.encoding.map(|at| self.slice(at))
    }

    /// Where the document type declaration stands, if there is one.
    pub fn doctype(&self) -> Option<Range<usize>> {
        self.doctype.map(Extent::range)
    }

    /// The root element.
    pub fn root(&self) -> Option<NodeId> {
        self.elements(NodeId::DOCUMENT).next()
    }

    /// What `node` is.
    pub fn kind(&self, node: NodeId) -> Kind {
        match self.row(node).content {
            Content::Document => Kind::Document,
            Content::Element(_) => Kind::Element,
            Content::Text(_) => Kind::Text,
            Content::Comment(_) => Kind::Comment,
            Content::Instruction { .. } => Kind::ProcessingInstruction,
        }
    }

    /// Where `node` stands: an element from its `<` to the end of its end tag.
    pub fn span(&self, node: NodeId) -> Range<usize> {
        self.row(node).span.range()
    }

    /// The node that holds `node`; `None` for the document.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node != NodeId::DOCUMENT && node.index() < self.nodes.len()).then(|| NodeId(self.row(node).parent))
    }

    /// The nodes that hold `node`, from its parent up to the document.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |above| self.parent(*above))
    }

    /// What `node` holds directly, in order.
    pub fn children(&self, node: NodeId) -> Children<'_> {
        Children { document: self, next: node.0.saturating_add(1), end: self.row(node).end }
    }

    /// The elements among the children of `node`.
    pub fn elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(|child| self.kind(*child) == Kind::Element)
    }

    /// Everything below `node`, in document order.
    pub fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.0.saturating_add(1)..self.row(node).end).map(NodeId)
    }

    /// The elements of one expanded name below `node`, in document order.
    pub fn find<'d>(
        &'d self,
        node: NodeId,
        namespace: &'d str,
        local: &'d str,
    ) -> impl Iterator<Item = NodeId> + 'd {
        self.descendants(node).filter(move |below| self.is(*below, namespace, local))
    }

    /// Whether `node` is `above` or lies below it.
    pub fn is_within(&self, node: NodeId, above: NodeId) -> bool {
        node == above || (node > above && node.0 < self.row(above).end)
    }

    /// How many nodes there are, the document itself among them.
    pub(crate) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The rows of `node` and of everything below it.
    pub(crate) fn subtree_rows(&self, node: NodeId) -> Range<usize> {
        node.index()..(self.row(node).end as usize).max(node.index() + 1)
    }

    pub(crate) fn row(&self, node: NodeId) -> &NodeRow {
        self.nodes.get(node.index()).unwrap_or(&NOTHING)
    }

    pub(crate) fn slice(&self, at: Extent) -> &str {
        self.source.get(at.range()).unwrap_or("")
    }

    pub(crate) fn value(&self, value: &Value) -> &str {
        if value.is_plain() {
            self.slice(value.source)
        } else {
            self.decoded.get(value.decoded.range()).unwrap_or("")
        }
    }

    pub(crate) fn runs(&self, value: &Value) -> Vec<Run> {
        if value.is_plain() {
            return vec![Run::copied(value.source.range().len())];
        }
        self.runs.get(value.runs.range()).unwrap_or_default().to_vec()
    }
}

/// Says how much was read, never what: documents carry secrets.
impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document")
            .field("bytes", &self.source.len())
            .field("nodes", &self.nodes.len())
            .field("problems", &self.problems.len())
            .finish_non_exhaustive()
    }
}

/// The children of a node, in order.
#[derive(Debug, Clone)]
pub struct Children<'d> {
    document: &'d Document,
    next: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let node = NodeId(self.next);
        self.next = self.document.row(node).end.max(self.next.saturating_add(1));
        Some(node)
    }
}
