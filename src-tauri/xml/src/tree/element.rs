//! Elements: their names, attributes and namespace declarations.

use super::{
    AttributeRow, Content, DeclarationRow, Document, ElementRow, NamespaceId, NodeId, PrefixId, QName, Run,
    same,
};
use std::ops::Range;

/// The name of an element or attribute, resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'d> {
    /// The namespace name; empty for none. An undeclared prefix leaves it empty too: see `bound`.
    pub namespace: &'d str,
    /// The part after the colon.
    pub local: &'d str,
    /// The part before the colon; empty for none.
    pub prefix: &'d str,
    /// Whether the prefix was declared.
    pub bound: bool,
}

/// One attribute that is no namespace declaration.
#[derive(Clone, Copy)]
pub struct Attribute<'d> {
    document: &'d Document,
    row: &'d AttributeRow,
}

/// One namespace declaration: `xmlns="…"` or `xmlns:p="…"`.
#[derive(Clone, Copy)]
pub struct Declaration<'d> {
    document: &'d Document,
    row: &'d DeclarationRow,
}

impl Document {
    /// The name of an element; `None` for other nodes.
    pub fn name(&self, node: NodeId) -> Option<Name<'_>> {
        self.element(node).map(|element| self.resolved(&element.name))
    }

    /// Whether `node` is an element of this expanded name (namespace empty for none).
    pub fn is(&self, node: NodeId, namespace: &str, local: &str) -> bool {
        self.element(node).is_some_and(|element| self.matches(&element.name, namespace, local))
    }

    /// Where the element's name stands in its start tag.
    pub fn name_span(&self, node: NodeId) -> Range<usize> {
        self.element(node).map_or(0..0, |element| element.name.written.range())
    }

    /// Where the element's start tag (or empty-element tag) stands.
    pub fn start_tag(&self, node: NodeId) -> Range<usize> {
        self.element(node).map_or(0..0, |element| element.tag.range())
    }

    /// Whether the element's end was read.
    pub fn is_closed(&self, node: NodeId) -> bool {
        self.element(node).is_none_or(|element| element.closed)
    }

    /// The attributes of an element in the order written, without namespace declarations.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = Attribute<'_>> {
        let rows = self.element(node).map(|element| self.attribute_rows(element)).unwrap_or_default();
        rows.iter().map(|row| Attribute { document: self, row })
    }

    /// The attribute of this expanded name (namespace empty for an unprefixed attribute).
    pub fn attribute(&self, node: NodeId, namespace: &str, local: &str) -> Option<Attribute<'_>> {
        self.attributes(node).find(|attribute| self.matches(&attribute.row.name, namespace, local))
    }

    /// The namespace declarations that the element itself makes, in the order written.
    pub fn declarations(&self, node: NodeId) -> impl Iterator<Item = Declaration<'_>> {
        let rows = self.element(node).map(|element| self.declaration_rows(element)).unwrap_or_default();
        rows.iter().map(|row| Declaration { document: self, row })
    }

    /// The namespace name that `prefix` (empty for the default) stands for at `node`; empty for no namespace, `None` when
    /// the prefix is not declared there.
    pub fn namespace_at(&self, node: NodeId, prefix: &str) -> Option<&str> {
        let prefix = self.prefixes.find(prefix).map(PrefixId)?;
        match prefix {
            PrefixId::XML => return Some(self.namespaces.text(NamespaceId::XML.0)),
            PrefixId::XMLNS => return Some(self.namespaces.text(NamespaceId::XMLNS.0)),
            _ => {}
        }
        match self.declarations_around(node).find(|row| row.prefix == prefix) {
            Some(row) => Some(self.namespaces.text(row.namespace.0)),
            None => (prefix == PrefixId::DEFAULT).then_some(""),
        }
    }

    /// The namespaces in force at `node` (prefix, namespace name): for reading text that takes its place.
    pub fn scope_at(&self, node: NodeId) -> Vec<(String, String)> {
        let mut seen = vec![false; self.prefixes.len()];
        let mut is_nearest = |row: &&DeclarationRow| {
            let first = seen.get_mut(row.prefix.index()).is_some_and(|seen| !std::mem::replace(seen, true));
            first && row.prefix != PrefixId::XML
        };
        let text = |row: &DeclarationRow| {
            (self.prefixes.text(row.prefix.0).to_owned(), self.namespaces.text(row.namespace.0).to_owned())
        };
        self.declarations_around(node).filter(|row| is_nearest(row)).map(text).collect()
    }

    /// Every namespace name of the document.
    pub(crate) fn namespace_names(&self) -> impl Iterator<Item = &str> {
        self.namespaces.all()
    }

    /// The declarations of `node`, of the elements around it, and around the text; nearest first.
    pub(crate) fn declarations_around(&self, node: NodeId) -> impl Iterator<Item = &DeclarationRow> {
        let elements = std::iter::once(node).chain(self.ancestors(node)).filter_map(|at| self.element(at));
        elements.flat_map(|element| self.declaration_rows(element)).chain(self.context_rows())
    }

    fn context_rows(&self) -> &[DeclarationRow] {
        self.declarations.get(self.context.range()).unwrap_or_default()
    }

    pub(crate) fn element(&self, node: NodeId) -> Option<&ElementRow> {
        match &self.row(node).content {
            Content::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(crate) fn attribute_rows(&self, element: &ElementRow) -> &[AttributeRow] {
        self.attributes.get(element.attributes.range()).unwrap_or_default()
    }

    pub(crate) fn declaration_rows(&self, element: &ElementRow) -> &[DeclarationRow] {
        self.declarations.get(element.declarations.range()).unwrap_or_default()
    }

    pub(crate) fn resolved(&self, name: &QName) -> Name<'_> {
        Name {
            namespace: self.namespaces.text(name.namespace.0),
            local: self.slice(name.local()),
            prefix: self.prefixes.text(name.prefix.0),
            bound: name.namespace != NamespaceId::UNBOUND,
        }
    }

    fn matches(&self, name: &QName, namespace: &str, local: &str) -> bool {
        name.namespace != NamespaceId::UNBOUND
            && same(self.slice(name.local()), local)
            && same(self.namespaces.text(name.namespace.0), namespace)
    }
}

