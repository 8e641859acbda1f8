//! The nodes that XPath sees (XPath 1.0 §5): those of the tree, and every element's attributes and namespaces too.

use super::{Content, Document, NamespaceId, NodeId, PrefixId};

/// A node of the XPath data model. They compare in document order: an element, its namespaces, its attributes, its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct AxisNode {
    /// The node of the tree, or the element that carries the attribute or namespace.
    pub(crate) node: NodeId,
    pub(crate) part: Part,
}

/// What of a node is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Part {
    /// The node itself.
    Itself,
    /// The namespace that the element has in scope under this prefix.
    Namespace(u32),
    /// The attribute in this row of the document's table.
    Attribute(u32),
}

impl AxisNode {
    pub(crate) fn of(node: NodeId) -> AxisNode {
        AxisNode { node, part: Part::Itself }
    }
}

impl Document {
    /// The namespaces in scope at an element, `xml` among them; a default namespace that is undeclared is none.
    pub(crate) fn namespaces_in_scope(&self, node: NodeId) -> Vec<(PrefixId, NamespaceId)> {
        let mut nearest = vec![false; self.prefixes.len()];
        let mut found = vec![(PrefixId::XML, NamespaceId::XML)];
        for row in self.declarations_around(node) {
            let is_first =
                nearest.get_mut(row.prefix.index()).is_some_and(|seen| !std::mem::replace(seen, true));
            if is_first && row.namespace != NamespaceId::NONE && row.prefix != PrefixId::XML {
                found.push((row.prefix, row.namespace));
            }
        }
        found
    }

    /// The namespace nodes of an element; other nodes have none.
    pub(crate) fn namespace_nodes(&self, node: NodeId) -> Vec<AxisNode> {
        if self.element(node).is_none() {
            return Vec::new();
        }
        let scope = self.namespaces_in_scope(node);
        scope.into_iter().map(|(prefix, _)| AxisNode { node, part: Part::Namespace(prefix.0) }).collect()
    }

    /// The attribute nodes of an element; other nodes have none.
    pub(crate) fn attribute_nodes(&self, node: NodeId) -> impl Iterator<Item = AxisNode> + use<> {
        let rows = self.element(node).map(|element| element.attributes).unwrap_or_default();
        (rows.start..rows.end).map(move |row| AxisNode { node, part: Part::Attribute(row) })
    }

    /// The string-value of a node (XPath 1.0 §5).
    pub(crate) fn string_value(&self, of: AxisNode) -> String {
        match of.part {
            Part::Namespace(_) => self.namespace_of_node(of).to_owned(),
            Part::Attribute(row) => {
                self.attributes.get(row as usize).map_or("", |row| self.value(&row.value)).to_owned()
            }
            Part::Itself => match &self.row(of.node).content {
                Content::Document | Content::Element(_) => self.text_below(of.node, |_| true),
                Content::Text(value) | Content::Comment(value) | Content::Instruction { data: value, .. } => {
                    self.value(value).to_owned()
                }
            },
        }
    }

    /// The namespace name that a namespace node stands for.
    pub(crate) fn namespace_of_node(&self, of: AxisNode) -> &str {
        let Part::Namespace(prefix) = of.part else { return "" };
        self.namespace_at(of.node, self.prefixes.text(prefix)).unwrap_or("")
    }

    /// The text below a node, one piece after the other, of the text nodes that count.
    pub(crate) fn text_below(&self, node: NodeId, counts: impl Fn(NodeId) -> bool) -> String {
        let mut text = String::new();
        for below in self.descendants(node).filter(|below| counts(*below)) {
            if let Content::Text(value) = &self.row(below).content {
                text.push_str(self.value(value));
            }
        }
        text
    }
}
