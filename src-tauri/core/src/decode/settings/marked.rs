//! Settings in XML: an attribute's name stands under those of its element and the ones around it; an element's own text is
//! its value; and where an item has a `key` or `name` beside its `value`, that is its name.

use std::borrow::Cow;
use std::ops::Range;

use ssoscope_xml::{Document, NodeId};

use super::{Body, body};
use crate::limits::Limits;
use crate::peel::settings::{Pair, recognised};
use crate::span::Span;

/// The settings that a document holds, where they are some product's.
pub(in crate::decode) fn of_document(document: &Document, at: Span) -> Option<Body> {
    let mut pairs = Vec::new();
    gather(document, document.root()?, &mut Vec::new(), &mut pairs);
    Some(body(recognised(&pairs, &[])?, at, str::to_owned))
}

fn gather<'d>(document: &'d Document, node: NodeId, path: &mut Vec<&'d str>, pairs: &mut Vec<Pair<'d>>) {
    let Some(name) = document.name(node) else { return };
    if path.len() > Limits::SETTINGS_DEPTH || pairs.len() >= Limits::SETTINGS {
        return;
    }
    path.push(name.local);
    let of = |wanted: &str| document.attributes(node).find(|attribute| attribute.name().local == wanted);
    if let (Some(key), Some(value)) = (of("key").or_else(|| of("name")), of("value")) {
        let path = path.iter().copied().chain([key.value()]).collect();
        pairs.push(Pair { path, value: value.value_span(), text: value.value() });
    }
    for attribute in document.attributes(node) {
        let path = path.iter().copied().chain([attribute.name().local]).collect();
        pairs.push(Pair { path, value: attribute.value_span(), text: attribute.value() });
    }
    let mut inner = document.elements(node).peekable();
    if inner.peek().is_none()
        && let Some((text, value)) = only_text(document, node)
    {
        pairs.push(Pair { path: path.clone(), value, text });
    }
    inner.for_each(|inner| gather(document, inner, path, pairs));
    path.pop();
}

/// The text of an element that nothing interrupts, and where it stands, without white space around it.
fn only_text(document: &Document, node: NodeId) -> Option<(&str, Range<usize>)> {
    let text = document.text(node);
    let Cow::Borrowed(whole) = text.value else { return None };
    let trimmed = whole.trim();
    let lead = text.span.start + whole.len() - whole.trim_start().len();
    // Where a reference stands for a character, the bytes are more than the text.
    let is_as_written = text.span.len() == whole.len();
    Some((trimmed, if is_as_written { lead..lead + trimmed.len() } else { text.span }))
}
