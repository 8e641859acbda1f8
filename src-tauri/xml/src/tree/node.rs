//! The rows of the arena: nodes in document order, attributes, declarations, and interned names.

use super::run::{Extent, Value};

/// A node of one [`Document`](crate::Document). Ids grow in document order, and a node's descendants follow it directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The document itself, parent of the root element and of the comments and PIs beside it.
    pub const DOCUMENT: NodeId = NodeId(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The document itself.
    Document,
    /// An element.
    Element,
    /// Character data: text, references and CDATA sections that stand together.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    ProcessingInstruction,
}

/// An interned prefix: 0 is none, 1 is `xml`, 2 is `xmlns`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PrefixId(pub(crate) u32);

impl PrefixId {
    pub(crate) const DEFAULT: PrefixId = PrefixId(0);
    pub(crate) const XML: PrefixId = PrefixId(1);
    pub(crate) const XMLNS: PrefixId = PrefixId(2);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// An interned namespace name: 0 is none, 1 and 2 are those of `xml` and `xmlns`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NamespaceId(pub(crate) u32);

impl NamespaceId {
    pub(crate) const NONE: NamespaceId = NamespaceId(0);
    pub(crate) const XML: NamespaceId = NamespaceId(1);
    pub(crate) const XMLNS: NamespaceId = NamespaceId(2);
    /// What an undeclared prefix stands for: nothing, and in particular not "no namespace".
    pub(crate) const UNBOUND: NamespaceId = NamespaceId(u32::MAX);
}

/// A name as written and as meant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QName {
    pub(crate) written: Extent,
    pub(crate) local_start: u32,
    pub(crate) prefix: PrefixId,
    pub(crate) namespace: NamespaceId,
}

impl QName {
    pub(crate) fn local(&self) -> Extent {
        Extent { start: self.local_start, end: self.written.end }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AttributeRow {
    pub(crate) name: QName,
    pub(crate) whole: Extent,
    pub(crate) value: Value,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct DeclarationRow {
    pub(crate) prefix: PrefixId,
    pub(crate) namespace: NamespaceId,
    pub(crate) whole: Extent,
    pub(crate) value: Value,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ElementRow {
    pub(crate) name: QName,
    pub(crate) tag: Extent,
    pub(crate) attributes: Extent,
    pub(crate) declarations: Extent,
    pub(crate) closed: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    Document,
    Element(ElementRow),
    Text(Value),
    Comment(Value),
    Instruction { target: Extent, data: Value },
}

/// One node; `end` is the row after its last descendant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeRow {
    pub(crate) parent: u32,
    pub(crate) end: u32,
    pub(crate) span: Extent,
    pub(crate) content: Content,
}

/// What a row that is not there reads as.
pub(crate) const NOTHING: NodeRow =
    NodeRow { parent: 0, end: 0, span: Extent { start: 0, end: 0 }, content: Content::Document };
