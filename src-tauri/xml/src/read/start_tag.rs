//! Start tags: a name, attributes, declarations; resolved, and held against duplicates.

use super::attributes::Found;
use super::characters::ncname_length;
use super::reference::shortened;
use super::{Open, Reading};
use crate::problem::ProblemKind;
use crate::tree::{AttributeRow, Content, ElementRow, Extent, NamespaceId, NodeId, PrefixId, QName, narrow};
use std::ops::Range;

/// How a start tag ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `<a>`
    Start,
    /// `<a/>`
    Empty,
    /// The text ends within the tag.
    Cut,
}

impl Reading<'_> {
    pub(super) fn start_tag(&mut self, at: Range<usize>, form: Form) {
        self.in_text = false;
        if self.open.len() >= self.limits.depth {
            let says =
                format!("Elements are nested more than {} deep: the rest was not read.", self.limits.depth);
            return self.stop(ProblemKind::TooDeep, at, says);
        }
        self.note_root(&at);
        let mark = self.scope.enter();
        let inner = at.start + 1..at.end.saturating_sub(match form {
            Form::Start => 1,
            Form::Empty => 2,
            Form::Cut => 0,
        });
        let (written, from) = self.tag_name(&inner);
        let (attributes, declarations) = self.attributes_of(from..inner.end, form);
        let name = self.element_name(written);
        self.resolve_attributes(attributes);
        let closed = form == Form::Empty;
        let tag = Extent::new(at.start, at.end);
        let element = ElementRow { name, tag, attributes, declarations, closed };
        let Some(node) = self.push_node(at, Content::Element(element)) else { return };
        self.document.note_ids(NodeId(node), &element);
        match form {
            Form::Empty => self.scope.unwind(mark),
            _ => self.open.push(Open { node, scope: mark }),
        }
    }

    fn note_root(&mut self, at: &Range<usize>) {
        if self.open.is_empty() && self.root_seen {
            let says = "A second root element follows the first.".to_owned();
            self.report(ProblemKind::SecondRoot, at.clone(), says);
        }
        self.root_seen = true;
    }

    /// The element's name as written, and where the attributes start.
    fn tag_name(&mut self, inner: &Range<usize>) -> (Range<usize>, usize) {
        let raw = self.raw(inner.clone());
        let length = super::characters::name_token(raw);
        let written = inner.start..inner.start + length;
        (written.clone(), written.end)
    }

    fn element_name(&mut self, written: Range<usize>) -> QName {
        let name = self.qname(written.clone());
        if name.prefix == PrefixId::XMLNS {
            self.report_reserved(written, "No element may have the prefix xmlns.");
        }
        QName { namespace: self.namespace_of(&name), ..name }
    }

    /// Reads a name against the grammar; its namespace is left open.
    fn qname(&mut self, written: Range<usize>) -> QName {
        let raw = self.raw(written.clone());
        let colon = ncname_length(raw);
        let (prefix, local) = match raw.get(colon..).and_then(|rest| rest.strip_prefix(':')) {
            _ if colon == raw.len() && colon > 0 => ("", written.start),
            Some(rest) if colon > 0 && !rest.is_empty() && ncname_length(rest) == rest.len() => {
                (raw.get(..colon).unwrap_or(""), written.start + colon + 1)
            }
            _ => {
                self.bad_name(raw, written.clone());
                ("", written.start)
            }
        };
        if raw.len() > self.limits.name {
            let says = format!("A name is longer than {} bytes: the rest was not read.", self.limits.name);
            self.stop(ProblemKind::NameTooLong, written.clone(), says);
        }
        QName {
            written: Extent::new(written.start, written.end),
            local_start: narrow(local),
            prefix: PrefixId(self.document.prefixes.intern(prefix)),
            namespace: NamespaceId::NONE,
        }
    }

    fn bad_name(&mut self, raw: &str, at: Range<usize>) {
        let plain = raw.replace(':', "_");
        let says = match raw {
            "" => "A name is missing here.".to_owned(),
            _ => format!("“{}” is not a name that XML allows.", shortened(raw)),
        };
        let named = !raw.is_empty() && ncname_length(&plain) == plain.len();
        let kind = if named { ProblemKind::BadQName } else { ProblemKind::BadName };
        self.report(kind, at, says);
    }

    /// Splits what the tag holds into attributes and declarations, declaring as it goes.
    fn attributes_of(&mut self, within: Range<usize>, form: Form) -> (Extent, Extent) {
        let attributes = self.document.attributes.len();
        let declarations = self.document.declarations.len();
        let mut at = within.start;
        let mut count = 0;
        while let Some(found) = self.next_attribute(&mut at, within.end, form) {
            count += 1;
            if count > self.limits.attributes {
                let says = format!(
                    "An element has more than {} attributes: the rest was not read.",
                    self.limits.attributes
                );
                self.stop(ProblemKind::TooManyAttributes, found.whole, says);
                break;
            }
            self.add_attribute(found);
        }
        let attributes = Extent::new(attributes, self.document.attributes.len());
        (attributes, Extent::new(declarations, self.document.declarations.len()))
    }

    fn add_attribute(&mut self, found: Found) {
        let name = self.qname(found.name.clone());
        match (name.prefix, self.raw(found.name.clone())) {
            (PrefixId::DEFAULT, "xmlns") => self.declare(PrefixId::DEFAULT, found),
            (PrefixId::XMLNS, _) => {
                let declared = self.raw(name.local().range());
                let prefix = PrefixId(self.document.prefixes.intern(declared));
                self.declare(prefix, found);
            }
            _ => {
                let whole = Extent::new(found.whole.start, found.whole.end);
                let value = self.attribute_value(found.value);
                self.document.attributes.push(AttributeRow { name, whole, value });
            }
        }
    }
}
