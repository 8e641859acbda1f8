//! A long text in windows: each is a document of its own that starts with the tags that are open.

use crate::c14n::WindowPart;
use crate::limits::Limits;
use crate::problem::{Class, Problem, ProblemKind};
use crate::read::{Before, Piece};
use crate::tree::{Document, NodeId};
use crate::uri::DSIG;
use std::io::Read;
use std::ops::Range;

/// Bytes of a window, where tags and tokens are of usual size.
const WINDOW: usize = 128 << 10;

/// A stretch of the text as a document of its own.
pub(super) struct Window {
    pub(super) document: Document,
    /// How many elements were open before it; they are the rows from 1 on.
    pub(super) lent: u32,
    /// Whether the root element ended before it.
    pub(super) past_root: bool,
    /// The elements that are still open at its end, outermost first.
    pub(super) open: Vec<NodeId>,
    place: Place,
}

/// How places in a window's document become places in the text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    base: usize,
    lent_bytes: usize,
}

impl Place {
    /// Where a range of the window's document stands in the text; what was open before stands at the window's start.
    pub(super) fn of(self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.base + at.saturating_sub(self.lent_bytes);
        place(range.start)..place(range.end)
    }
}

impl Window {
    /// Where a range of its document stands in the text.
    pub(super) fn place(&self, range: Range<usize>) -> Range<usize> {
        self.place.of(range)
    }

    pub(super) fn placing(&self) -> Place {
        self.place
    }

    /// The root element, where it is open or starts here.
    pub(super) fn root(&self) -> Option<NodeId> {
        self.document.root().filter(|_| !self.past_root)
    }

    /// Whether a node was open before the window.
    pub(super) fn is_lent(&self, node: NodeId) -> bool {
        node.index() <= self.part().lent as usize
    }

    /// What canonicalisation has to know of it.
    pub(super) fn part(&self) -> WindowPart<'_> {
        WindowPart { document: &self.document, lent: self.lent, past_root: self.past_root }
    }

    /// The child of the root that starts in this window at this byte of the text.
    pub(super) fn child_of_root_at(&self, start: usize) -> Option<NodeId> {
        let mut children = self.document.elements(self.root()?).filter(|node| !self.is_lent(*node));
        children.find(|node| self.place(self.document.span(*node)).start == start)
    }

    /// The first `ds:Signature` that is a child of the root and stands in this window.
    pub(super) fn signature_of_root(&self) -> Option<NodeId> {
        let root = self.root()?;
        self.document.elements(root).find(|node| self.document.is(*node, DSIG, "Signature"))
    }
}

/// The windows of a text, one after the other.
pub(super) struct Windows<'l, R> {
    reader: R,
    limits: &'l Limits,
    /// Bytes of a window, where tags and tokens are of usual size.
    size: usize,
    /// Bytes that are read and belong to no window yet.
    waiting: Vec<u8>,
    ended: bool,
    stopped: bool,
    before: Before,
    /// What is wrong, in places of the whole text.
    pub(super) problems: Vec<Problem>,
    /// How many bytes were read.
    pub(super) length: usize,
}

impl<'l, R: Read> Windows<'l, R> {
    pub(super) fn new(reader: R, limits: &'l Limits) -> Windows<'l, R> {
        Windows::of_size(reader, limits, WINDOW)
    }

    pub(super) fn of_size(reader: R, limits: &'l Limits, size: usize) -> Windows<'l, R> {
        Windows {
            reader,
            limits,
            size,
            waiting: Vec::new(),
            ended: false,
            stopped: false,
            before: Before::default(),
            problems: Vec::new(),
            length: 0,
        }
    }

    /// The next window; nothing after the last one, or after the first thing that makes the text ill-formed.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Window>> {
        if self.is_done() && (self.stopped || self.before.base > 0) {
            return Ok(None);
        }
        let mut size = self.size.max(self.before.tags.len().saturating_mul(2)).min(Limits::WINDOW);
        loop {
            self.fill(size)?;
            let (text, broken) = crate::read::longest_text(&self.waiting);
            let valid = text.len();
            let last = self.ended && !broken && valid == self.waiting.len();
            let piece = Document::read_piece(text, &self.before, self.limits, last);
            let well_formed = piece.document.well_formed();
            if well_formed && !last && needs_more(&piece, self.before.tags.len()) {
                if broken || self.ended || size >= Limits::WINDOW {
                    self.give_up(broken || self.ended, valid);
                    return Ok(None);
                }
                size = size.saturating_mul(4).min(Limits::WINDOW);
                continue;
            }
            self.stopped = !well_formed;
            return Ok(Some(self.take(piece)));
        }
    }

    fn fill(&mut self, size: usize) -> std::io::Result<()> {
        while !self.ended && self.waiting.len() < size {
            let missing = size - self.waiting.len();
            let read = (&mut self.reader).take(missing as u64).read_to_end(&mut self.waiting)?;
            self.length += read;
            self.ended = read < missing;
        }
        Ok(())
    }

    fn take(&mut self, piece: Piece) -> Window {
        let lent_bytes = self.before.tags.len();
        let window = Window {
            lent: piece.lent,
            past_root: self.before.root_seen && self.before.tags.is_empty(),
            open: piece.open,
            place: Place { base: self.before.base, lent_bytes },
            document: piece.document,
        };
        let taken = piece.end.saturating_sub(lent_bytes);
        self.waiting.drain(..taken.min(self.waiting.len()));
        let found = window.document.problems().iter();
        let placed = found.map(|problem| Problem { at: window.place(problem.at.clone()), ..problem.clone() });
        let room = self.limits.problems.saturating_sub(self.problems.len());
        self.problems.extend(placed.take(room.max(1)));
        self.before = Before {
            tags: window.open.iter().map(|node| window.tag(*node)).collect(),
            base: self.before.base + taken,
            root_seen: piece.root_seen,
            doctype: window.document.doctype().is_some(),
        };
        window
    }

    /// Ends the reading where nothing more can be taken: at bytes that are no text, or at something that is too long.
    fn give_up(&mut self, no_text: bool, valid: usize) {
        self.stopped = true;
        let (kind, at, says) = match no_text {
            true => (
                ProblemKind::NotUtf8,
                self.before.base + valid..self.before.base + valid + 1,
                "These bytes are not UTF-8 text.".to_owned(),
            ),
            false => (
                ProblemKind::TooManyBytes,
                self.before.base..self.before.base,
                format!("More than {} bytes belong together here: the rest was not read.", Limits::WINDOW),
            ),
        };
        self.problems.push(Problem { kind, at, says });
    }

    /// Whether no window follows.
    pub(super) fn is_done(&self) -> bool {
        self.stopped || (self.ended && self.waiting.is_empty())
    }

    /// Whether all of the text was read and is well-formed.
    pub(super) fn well_formed(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind.class() == Class::Remark)
    }
}

/// Whether a window holds no whole token, or ends within the root's signature, which must be seen as one.
fn needs_more(piece: &Piece, lent_bytes: usize) -> bool {
    let in_signature = piece.open.get(1).is_some_and(|node| piece.document.is(*node, DSIG, "Signature"));
    piece.end <= lent_bytes || in_signature
}

impl Window {
    fn tag(&self, node: NodeId) -> &str {
        self.document.source().get(self.document.start_tag(node)).unwrap_or("")
    }
}
