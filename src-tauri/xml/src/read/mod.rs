//! Reading: tokens of quick-xml, held to every rule of XML 1.0 and Namespaces that it leaves out, become a [`Document`].

mod attributes;
mod characters;
mod content;
mod decode;
mod namespaces;
mod piece;
mod prolog;
mod reference;
mod scope;
mod start_tag;

use crate::limits::Limits;
use crate::problem::{Problem, ProblemKind};
use crate::tree::{Content, Document, Extent, Interner, NodeId, NodeRow};
pub(crate) use characters::{any, is_space, ncname_length};
use piece::Bounds;
pub(crate) use piece::{Before, Piece};
use quick_xml::events::Event;
use quick_xml::{Error, Reader};
use scope::Scope;
pub(crate) use scope::XML;
use std::ops::Range;
use std::sync::Arc;

const BOM: &str = "\u{FEFF}";

impl Document {
    /// Reads UTF-8 text within [`Limits::DEFAULT`]. Never fails: see [`Document::problems`].
    pub fn read(input: &[u8]) -> Document {
        Document::read_within(input, &Limits::DEFAULT)
    }

    /// Reads UTF-8 text within given bounds.
    pub fn read_within(input: &[u8], limits: &Limits) -> Document {
        Document::read_in_scope(input, limits, &[])
    }

    /// Reads UTF-8 text as if it stood where the given namespaces (prefix, namespace name) are declared, as decrypted text
    /// does: see [`Document::scope_at`].
    pub fn read_in_scope(input: &[u8], limits: &Limits, scope: &[(String, String)]) -> Document {
        let bounded = input.get(..limits.bytes.min(u32::MAX as usize - 1)).unwrap_or(input);
        let (text, broken) = longest_text(bounded);
        let source = Arc::new(text.to_owned());
        let mut reading = Reading::new(&source, limits);
        reading.enter_scope(scope);
        if broken || (text.len() < bounded.len() && bounded.len() == input.len()) {
            let says = not_utf8(bounded).to_owned();
            reading.report(ProblemKind::NotUtf8, text.len()..text.len() + 1, says);
        } else if bounded.len() < input.len() {
            let says = format!("Only {} of {} bytes were read.", text.len(), input.len());
            reading.report(ProblemKind::TooManyBytes, text.len()..text.len(), says);
        }
        reading.run()
    }
}

/// What bytes that are not UTF-8 seem to be.
fn not_utf8(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] => {
            "These bytes are UTF-16 text; only UTF-8 is read here."
        }
        _ => "These bytes are not UTF-8 text.",
    }
}

/// The longest prefix that is UTF-8, and whether what follows is wrong rather than cut off within a character.
pub(crate) fn longest_text(input: &[u8]) -> (&str, bool) {
    match std::str::from_utf8(input) {
        Ok(text) => (text, false),
        Err(error) => {
            let text = input.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok());
            (text.unwrap_or(""), error.error_len().is_some())
        }
    }
}

/// One element that is open, and how far to wind the scope back when it closes.
struct Open {
    node: u32,
    scope: usize,
}

/// The state of one reading.
struct Reading<'s> {
    source: &'s str,
    limits: &'s Limits,
    document: Document,
    open: Vec<Open>,
    scope: Scope,
    /// Whether the last row is a text that further character data belongs to.
    in_text: bool,
    has_carriage_return: bool,
    has_cdata_end: bool,
    root_seen: bool,
    stopped: bool,
    bounds: Bounds,
    /// Up to where the source was taken.
    end: usize,
}

