//! What is looked into: an element in canonical form, taken apart.

use super::tokens::{Sort, Token, taken_apart};
use crate::c14n::Canonicalization;
use crate::tree::{Document, NodeId};
use std::collections::HashMap;
use std::ops::Range;

/// Places that one explanation points at.
const MOST_PLACES: usize = 24;

/// An element in canonical form.
pub(super) struct Scene<'c> {
    pub(super) document: &'c Document,
    pub(super) apex: NodeId,
    /// The signature in question.
    pub(super) signature: Option<NodeId>,
    /// What is left out.
    pub(super) hole: Option<NodeId>,
    pub(super) how: Canonicalization,
    /// Values that are known from elsewhere.
    pub(super) known: &'c [String],
    pub(super) tokens: Vec<Token<'c>>,
}

impl<'c> Scene<'c> {
    /// Takes `text` apart: the canonical form of `apex` with nothing left out.
    pub(super) fn new(
        (document, apex): (&'c Document, NodeId),
        (signature, hole): (Option<NodeId>, Option<NodeId>),
        how: Canonicalization,
        text: &'c str,
        known: &'c [String],
    ) -> Scene<'c> {
        let tokens = taken_apart(document, apex, hole, text);
        Scene { document, apex, signature, hole, how, known, tokens }
    }

    /// The canonical form by another method, or without another part.
    pub(super) fn canonical(&self, how: &Canonicalization, hole: Option<NodeId>) -> Vec<u8> {
        how.bytes(self.document, self.apex, hole)
    }

    /// How deep the apex lies in its document.
    pub(super) fn depth(&self) -> usize {
        self.document.ancestors(self.apex).count().saturating_sub(1)
    }

    /// Where a piece stands in the document.
    pub(super) fn place(&self, token: &Token<'_>) -> Option<Range<usize>> {
        let node = token.node?;
        if token.sort != Sort::Attribute {
            return Some(self.document.span(node));
        }
        let (name, _) = token.attribute()?;
        let is_named = |at: Range<usize>| self.document.source().get(at) == Some(name);
        let attribute = self.document.attributes(node).find(|attribute| is_named(attribute.name_span()));
        Some(attribute.map_or_else(|| self.document.start_tag(node), |attribute| attribute.span()))
    }

    /// The places of what an undone text leaves out or writes otherwise; all of the element where it only adds.
    pub(super) fn differences(&self, undone: &[Token<'_>]) -> Vec<Range<usize>> {
        let kept: HashMap<usize, &str> =
            undone.iter().rev().map(|token| (token.place, &*token.text)).collect();
        let differs = |token: &&Token<'_>| kept.get(&token.place) != Some(&&*token.text);
        let places = self.tokens.iter().filter(differs).filter_map(|token| self.place(token));
        let places: Vec<Range<usize>> = places.take(MOST_PLACES).collect();
        if places.is_empty() { vec![self.document.span(self.apex)] } else { places }
    }
}
