//! `xml:` attributes that an element taken out of its document brings along (Canonical XML 1.0 and 1.1, §2.4).

use super::Method;
use super::xml_base::join;
use crate::tree::{Document, NamespaceId, NodeId};
use std::borrow::Cow;

/// An `xml:` attribute to write in place of the element's own; without a value, to leave out.
pub(super) struct XmlAttribute<'d> {
    pub(super) local: Cow<'d, str>,
    pub(super) name: Cow<'d, str>,
    pub(super) value: Option<Cow<'d, str>>,
}

/// What the ancestors of `apex` hand down to it; `written` tells which of them are in the output themselves.
pub(super) fn attributes<'d>(
    document: &'d Document,
    apex: NodeId,
    method: Method,
    written: &dyn Fn(NodeId) -> bool,
) -> Vec<XmlAttribute<'d>> {
    let mut found = inherited(document, apex, method);
    if method == Method::Inclusive11 {
        found.extend(joined_base(document, apex, written));
    }
    found
}

fn inherited(document: &Document, apex: NodeId, method: Method) -> Vec<XmlAttribute<'_>> {
    let mut found: Vec<XmlAttribute<'_>> = Vec::new();
    for node in document.ancestors(apex) {
        let Some(element) = document.element(node) else { continue };
        for row in document.attribute_rows(element) {
            let local = document.slice(row.name.local());
            let inherits = method == Method::Inclusive10 || matches!(local, "lang" | "space");
            let is_new = !found.iter().any(|nearer| nearer.local == local) && !has_own(document, apex, local);
            if row.name.namespace == NamespaceId::XML && inherits && is_new {
                found.push(XmlAttribute {
                    local: Cow::Borrowed(local),
                    name: Cow::Borrowed(document.slice(row.name.written)),
                    value: Some(Cow::Borrowed(document.value(&row.value))),
                });
            }
        }
    }
    found
}

fn has_own(document: &Document, apex: NodeId, local: &str) -> bool {
    document.element(apex).is_some_and(|element| {
        let rows = document.attribute_rows(element);
        rows.iter()
            .any(|row| row.name.namespace == NamespaceId::XML && document.slice(row.name.local()) == local)
    })
}

/// `xml:base` as it would have been in place: those of the ancestors left out directly above and its own, joined from the
/// outermost on.
fn joined_base<'d>(
    document: &'d Document,
    apex: NodeId,
    written: &dyn Fn(NodeId) -> bool,
) -> Option<XmlAttribute<'d>> {
    let xml = crate::read::XML;
    let base_of = |node| document.attribute(node, xml, "base").map(|attribute| attribute.value());
    let omitted = document.ancestors(apex).take_while(|above| !written(*above));
    let mut bases: Vec<&str> = omitted.filter_map(base_of).collect();
    if bases.is_empty() {
        return None;
    }
    bases.reverse();
    bases.extend(base_of(apex));
    let base = bases.into_iter().map(str::to_owned).reduce(|base, next| join(&base, &next))?;
    Some(XmlAttribute {
        local: Cow::Borrowed("base"),
        name: Cow::Borrowed("xml:base"),
        value: (!base.is_empty()).then_some(Cow::Owned(base)),
    })
}
