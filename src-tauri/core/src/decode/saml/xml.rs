//! An XML document in a layer, and one element of it as a message is read from it.

use std::ops::Range;
use std::sync::Arc;

use ssoscope_xml::{Document, NodeId};

use crate::decode::{Spanned, Time};
use crate::span::{LayerId, Span};

/// The document that a message stands in, shared by all messages of it, and where it lies in its layer.
#[derive(Clone)]
pub struct Xml {
    /// The document.
    pub document: Arc<Document>,
    /// The layer that it was read from.
    pub layer: LayerId,
    /// The stretches of the layer that it was put together from, in the order of the document.
    pieces: Arc<[Piece]>,
}

/// A stretch of a document that stands in the layer just as it is, up to where the next one starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it starts in the document. What lies before the first one stands in no layer.
    pub(super) here: u32,
    /// Where it starts in the layer.
    pub(super) there: u32,
}

impl Xml {
    /// A document that was read from the layer's bytes from `start` on.
    pub fn new(document: Document, layer: LayerId, start: u32) -> Self {
        Xml::gathered(document, layer, vec![Piece { here: 0, there: start }])
    }

    /// A document whose first `lent` bytes were put before those of the layer: the wrapper that lends namespaces to a decrypted
    /// fragment.
    pub fn lent(document: Document, layer: LayerId, lent: usize) -> Self {
        Xml::gathered(document, layer, vec![Piece { here: narrow(lent), there: 0 }])
    }

    /// A document that was put together from stretches of the layer.
    pub(super) fn gathered(document: Document, layer: LayerId, pieces: Vec<Piece>) -> Self {
        Xml { document: Arc::new(document), layer, pieces: pieces.into() }
    }

    /// The span in the layer of a range of the document.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(narrow(range.start), |piece, at| piece.here <= at);
        // An end belongs to the stretch before it.
        let end = self.place(narrow(range.end), |piece, at| piece.here < at);
        Span::new(self.layer, start..end)
    }

    fn place(&self, at: u32, starts: impl Fn(&Piece, u32) -> bool) -> u32 {
        let after = self.pieces.partition_point(|piece| starts(piece, at));
        let piece = self.pieces.get(after.saturating_sub(1)).or_else(|| self.pieces.first());
        piece.map_or(at, |piece| piece.there.saturating_add(at.saturating_sub(piece.here)))
    }

    /// All of an element.
    pub fn element_span(&self, node: NodeId) -> Span {
        self.span(self.document.span(node))
    }

    /// The start tag of an element.
    pub fn tag_span(&self, node: NodeId) -> Span {
        self.span(self.document.start_tag(node))
    }

    pub(super) fn element(&self, node: NodeId) -> Element<'_> {
        Element { xml: self, node }
    }
}

impl std::fmt::Debug for Xml {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Xml")
            .field("layer", &self.layer)
            .field("document", &self.document)
            .finish_non_exhaustive()
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One element, and the reading of its parts.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) xml: &'a Xml,
    pub(super) node: NodeId,
}

impl<'a> Element<'a> {
    fn document(&self) -> &'a Document {
        &self.xml.document
    }

    pub(super) fn at(&self) -> Span {
        self.xml.element_span(self.node)
    }

    pub(super) fn tag(&self) -> Span {
        self.xml.tag_span(self.node)
    }

    pub(super) fn is(&self, namespace: &str, local: &str) -> bool {
        self.document().is(self.node, namespace, local)
    }

    pub(super) fn local(&self) -> &'a str {
        self.document().name(self.node).map_or("", |name| name.local)
    }

    pub(super) fn namespace(&self) -> &'a str {
        self.document().name(self.node).map_or("", |name| name.namespace)
    }

    /// The value of an attribute in no namespace.
    pub(super) fn attribute(&self, local: &str) -> Option<Spanned<String>> {
        self.attribute_in("", local)
    }

    pub(super) fn attribute_in(&self, namespace: &str, local: &str) -> Option<Spanned<String>> {
        let attribute = self.document().attribute(self.node, namespace, local)?;
        Some(Spanned::new(attribute.value().to_owned(), self.xml.span(attribute.value_span())))
    }

    pub(super) fn time(&self, local: &str) -> Option<Spanned<Time>> {
        self.attribute(local).map(|lexical| lexical.map(|text| Time::xs_date_time(&text)))
    }

    /// An `xs:boolean`: `true`, `1`, `false`, `0`; anything else reads as absent.
    pub(super) fn flag(&self, local: &str) -> Option<Spanned<bool>> {
        let lexical = self.attribute(local)?;
        match lexical.value.trim() {
            "true" | "1" => Some(lexical.map(|_| true)),
            "false" | "0" => Some(lexical.map(|_| false)),
            _ => None,
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = Element<'a>> + use<'a> {
        let xml = self.xml;
        xml.document.elements(self.node).map(move |node| Element { xml, node })
    }

    pub(super) fn children<'n>(
        &self,
        namespace: &'n str,
        local: &'n str,
    ) -> impl Iterator<Item = Element<'a>> + use<'a, 'n> {
        self.elements().filter(move |child| child.is(namespace, local))
    }

    pub(super) fn child(&self, namespace: &str, local: &str) -> Option<Element<'a>> {
        self.elements().find(|child| child.is(namespace, local))
    }

    /// The text directly inside, joined across comments.
    pub(super) fn text(&self) -> Spanned<String> {
        let text = self.document().text(self.node);
        Spanned::new(text.value.into_owned(), self.xml.span(text.span))
    }

    /// The text that a consumer sees who reads only up to the first comment; absent where nothing interrupts the text.
    pub(super) fn first_piece(&self) -> Option<String> {
        if !self.document().text(self.node).split_by_comment {
            return None;
        }
        let pieces = self
            .document()
            .children(self.node)
            .find(|child| self.document().kind(*child) == ssoscope_xml::Kind::Text);
        pieces.map(|piece| self.document().text(piece).value.into_owned())
    }

    /// The texts of the children of one name.
    pub(super) fn texts(&self, namespace: &str, local: &str) -> Vec<Spanned<String>> {
        self.children(namespace, local).map(|child| child.text()).collect()
    }
}
