//! The text of an element, joined across what interrupts it, and honest about the interruptions.

use super::{Content, Document, Kind, NodeId, Run, push_run};
use std::borrow::Cow;
use std::ops::Range;

/// The character data directly inside an element.
#[derive(Clone, PartialEq, Eq)]
pub struct Text<'d> {
    /// All pieces joined, decoded.
    pub value: Cow<'d, str>,
    /// From the first piece to the end of the last; empty, at the end of the start tag, where there is none.
    pub span: Range<usize>,
    /// How the value follows from the bytes of the span. What interrupts it is a unit of 0 bytes from n.
    pub runs: Vec<Run>,
    /// Whether a comment or processing instruction stands between or beside pieces: consumers that read only the first
    /// piece then see another value than those that join them.
    pub split_by_comment: bool,
    /// Whether elements stand among the pieces; their text is not part of the value.
    pub split_by_element: bool,
}

impl Document {
    /// The text of an element, or of a text, comment (its content) or processing instruction (its data).
    pub fn text(&self, node: NodeId) -> Text<'_> {
        match &self.row(node).content {
            Content::Text(value) | Content::Comment(value) | Content::Instruction { data: value, .. } => {
                Text {
                    value: Cow::Borrowed(self.value(value)),
                    span: value.source.range(),
                    runs: self.runs(value),
                    split_by_comment: false,
                    split_by_element: false,
                }
            }
            Content::Element(_) | Content::Document => self.text_of_element(node),
        }
    }

    /// The target of a processing instruction.
    pub fn target(&self, node: NodeId) -> Option<&str> {
        match &self.row(node).content {
            Content::Instruction { target, .. } => Some(self.slice(*target)),
            _ => None,
        }
    }

    fn text_of_element(&self, node: NodeId) -> Text<'_> {
        let empty_at = self.start_tag(node).end;
        let mut text = Text {
            value: Cow::Borrowed(""),
            span: empty_at..empty_at,
            runs: Vec::new(),
            split_by_comment: false,
            split_by_element: false,
        };
        let mut pieces = 0;
        for child in self.children(node) {
            match self.kind(child) {
                Kind::Text => {
                    self.join(&mut text, child, pieces);
                    pieces += 1;
                }
                Kind::Element => text.split_by_element = true,
                _ => text.split_by_comment = true,
            }
        }
        text.split_by_comment &= pieces > 0;
        text
    }

    fn join<'d>(&'d self, text: &mut Text<'d>, piece: NodeId, before: usize) {
        let Content::Text(value) = &self.row(piece).content else { return };
        let span = value.source.range();
        if before == 0 {
            text.value = Cow::Borrowed(self.value(value));
            text.runs = self.runs(value);
            text.span = span;
            return;
        }
        push_run(&mut text.runs, 0, Run::unit(0, span.start.saturating_sub(text.span.end)));
        self.runs(value).into_iter().for_each(|run| push_run(&mut text.runs, 0, run));
        text.value.to_mut().push_str(self.value(value));
        text.span.end = span.end;
    }
}

/// Says where the text stands, never what it is.
impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Text")
            .field("span", &self.span)
            .field("bytes", &self.value.len())
            .finish_non_exhaustive()
    }
}
