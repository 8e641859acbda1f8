//! Canonical XML: 1.0, 1.1 and Exclusive, with or without comments, of a document or of an element, streamed to a sink.
//!
//! By the specifications, also where libxml2 and others stray from them.

mod escape;
mod inherit;
mod namespaces;
mod node_set;
mod order;
mod sink;
mod subset;
mod window;
mod xml_base;

pub(crate) use node_set::NodeSet;
pub(crate) use sink::Counted;
pub use sink::Sink;
pub(crate) use window::WindowPart;

use crate::tree::{Content, Document, ElementRow, Extent, NamespaceId, NodeId};
use escape::{escape_attribute, escape_text};
use namespaces::Namespaces;

/// Canonical bytes are handed on in pieces of about this size.
const PIECE: usize = 32 << 10;

/// A canonicalisation method (XML Signature §6.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Canonical XML 1.0: every namespace in scope, every inherited `xml:` attribute.
    Inclusive10,
    /// Canonical XML 1.1: as 1.0, but `xml:id` is not inherited and `xml:base` is joined.
    Inclusive11,
    /// Exclusive XML Canonicalization 1.0: only the namespaces that are visibly used.
    Exclusive,
}

/// A canonicalisation with all its parameters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Canonicalization {
    /// The method.
    pub method: Method,
    /// Whether comments are kept.
    pub comments: bool,
    /// The PrefixList of `InclusiveNamespaces`, for the exclusive method; the default namespace is `#default`.
    pub inclusive_prefixes: Vec<String>,
}

impl Canonicalization {
    /// A method without comments and without a PrefixList.
    pub fn new(method: Method) -> Canonicalization {
        Canonicalization { method, comments: false, inclusive_prefixes: Vec::new() }
    }

    /// What an algorithm identifier names, with an empty PrefixList; `None` if it names no canonicalisation.
    pub fn from_uri(uri: &str) -> Option<Canonicalization> {
        let (base, comments) = match uri.strip_suffix("WithComments") {
            Some(base) => (base, true),
            None => (uri, false),
        };
        let method = match (base, comments) {
            ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", false) => Method::Inclusive10,
            ("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#", true) => Method::Inclusive10,
            ("http://www.w3.org/2006/12/xml-c14n11", false) => Method::Inclusive11,
            ("http://www.w3.org/2006/12/xml-c14n11#", true) => Method::Inclusive11,
            ("http://www.w3.org/2001/10/xml-exc-c14n#", _) => Method::Exclusive,
            _ => return None,
        };
        Some(Canonicalization { comments, ..Canonicalization::new(method) })
    }

    /// Its algorithm identifier.
    pub fn uri(&self) -> &'static str {
        match (self.method, self.comments) {
            (Method::Inclusive10, false) => "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            (Method::Inclusive10, true) => "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            (Method::Inclusive11, false) => "http://www.w3.org/2006/12/xml-c14n11",
            (Method::Inclusive11, true) => "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            (Method::Exclusive, false) => "http://www.w3.org/2001/10/xml-exc-c14n#",
            (Method::Exclusive, true) => "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        }
    }

    /// Writes the canonical form of `apex` and all below it, without `excluded` and all below that.
    ///
    /// `apex` is [`NodeId::DOCUMENT`] or an element; below `excluded`, nothing is written. The document should be well-formed;
    /// of another one, what was read is written.
    pub fn write(&self, document: &Document, apex: NodeId, excluded: Option<NodeId>, sink: &mut impl Sink) {
        if excluded.is_none_or(|hole| !document.is_within(apex, hole)) {
            Writer::new(document, self, sink).write(apex, excluded);
        }
    }

    /// Writes the canonical form of a document subset. Comments are written where the set holds them and the method keeps them.
    pub(crate) fn write_subset(&self, document: &Document, set: &NodeSet, sink: &mut impl Sink) {
        Writer::new(document, self, sink).write_subset(set);
    }

    /// The canonical form in one piece, for showing.
    pub fn bytes(&self, document: &Document, apex: NodeId, excluded: Option<NodeId>) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(document, apex, excluded, &mut bytes);
        bytes
    }
}

/// An element whose end tag is still to be written.
struct Pending {
    end: u32,
    /// Whether it ends in this document; elements of a window may go on after it.
    closed: bool,
    name: Extent,
    namespaces: usize,
}

struct Writer<'a, S> {
    document: &'a Document,
    how: &'a Canonicalization,
    sink: &'a mut S,
    out: Vec<u8>,
    namespaces: Namespaces<'a>,
    pending: Vec<Pending>,
    order: Vec<u32>,
    /// Whether the root element was written before this document, which is a window of a longer one.
    past_root: bool,
}

