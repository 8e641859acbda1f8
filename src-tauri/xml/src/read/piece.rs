//! Reading a window of a longer text: as strictly as a whole one, but that elements may be open at both ends.

use super::{Event, Extent, Reading};
use crate::limits::Limits;
use crate::tree::{Document, NodeId};
use std::ops::Range;
use std::sync::Arc;

/// Text longer than this is not kept back for the window in which it ends.
const KEPT_BACK: usize = if cfg!(test) { 8 } else { 4096 };

/// What came before a window.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// The start tags of the elements that are open, outermost first.
    pub(crate) tags: String,
    /// How many bytes of the text lie before it.
    pub(crate) base: usize,
    /// Whether the root element started.
    pub(crate) root_seen: bool,
    /// Whether there was a DOCTYPE.
    pub(crate) doctype: bool,
}

/// A window as it was read.
pub(crate) struct Piece {
    /// What stands in it, below the elements that were open before it.
    pub(crate) document: Document,
    /// How many elements were open before it: the rows from 1 on.
    pub(crate) lent: u32,
    /// Up to where its source was read, the lent tags included. A token that is cut off belongs to the next window.
    pub(crate) end: usize,
    /// The elements that are still open at its end, outermost first.
    pub(crate) open: Vec<NodeId>,
    /// Whether the root element started.
    pub(crate) root_seen: bool,
}

/// A window's bounds while it is read.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// Bytes of the tags that were open before it.
    pub(super) lent: usize,
    /// Whether the text starts with it.
    pub(super) first: bool,
    /// Whether the text ends with it.
    pub(super) last: bool,
}

impl Bounds {
    /// Those of a text that is read as one.
    pub(super) const WHOLE: Bounds = Bounds { lent: 0, first: true, last: true };
}

impl Document {
    /// Reads a window: text that follows on what came before, up to the last token that is whole.
    pub(crate) fn read_piece(text: &str, before: &Before, limits: &Limits, last: bool) -> Piece {
        let source = Arc::new(format!("{}{text}", before.tags));
        let mut reading = Reading::new(&source, limits);
        reading.bounds = Bounds { lent: before.tags.len(), first: before.base == 0, last };
        reading.root_seen = before.root_seen && before.tags.is_empty();
        reading.document.doctype = before.doctype.then(Extent::default);
        reading.read();
        let open: Vec<NodeId> = reading.open.iter().map(|open| NodeId(open.node)).collect();
        let (end, root_seen) = (reading.end, reading.root_seen || before.root_seen);
        let document = reading.finish();
        let lent = (1u32..).take_while(|row| document.start_tag(NodeId(*row)).end <= before.tags.len());
        let lent = lent.take_while(|row| document.element(NodeId(*row)).is_some()).count();
        Piece { document, lent: crate::tree::narrow(lent), end, open, root_seen }
    }
}

impl Reading<'_> {
    /// Whether the window ends within this token; where it is text, a part of it may be taken all the same.
    pub(super) fn is_cut(&mut self, event: &Result<Event<'_>, quick_xml::Error>, at: Range<usize>) -> bool {
        let to_the_end = at.end >= self.source.len();
        match event {
            _ if self.bounds.last => false,
            Ok(Event::Text(_)) if to_the_end => {
                self.take_some(at);
                true
            }
            Ok(_) => false,
            Err(quick_xml::Error::IllFormed(_)) => to_the_end,
            // Such an error leaves off where the token starts.
            Err(_) => {
                let raw = self.raw(at.start..self.source.len());
                !raw.starts_with("<!") || raw.len() < "<![CDATA[".len() || super::is_known_markup(raw)
            }
        }
    }

    /// Takes text that goes on in the next window, but for an end of which the meaning hangs on what follows.
    fn take_some(&mut self, at: Range<usize>) {
        let raw = self.raw(at.clone());
        let taken = raw.trim_end_matches([']', '\r']).len();
        if raw.len() >= KEPT_BACK && taken > 0 {
            let end = at.start + taken;
            self.text(at.start..end);
            self.end = end;
        }
    }
}
