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

/// What the ancestors of `apex` hand down to it.
pub(super) fn attributes(document: &Document, apex: NodeId, method: Method) -> Vec<XmlAttribute<'_>> {
    let mut found = inherited(document, apex, method);
    if method == Method::Inclusive11 {
        found.extend(joined_base(document, apex));
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

/// `xml:base` as it would have been in place: those of the ancestors and its own, joined from the outermost on.
fn joined_base(document: &Document, apex: NodeId) -> Option<XmlAttribute<'_>> {
    let xml = crate::read::XML;
    let base_of = |node| document.attribute(node, xml, "base").map(|attribute| attribute.value());
    let mut bases: Vec<&str> = document.ancestors(apex).filter_map(base_of).collect();
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