impl<'a, S: Sink> Writer<'a, S> {
    fn new(document: &'a Document, how: &'a Canonicalization, sink: &'a mut S) -> Writer<'a, S> {
        Writer {
            document,
            how,
            sink,
            out: Vec::with_capacity(document.source.len().min(PIECE) + 256),
            namespaces: Namespaces::new(document, how),
            pending: Vec::new(),
            order: Vec::new(),
            past_root: false,
        }
    }

    fn write(mut self, apex: NodeId, excluded: Option<NodeId>) {
        let end = self.document.row(apex).end;
        let mut at = apex.0;
        while at < end {
            let node = NodeId(at);
            self.close_until(at);
            if excluded == Some(node) {
                at = self.document.row(node).end.max(at + 1);
                continue;
            }
            self.node(node, node == apex);
            if self.out.len() >= PIECE {
                self.flush();
            }
            at += 1;
        }
        self.close_until(u32::MAX);
        self.flush();
    }

    fn flush(&mut self) {
        self.sink.write(&self.out);
        self.out.clear();
    }

    /// Writes the end tags of elements that end before row `at`.
    fn close_until(&mut self, at: u32) {
        while self.pending.last().is_some_and(|element| element.end <= at) {
            self.close_last();
        }
    }

    /// Writes the end tag of the element that was opened last.
    fn close_last(&mut self) {
        let Some(element) = self.pending.pop() else { return };
        self.out.extend_from_slice(b"</");
        self.out.extend_from_slice(self.document.slice(element.name).as_bytes());
        self.out.push(b'>');
        self.namespaces.unwind(element.namespaces);
    }

    fn node(&mut self, node: NodeId, is_apex: bool) {
        let document = self.document;
        match &document.row(node).content {
            Content::Document => {}
            Content::Element(element) => self.element(node, element, is_apex),
            Content::Text(value) => escape_text(document.value(value), &mut self.out),
            Content::Comment(value) => {
                if self.how.comments {
                    self.around_root(node, |out| {
                        out.extend_from_slice(b"<!--");
                        out.extend_from_slice(document.value(value).as_bytes());
                        out.extend_from_slice(b"-->");
                    });
                }
            }
            Content::Instruction { target, data } => self.around_root(node, |out| {
                out.extend_from_slice(b"<?");
                out.extend_from_slice(document.slice(*target).as_bytes());
                let data = document.value(data);
                if !data.is_empty() {
                    out.push(b' ');
                    out.extend_from_slice(data.as_bytes());
                }
                out.extend_from_slice(b"?>");
            }),
        }
    }

    /// Beside the root element, comments and PIs stand on lines of their own (Canonical XML §2.3).
    fn around_root(&mut self, node: NodeId, write: impl FnOnce(&mut Vec<u8>)) {
        let beside = self.document.parent(node) == Some(NodeId::DOCUMENT);
        let before_root = beside && !self.past_root && self.document.root().is_none_or(|root| node < root);
        if beside && !before_root {
            self.out.push(b'\n');
        }
        write(&mut self.out);
        if before_root {
            self.out.push(b'\n');
        }
    }

    fn element(&mut self, node: NodeId, element: &ElementRow, is_apex: bool) {
        let namespaces = self.namespaces.mark();
        self.out.push(b'<');
        self.out.extend_from_slice(self.document.slice(element.name.written).as_bytes());
        self.namespaces.write(node, element, is_apex, &mut self.out);
        let inherits = is_apex && self.how.method != Method::Exclusive;
        match inherits.then(|| inherit::attributes(self.document, node, self.how.method, &|_| false)) {
            Some(attributes) if !attributes.is_empty() => self.attributes_with(element, attributes),
            _ => self.attributes(element),
        }
        self.out.push(b'>');
        let end = self.document.row(node).end;
        self.pending.push(Pending { end, closed: element.closed, name: element.name.written, namespaces });
    }

    fn attributes(&mut self, element: &ElementRow) {
        let document = self.document;
        let rows = document.attribute_rows(element);
        order::of_attributes(document, rows, &mut self.order);
        for row in self.order.iter().filter_map(|at| rows.get(*at as usize)) {
            let name = document.slice(row.name.written);
            write_attribute(name, document.value(&row.value), &mut self.out);
        }
    }

    /// As `attributes`, with `xml:` attributes that replace or join the element's own.
    fn attributes_with(&mut self, element: &ElementRow, xml: Vec<inherit::XmlAttribute<'_>>) {
        let document = self.document;
        let rows = document.attribute_rows(element);
        let own = rows.iter().filter(|row| {
            let replaced = |new: &inherit::XmlAttribute<'_>| document.slice(row.name.local()) == new.local;
            row.name.namespace != NamespaceId::XML || !xml.iter().any(replaced)
        });
        let mut all: Vec<(NamespaceId, &str, &str, &str)> = own
            .map(|row| {
                let (local, name) = (document.slice(row.name.local()), document.slice(row.name.written));
                (row.name.namespace, local, name, document.value(&row.value))
            })
            .collect();
        for new in &xml {
            if let Some(value) = &new.value {
                all.push((NamespaceId::XML, &new.local, &new.name, value));
            }
        }
        all.sort_by(|a, b| order::in_order(document, (a.0, a.1), (b.0, b.1)));
        all.iter().for_each(|(_, _, name, value)| write_attribute(name, value, &mut self.out));
    }
}

fn write_attribute(name: &str, value: &str, out: &mut Vec<u8>) {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    escape_attribute(value, out);
    out.push(b'"');
}