impl<'d> Attribute<'d> {
    /// The attribute's name, resolved: an unprefixed attribute is in no namespace.
    pub fn name(&self) -> Name<'d> {
        self.document.resolved(&self.row.name)
    }

    /// The value after normalisation (XML 1.0 §3.3.3).
    pub fn value(&self) -> &'d str {
        self.document.value(&self.row.value)
    }

    /// Where the whole attribute stands, from its name to its closing quote.
    pub fn span(&self) -> Range<usize> {
        self.row.whole.range()
    }

    /// Where its name stands.
    pub fn name_span(&self) -> Range<usize> {
        self.row.name.written.range()
    }

    /// Where its value stands, without the quotes.
    pub fn value_span(&self) -> Range<usize> {
        self.row.value.source.range()
    }

    /// How the value follows from the bytes of `value_span`.
    pub fn runs(&self) -> Vec<Run> {
        self.document.runs(&self.row.value)
    }
}

impl<'d> Declaration<'d> {
    /// The prefix that is declared; empty for the default namespace.
    pub fn prefix(&self) -> &'d str {
        self.document.prefixes.text(self.row.prefix.0)
    }

    /// The namespace name; empty for none.
    pub fn namespace(&self) -> &'d str {
        self.document.value(&self.row.value)
    }

    /// Where the whole declaration stands.
    pub fn span(&self) -> Range<usize> {
        self.row.whole.range()
    }

    /// Where the namespace name stands, without the quotes.
    pub fn value_span(&self) -> Range<usize> {
        self.row.value.source.range()
    }
}

/// Names the attribute, never its value.
impl std::fmt::Debug for Attribute<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attribute").field("name", &self.name()).field("span", &self.span()).finish()
    }
}

impl std::fmt::Debug for Declaration<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Declaration").field("prefix", &self.prefix()).field("span", &self.span()).finish()
    }
}
