//! Values as they are decoded: copied text, line ends, references, and the runs that lead back to the source.

use crate::tree::{Document, Extent, Run, Value, push_run};

/// A value being decoded at the end of the document's buffers.
#[derive(Clone, Copy)]
pub(super) struct Decoding {
    start: usize,
    decoded: usize,
    runs: usize,
}

impl Decoding {
    pub(super) fn begin(document: &Document, start: usize) -> Decoding {
        Decoding { start, decoded: document.decoded.len(), runs: document.runs.len() }
    }

    /// Goes on with the value decoded last, which lies at the end of the buffers, or with one not decoded yet.
    pub(super) fn resume(document: &mut Document, value: &Value) -> Decoding {
        let source = value.source.range();
        if !value.is_plain() {
            return Decoding {
                start: source.start,
                decoded: value.decoded.start as usize,
                runs: value.runs.start as usize,
            };
        }
        let decoding = Decoding::begin(document, source.start);
        decoding.copy_from_source(document, value.source);
        decoding
    }

    fn copy_from_source(self, document: &mut Document, at: Extent) {
        let text = document.source.get(at.range()).unwrap_or("");
        document.decoded.push_str(text);
        push_run(&mut document.runs, self.runs, Run::copied(text.len()));
    }

    pub(super) fn copy(self, document: &mut Document, text: &str) {
        document.decoded.push_str(text);
        push_run(&mut document.runs, self.runs, Run::copied(text.len()));
    }

    /// Copies text with its line ends normalised (XML 1.0 §2.11).
    pub(super) fn copy_lines(self, document: &mut Document, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('\r') {
            self.copy(document, rest.get(..at).unwrap_or(""));
            let width = if rest.get(at + 1..).is_some_and(|after| after.starts_with('\n')) { 2 } else { 1 };
            self.unit(document, '\n', width);
            rest = rest.get(at + width..).unwrap_or("");
        }
        self.copy(document, rest);
    }

    /// One character from `there` bytes.
    pub(super) fn unit(self, document: &mut Document, c: char, there: usize) {
        document.decoded.push(c);
        push_run(&mut document.runs, self.runs, Run::unit(c.len_utf8(), there));
    }

    /// `there` bytes of markup that give no text.
    pub(super) fn skip(self, document: &mut Document, there: usize) {
        push_run(&mut document.runs, self.runs, Run::unit(0, there));
    }

    pub(super) fn finish(self, document: &Document, end: usize) -> Value {
        Value {
            source: Extent::new(self.start, end),
            decoded: Extent::new(self.decoded, document.decoded.len()),
            runs: Extent::new(self.runs, document.runs.len()),
        }
    }
}