impl<'s> Reading<'s> {
    fn new(source: &'s Arc<String>, limits: &'s Limits) -> Reading<'s> {
        let bytes = source.as_bytes();
        let whole = Extent::new(0, source.len());
        let top = NodeRow { parent: 0, end: 1, span: whole, content: Content::Document };
        let mut nodes = Vec::with_capacity(source.len() / 40 + 8);
        nodes.push(top);
        let document = Document {
            source: Arc::clone(source),
            nodes,
            prefixes: Interner::with(&["", "xml", "xmlns"]),
            namespaces: Interner::with(&["", scope::XML, scope::XMLNS]),
            ..Document::default()
        };
        Reading {
            source,
            limits,
            document,
            open: Vec::new(),
            scope: Scope::new(),
            in_text: false,
            has_carriage_return: memchr::memchr(b'\r', bytes).is_some(),
            has_cdata_end: memchr::memmem::find(bytes, b"]]>").is_some(),
            root_seen: false,
            stopped: false,
            bounds: Bounds::WHOLE,
            end: 0,
        }
    }

    fn run(mut self) -> Document {
        self.read();
        self.finish()
    }

    fn read(&mut self) {
        self.look_for_forbidden_characters();
        let base = self.skip_byte_order_marks();
        let mut reader = Reader::from_str(self.source.get(base..).unwrap_or(""));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut start = base;
        self.end = base;
        while !self.stopped {
            let event = reader.read_event();
            let end = base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            if self.is_cut(&event, start..end) {
                break;
            }
            match event {
                Ok(Event::Eof) => break,
                Ok(event) => self.take(&event, start..end),
                Err(Error::IllFormed(_)) => self.take_broken(start..end),
                Err(_) => self.take_broken(start..self.source.len()),
            }
            start = end;
            self.end = end;
        }
    }

    fn take(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(_) => self.start_tag(at, start_tag::Form::Start),
            Event::Empty(_) => self.start_tag(at, start_tag::Form::Empty),
            Event::End(_) => self.end_tag(at),
            Event::Text(_) => self.text(at),
            Event::GeneralRef(_) => self.text_reference(at),
            Event::CData(_) => self.cdata(at),
            Event::Comment(_) => self.comment(at),
            Event::PI(_) => self.instruction(at),
            Event::Decl(_) => self.declaration(at),
            Event::DocType(_) => self.doctype(at),
            Event::Eof => {}
        }
    }

    /// A token that quick-xml refused: one of the first two kinds, or all of the rest.
    fn take_broken(&mut self, at: Range<usize>) {
        let raw = self.raw(at.clone());
        match raw.as_bytes() {
            [b'&', ..] => self.dangling_ampersand(at),
            [b'<', b'!', b'D' | b'd', ..] if at.end < self.source.len() => self.doctype(at),
            [b'<', b'!', ..] if !is_known_markup(raw) => {
                let says = "<! is followed by nothing that XML knows.".to_owned();
                self.report(ProblemKind::UnknownMarkup, at, says);
            }
            _ => self.unclosed(at),
        }
    }

    fn unclosed(&mut self, at: Range<usize>) {
        let raw = self.raw(at.clone());
        let what = match raw.as_bytes() {
            [b'<', b'!', b'-', ..] => "a comment",
            [b'<', b'!', b'[', ..] => "a CDATA section",
            [b'<', b'!', ..] => "a DOCTYPE",
            [b'<', b'?', ..] => "a processing instruction",
            _ => "a tag",
        };
        let says = format!("The text ends within {what}.");
        self.report(ProblemKind::UnclosedMarkup, at.clone(), says);
        match raw.strip_prefix("<![CDATA[") {
            Some(_) => self.cut_cdata(at),
            None if what == "a tag" && characters::ncname_length(raw.get(1..).unwrap_or("")) > 0 => {
                self.start_tag(at, start_tag::Form::Cut);
            }
            None => {}
        }
    }

    fn finish(mut self) -> Document {
        let rows = self.document.nodes.len();
        if !self.root_seen && !self.stopped && self.bounds.last {
            let says = "There is no element here: this is not an XML document.".to_owned();
            self.report(ProblemKind::NoRoot, 0..self.source.len(), says);
        }
        if let (Some(open), false) = (self.open.last(), self.stopped || !self.bounds.last) {
            let element = NodeId(open.node);
            let at = self.document.start_tag(element);
            let name = self.raw(self.document.name_span(element));
            let says = format!("<{name}> is never closed: the text ends within it.");
            self.report(ProblemKind::UnclosedElement, at, says);
        }
        for open in std::mem::take(&mut self.open) {
            self.set_end(open.node, self.source.len(), rows);
        }
        self.set_end(0, self.source.len(), rows);
        self.document
    }

    fn look_for_forbidden_characters(&mut self) {
        let Some((at, c)) = characters::first_forbidden(self.source) else { return };
        let says = format!("XML does not allow the character U+{:04X} anywhere.", c as u32);
        self.report(ProblemKind::ForbiddenCharacter, at..at + c.len_utf8(), says);
    }

    /// quick-xml drops a byte-order mark without counting it, so none may reach it.
    fn skip_byte_order_marks(&mut self) -> usize {
        let mut base = 0;
        if !self.bounds.first && self.source.starts_with(BOM) {
            self.report(
                ProblemKind::TextOutsideRoot,
                0..BOM.len(),
                "Text stands outside of the root element.".to_owned(),
            );
        }
        while self.source.get(base..).is_some_and(|rest| rest.starts_with(BOM)) {
            if base == BOM.len() {
                let says = "The text starts with more than one byte-order mark.".to_owned();
                self.report(ProblemKind::RepeatedByteOrderMark, base..base + BOM.len(), says);
            }
            base += BOM.len();
        }
        base
    }

    fn raw(&self, at: Range<usize>) -> &'s str {
        self.source.get(at).unwrap_or("")
    }

    fn report(&mut self, kind: ProblemKind, at: Range<usize>, says: String) {
        if at.start < self.bounds.lent {
            return; // said of the window in which it stood first
        }
        if self.document.problems.len() >= self.limits.problems {
            let says = format!("More than {} problems: the rest was not read.", self.limits.problems);
            if !self.stopped {
                self.document.problems.push(Problem { kind: ProblemKind::TooManyProblems, at, says });
            }
            self.stopped = true;
            return;
        }
        self.document.problems.push(Problem { kind, at, says });
    }

    /// Reports a bound that was met, and ends the reading.
    fn stop(&mut self, kind: ProblemKind, at: Range<usize>, says: String) {
        self.report(kind, at, says);
        self.stopped = true;
    }

    fn set_end(&mut self, node: u32, end: usize, rows: usize) {
        if let Some(row) = self.document.nodes.get_mut(node as usize) {
            row.span = Extent::new(row.span.start as usize, end);
            row.end = crate::tree::narrow(rows);
        }
    }

    /// Adds a node below the innermost open element; `None` when the bound on nodes is met.
    fn push_node(&mut self, at: Range<usize>, content: Content) -> Option<u32> {
        let row = crate::tree::narrow(self.document.nodes.len());
        if self.document.nodes.len() > self.limits.nodes {
            let says = format!("More than {} nodes: the rest was not read.", self.limits.nodes);
            self.stop(ProblemKind::TooManyNodes, at, says);
            return None;
        }
        let parent = self.open.last().map_or(0, |open| open.node);
        let span = Extent::new(at.start, at.end);
        self.document.nodes.push(NodeRow { parent, end: row + 1, span, content });
        Some(row)
    }
}

fn is_known_markup(raw: &str) -> bool {
    raw.starts_with("<!--") || raw.starts_with("<![CDATA[") || raw.starts_with("<!DOCTYPE")
}
