//! Writing a document subset: elements may be missing around what is written, and namespaces and attributes within it
//! (Canonical XML §2.3 and §2.4, Exclusive Canonicalization §3).

use super::inherit::{self, XmlAttribute};
use super::node_set::NodeSet;
use super::order::in_order;
use super::{Method, Pending, Sink, Writer, write_attribute};
use crate::tree::{Document, ElementRow, Kind, NamespaceId, NodeId};

impl<S: Sink> Writer<'_, S> {
    /// Writes what the set holds, in document order.
    pub(super) fn write_subset(mut self, set: &NodeSet) {
        let document = self.document;
        for node in document.descendants(NodeId::DOCUMENT) {
            self.close_until(node.0);
            match document.element(node) {
                Some(element) => self.element_of_subset(set, node, element),
                None if set.holds_node(node) => self.node(node, false),
                None => {}
            }
            if self.out.len() >= super::PIECE {
                self.flush();
            }
        }
        self.close_until(u32::MAX);
        self.flush();
    }

    fn element_of_subset(&mut self, set: &NodeSet, node: NodeId, element: &ElementRow) {
        let held = set.holds_node(node);
        let namespaces = self.namespaces.mark();
        if held {
            self.out.push(b'<');
            self.out.extend_from_slice(self.document.slice(element.name.written).as_bytes());
        }
        self.namespaces.write_of_subset(set, node, element, &mut self.out);
        let inherited = match held && self.is_orphan(set, node) {
            true => inherit::attributes(self.document, node, self.how.method, &|at| set.holds_node(at)),
            false => Vec::new(),
        };
        self.attributes_of_subset(set, element, inherited);
        if held {
            self.out.push(b'>');
            let end = self.document.row(node).end;
            self.pending.push(Pending {
                end,
                closed: element.closed,
                name: element.name.written,
                namespaces,
            });
        }
    }

    /// Whether the element's parent is an element that is left out (§2.4).
    fn is_orphan(&self, set: &NodeSet, node: NodeId) -> bool {
        let parent = self.document.parent(node);
        self.how.method != Method::Exclusive
            && parent
                .is_some_and(|above| self.document.kind(above) == Kind::Element && !set.holds_node(above))
    }

    fn attributes_of_subset(&mut self, set: &NodeSet, element: &ElementRow, xml: Vec<XmlAttribute<'_>>) {
        let document = self.document;
        let rows = element.attributes;
        let held = (rows.start..rows.end).filter(|row| set.holds_attribute(*row));
        let own = held.filter_map(|row| document.attributes.get(row as usize));
        let mut all: Vec<Written<'_>> = own
            .filter(|row| {
                let replaced = |new: &XmlAttribute<'_>| document.slice(row.name.local()) == new.local;
                row.name.namespace != NamespaceId::XML || !xml.iter().any(replaced)
            })
            .map(|row| Written {
                namespace: row.name.namespace,
                local: document.slice(row.name.local()),
                name: document.slice(row.name.written),
                value: document.value(&row.value),
            })
            .collect();
        all.extend(xml.iter().filter_map(|new| {
            let value = new.value.as_deref()?;
            Some(Written { namespace: NamespaceId::XML, local: &new.local, name: &new.name, value })
        }));
        all.sort_by(|a, b| a.order(document, b));
        all.iter().for_each(|attribute| write_attribute(attribute.name, attribute.value, &mut self.out));
    }
}

/// An attribute about to be written.
pub(super) struct Written<'a> {
    pub(super) namespace: NamespaceId,
    pub(super) local: &'a str,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

impl Written<'_> {
    fn order(&self, document: &Document, other: &Written<'_>) -> std::cmp::Ordering {
        in_order(document, (self.namespace, self.local), (other.namespace, other.local))
    }
}
