//! Writing a long document window by window: what was open before is known and not written again.

use super::{Canonicalization, Sink, Writer};
use crate::tree::{Document, Kind, NodeId};

/// A window of a longer document: what comes before it was written already.
pub(crate) struct WindowPart<'d> {
    /// The window, which starts with the tags that were open before it.
    pub(crate) document: &'d Document,
    /// How many those are: the rows from 1 on.
    pub(crate) lent: u32,
    /// Whether the root element ended before it.
    pub(crate) past_root: bool,
}

impl Canonicalization {
    /// Writes what a window adds to the canonical form of the whole document, or, unless `whole`, of its root element.
    pub(crate) fn write_window(
        &self,
        part: WindowPart<'_>,
        whole: bool,
        excluded: Option<NodeId>,
        sink: &mut impl Sink,
    ) {
        let mut writer = Writer::new(part.document, self, sink);
        writer.past_root = part.past_root;
        writer.write_window(part.lent, whole, excluded);
    }
}

impl<S: Sink> Writer<'_, S> {
    fn write_window(mut self, lent: u32, whole: bool, excluded: Option<NodeId>) {
        let document = self.document;
        let end = document.row(NodeId::DOCUMENT).end;
        let mut at = 1;
        while at < end {
            let node = NodeId(at);
            self.close_until(at);
            let beside_root =
                document.parent(node) == Some(NodeId::DOCUMENT) && document.kind(node) != Kind::Element;
            if excluded == Some(node) || (beside_root && !whole) {
                at = document.row(node).end.max(at + 1);
                continue;
            }
            self.node(node, false);
            if at == lent {
                self.out.clear();
            }
            if at > lent && self.out.len() >= super::PIECE {
                self.flush();
            }
            at += 1;
        }
        while self.pending.last().is_some_and(|element| element.closed) {
            self.close_last();
        }
        self.flush();
    }
}
