//! Which namespace declarations an element writes: those in scope (Canonical XML §2.3), or those visibly used
//! (Exclusive Canonicalization §3), unless an element around it wrote the same.

use super::escape::escape_attribute;
use super::node_set::NodeSet;
use super::order::by_text;
use super::{Canonicalization, Method};
use crate::tree::{Document, ElementRow, NamespaceId, NodeId, PrefixId};

/// What is in force in the output, by prefix, and what to put back when an element ends.
pub(super) struct Namespaces<'a> {
    document: &'a Document,
    exclusive: bool,
    /// By prefix: whether the PrefixList has it. Empty without a list.
    listed: Vec<bool>,
    written: Vec<NamespaceId>,
    before: Vec<(PrefixId, NamespaceId)>,
    chosen: Vec<(PrefixId, NamespaceId)>,
    order: Vec<u32>,
}

impl<'a> Namespaces<'a> {
    pub(super) fn new(document: &'a Document, how: &Canonicalization) -> Namespaces<'a> {
        let mut written = vec![NamespaceId::UNBOUND; document.prefixes.len()];
        if let Some(default) = written.first_mut() {
            *default = NamespaceId::NONE;
        }
        Namespaces {
            document,
            exclusive: how.method == Method::Exclusive,
            listed: listed(document, how),
            written,
            before: Vec::new(),
            chosen: Vec::new(),
            order: Vec::new(),
        }
    }

    pub(super) fn mark(&self) -> usize {
        self.before.len()
    }

    pub(super) fn unwind(&mut self, mark: usize) {
        while self.before.len() > mark {
            let Some((prefix, namespace)) = self.before.pop() else { break };
            if let Some(slot) = self.written.get_mut(prefix.index()) {
                *slot = namespace;
            }
        }
    }

    /// Writes the declarations of one element, in the order of their prefixes.
    pub(super) fn write(&mut self, node: NodeId, element: &ElementRow, is_apex: bool, out: &mut Vec<u8>) {
        self.chosen.clear();
        if self.exclusive {
            self.choose_visibly_used(element);
        }
        if !self.exclusive || !self.listed.is_empty() {
            if is_apex {
                self.choose_inherited(node);
            } else {
                self.choose_declared(element);
            }
        }
        self.write_chosen(out);
    }

    fn write_chosen(&mut self, out: &mut Vec<u8>) {
        let document = self.document;
        self.order.clear();
        self.order.extend((0u32..).take(self.chosen.len()));
        let prefix =
            |at: u32| self.chosen.get(at as usize).map_or("", |(prefix, _)| document.prefixes.text(prefix.0));
        by_text(&mut self.order, prefix);
        for (prefix, namespace) in self.order.iter().filter_map(|at| self.chosen.get(*at as usize)) {
            write_declaration(document, *prefix, *namespace, out);
        }
    }

    /// As `write`, of a document subset: a namespace counts where the set holds it, and what is in force is what the nearest
    /// element in the output has. An element that is left out writes what the set holds of it, and puts nothing in force.
    pub(super) fn write_of_subset(
        &mut self,
        set: &NodeSet,
        node: NodeId,
        element: &ElementRow,
        out: &mut Vec<u8>,
    ) {
        self.chosen.clear();
        let written = set.holds_node(node);
        let mut default_seen = false;
        for (prefix, namespace) in self.document.namespaces_in_scope(node) {
            if prefix == PrefixId::XML || !self.counts(prefix) {
                continue;
            }
            let held = set.holds_namespace(node, prefix);
            default_seen |= held && prefix == PrefixId::DEFAULT;
            self.take(prefix, held.then_some(namespace), written);
        }
        if written && !default_seen && self.counts(PrefixId::DEFAULT) {
            self.take(PrefixId::DEFAULT, None, true);
        }
        if written && self.exclusive {
            self.take_visibly_used(set, node, element);
        }
        self.write_chosen(out);
    }

    fn take_visibly_used(&mut self, set: &NodeSet, node: NodeId, element: &ElementRow) {
        let document = self.document;
        let rows = element.attributes;
        let attributes = (rows.start..rows.end).filter(|row| set.holds_attribute(*row));
        let names = attributes.filter_map(|row| document.attributes.get(row as usize)).map(|row| row.name);
        let prefixed = names.filter(|name| name.prefix != PrefixId::DEFAULT);
        for name in std::iter::once(element.name).chain(prefixed) {
            let is_xml = name.prefix == PrefixId::XML;
            if is_xml || name.namespace == NamespaceId::UNBOUND || self.counts(name.prefix) {
                continue;
            }
            let held = name.namespace != NamespaceId::NONE && set.holds_namespace(node, name.prefix);
            self.take(name.prefix, held.then_some(name.namespace), true);
        }
    }

    /// Takes a declaration of an element of a subset, or that it has none, unless that is in force already.
    fn take(&mut self, prefix: PrefixId, namespace: Option<NamespaceId>, written: bool) {
        let nothing = if prefix == PrefixId::DEFAULT { NamespaceId::NONE } else { NamespaceId::UNBOUND };
        let namespace = namespace.unwrap_or(nothing);
        let Some(slot) = self.written.get_mut(prefix.index()) else { return };
        if *slot == namespace {
            return;
        }
        if namespace != NamespaceId::UNBOUND && (written || namespace != NamespaceId::NONE) {
            self.chosen.push((prefix, namespace));
        }
        if written {
            self.before.push((prefix, *slot));
            *slot = namespace;
        }
    }

    fn choose_visibly_used(&mut self, element: &ElementRow) {
        self.choose(element.name.prefix, element.name.namespace);
        for row in self.document.attribute_rows(element) {
            if row.name.prefix != PrefixId::DEFAULT {
                self.choose(row.name.prefix, row.name.namespace);
            }
        }
    }

    /// At the apex, what is in scope counts, wherever it was declared; the nearest declaration wins.
    fn choose_inherited(&mut self, apex: NodeId) {
        let document = self.document;
        let mut seen = vec![false; document.prefixes.len()];
        for row in document.declarations_around(apex) {
            let first = seen.get_mut(row.prefix.index()).is_some_and(|seen| !std::mem::replace(seen, true));
            if first && self.counts(row.prefix) {
                self.choose(row.prefix, row.namespace);
            }
        }
    }

    fn choose_declared(&mut self, element: &ElementRow) {
        let document = self.document;
        for row in document.declaration_rows(element) {
            if self.counts(row.prefix) {
                self.choose(row.prefix, row.namespace);
            }
        }
    }

    fn counts(&self, prefix: PrefixId) -> bool {
        !self.exclusive || self.listed.get(prefix.index()).copied().unwrap_or(false)
    }

    /// Takes a declaration unless it is in force already; `xml` always is.
    fn choose(&mut self, prefix: PrefixId, namespace: NamespaceId) {
        let undeclares = namespace == NamespaceId::NONE && prefix != PrefixId::DEFAULT;
        if prefix == PrefixId::XML || namespace == NamespaceId::UNBOUND || undeclares {
            return;
        }
        let Some(slot) = self.written.get_mut(prefix.index()) else { return };
        if *slot != namespace {
            self.before.push((prefix, *slot));
            *slot = namespace;
            self.chosen.push((prefix, namespace));
        }
    }
}

fn listed(document: &Document, how: &Canonicalization) -> Vec<bool> {
    if how.method != Method::Exclusive || how.inclusive_prefixes.is_empty() {
        return Vec::new();
    }
    let mut listed = vec![false; document.prefixes.len()];
    for prefix in &how.inclusive_prefixes {
        let prefix = if prefix == "#default" { "" } else { prefix };
        if let Some(slot) = document.prefixes.find(prefix).and_then(|id| listed.get_mut(id as usize)) {
            *slot = true;
        }
    }
    listed
}

fn write_declaration(document: &Document, prefix: PrefixId, namespace: NamespaceId, out: &mut Vec<u8>) {
    out.extend_from_slice(b" xmlns");
    if prefix != PrefixId::DEFAULT {
        out.push(b':');
        out.extend_from_slice(document.prefixes.text(prefix.0).as_bytes());
    }
    out.extend_from_slice(b"=\"");
    escape_attribute(document.namespaces.text(namespace.0), out);
    out.push(b'"');
}
