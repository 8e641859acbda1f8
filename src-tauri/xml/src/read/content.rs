//! What stands between tags: text, references, CDATA sections, comments; and end tags.

use super::Reading;
use super::characters::is_space;
use super::decode::Decoding;
use crate::problem::ProblemKind;
use crate::tree::{Content, Extent, NodeId, Value};
use std::ops::Range;

const CDATA_START: usize = "<![CDATA[".len();
const CDATA_END: usize = "]]>".len();

impl Reading<'_> {
    pub(super) fn text(&mut self, at: Range<usize>) {
        if self.open.is_empty() {
            return self.text_outside_root(at);
        }
        let raw = self.raw(at.clone());
        let cdata_end = self.has_cdata_end.then(|| memchr::memmem::find(raw.as_bytes(), b"]]>")).flatten();
        if let Some(found) = cdata_end {
            let place = at.start + found..at.start + found + CDATA_END;
            let says = "]]> stands in plain text, where XML wants ]]&gt;.".to_owned();
            self.report(ProblemKind::CdataEndInText, place, says);
        }
        if self.has_carriage_return && raw.contains('\r') {
            self.extend_text(at, |decoding, document| decoding.copy_lines(document, raw));
        } else {
            self.plain_text(at);
        }
    }

    pub(super) fn text_reference(&mut self, at: Range<usize>) {
        let raw = self.raw(at.clone());
        if self.open.is_empty() {
            return self.text_outside_root(at);
        }
        match self.resolve(raw, at.clone()) {
            Some(c) => self.extend_text(at, |decoding, document| decoding.unit(document, c, raw.len())),
            None => self.plain_text(at),
        }
    }

    pub(super) fn dangling_ampersand(&mut self, at: Range<usize>) {
        let place = at.start..at.start + 1;
        let says = "An & starts no reference: as text it must be written &amp;.".to_owned();
        self.report(ProblemKind::BadReference, place, says);
        self.text(at);
    }

    pub(super) fn cdata(&mut self, at: Range<usize>) {
        if self.open.is_empty() {
            return self.text_outside_root(at);
        }
        let inner = self.raw(at.start + CDATA_START..at.end.saturating_sub(CDATA_END));
        self.extend_text(at, |decoding, document| {
            decoding.skip(document, CDATA_START);
            decoding.copy_lines(document, inner);
            decoding.skip(document, CDATA_END);
        });
    }

    /// A CDATA section that the text ends within: what is there is kept.
    pub(super) fn cut_cdata(&mut self, at: Range<usize>) {
        if self.open.is_empty() {
            return;
        }
        let inner = self.raw(at.start + CDATA_START..at.end);
        self.extend_text(at, |decoding, document| {
            decoding.skip(document, CDATA_START);
            decoding.copy_lines(document, inner);
        });
    }

    pub(super) fn comment(&mut self, at: Range<usize>) {
        let inner = at.start + "<!--".len()..at.end.saturating_sub("-->".len());
        let raw = self.raw(inner.clone());
        if memchr::memmem::find(raw.as_bytes(), b"--").is_some() || raw.ends_with('-') {
            let says = "A comment contains two hyphens in a row.".to_owned();
            self.report(ProblemKind::HyphensInComment, at.clone(), says);
        }
        let value = self.lines(inner);
        self.in_text = false;
        self.push_node(at, Content::Comment(value));
    }

    /// Text with its line ends normalised, as comments and processing instructions hold it.
    pub(super) fn lines(&mut self, at: Range<usize>) -> Value {
        let raw = self.raw(at.clone());
        if !(self.has_carriage_return && raw.contains('\r')) {
            return Value::plain(at.start, at.end);
        }
        let decoding = Decoding::begin(&self.document, at.start);
        decoding.copy_lines(&mut self.document, raw);
        decoding.finish(&self.document, at.end)
    }

    pub(super) fn end_tag(&mut self, at: Range<usize>) {
        self.in_text = false;
        let raw = self.raw(at.start + 2..at.end.saturating_sub(1));
        let spaces = raw.bytes().rev().take_while(|b| is_space(*b)).count();
        let name = raw.get(..raw.len() - spaces).unwrap_or("");
        let Some(innermost) = self.open.last().map(|open| open.node) else {
            let says = format!("</{name}> ends an element that never started.");
            return self.report(ProblemKind::UnmatchedEndTag, at, says);
        };
        if self.written_name(innermost) == name {
            return self.close(at.end);
        }
        let expected = self.written_name(innermost);
        let says = format!("</{name}> stands where </{expected}> should.");
        self.report(ProblemKind::MismatchedEndTag, at.clone(), says);
        if let Some(depth) = self.open.iter().rposition(|open| self.written_name(open.node) == name) {
            while self.open.len() > depth + 1 {
                self.abandon(at.start);
            }
            self.close(at.end);
        }
    }

    /// Ends the innermost open element at its end tag.
    pub(super) fn close(&mut self, end: usize) {
        let Some(open) = self.open.last() else { return };
        if let Some(Content::Element(element)) =
            self.document.nodes.get_mut(open.node as usize).map(|row| &mut row.content)
        {
            element.closed = true;
        }
        self.abandon(end);
    }

    /// Leaves the innermost open element without an end tag.
    fn abandon(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.scope.unwind(open.scope);
        self.set_end(open.node, end, self.document.nodes.len());
    }

    fn written_name(&self, node: u32) -> &str {
        self.raw(self.document.name_span(NodeId(node)))
    }

    fn text_outside_root(&mut self, at: Range<usize>) {
        let Some(offset) = self.raw(at.clone()).bytes().position(|b| !is_space(b)) else { return };
        let says = if self.root_seen {
            "Text follows the end of the root element."
        } else {
            "Text stands before the root element."
        };
        self.report(ProblemKind::TextOutsideRoot, at.start + offset..at.end, says.to_owned());
    }

    /// Adds character data that reads as it is written.
    fn plain_text(&mut self, at: Range<usize>) {
        let raw = self.raw(at.clone());
        match self.last_text() {
            Some(value) if value.is_plain() && value.source.end as usize == at.start => {
                let joined = Value::plain(value.source.start as usize, at.end);
                self.set_last_text(joined);
            }
            Some(_) => self.extend_text(at, |decoding, document| decoding.copy(document, raw)),
            None => {
                let value = Value::plain(at.start, at.end);
                self.in_text = self.push_node(at, Content::Text(value)).is_some();
            }
        }
    }

    /// Adds character data that has to be decoded, to the text before it or as a new text.
    fn extend_text(&mut self, at: Range<usize>, decode: impl FnOnce(Decoding, &mut crate::Document)) {
        let before = self.last_text();
        let decoding = match &before {
            Some(value) => Decoding::resume(&mut self.document, value),
            None => Decoding::begin(&self.document, at.start),
        };
        decode(decoding, &mut self.document);
        let value = decoding.finish(&self.document, at.end);
        match before {
            Some(_) => self.set_last_text(value),
            None => self.in_text = self.push_node(at, Content::Text(value)).is_some(),
        }
    }

    fn last_text(&self) -> Option<Value> {
        match self.document.nodes.last()?.content {
            Content::Text(value) if self.in_text => Some(value),
            _ => None,
        }
    }

    fn set_last_text(&mut self, value: Value) {
        if let Some(row) = self.document.nodes.last_mut() {
            row.span = Extent::new(row.span.start as usize, value.source.end as usize);
            row.content = Content::Text(value);
        }
    }
}
