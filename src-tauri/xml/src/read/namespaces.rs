//! Declarations and what they bind (Namespaces in XML 1.0), and attributes that turn out to be one (§6.3).

use super::Reading;
use super::attributes::Found;
use super::scope::{XML, XMLNS};
use crate::problem::ProblemKind;
use crate::tree::{AttributeRow, DeclarationRow, Extent, NamespaceId, PrefixId, QName, Value};
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

/// Up to this many attributes are compared with each other; more are hashed.
const COMPARED: usize = 8;

impl<'s> Reading<'s> {
    /// Declares what is in force around the text.
    pub(super) fn enter_scope(&mut self, scope: &[(String, String)]) {
        for (prefix, name) in scope {
            let prefix = PrefixId(self.document.prefixes.intern(prefix));
            let namespace = NamespaceId(self.document.namespaces.intern(name));
            self.scope.declare(prefix, namespace);
            let (whole, value) = (Extent::default(), Value::default());
            self.document.declarations.push(DeclarationRow { prefix, namespace, whole, value });
        }
        self.document.context = Extent::new(0, self.document.declarations.len());
    }

    pub(super) fn declare(&mut self, prefix: PrefixId, found: Found) {
        let value = self.attribute_value(found.value.clone());
        let name = self.document.value(&value).to_owned();
        let namespace = NamespaceId(self.document.namespaces.intern(&name));
        if self.document.prefixes.len().max(self.document.namespaces.len()) > self.limits.namespaces {
            let says = format!("More than {} namespaces: the rest was not read.", self.limits.namespaces);
            return self.stop(ProblemKind::TooManyNamespaces, found.whole, says);
        }
        if !self.scope.is_first(prefix) {
            return self.report_duplicate(found.name, true);
        }
        self.check_declaration(prefix, &name, &found);
        if prefix != PrefixId::XML && prefix != PrefixId::XMLNS {
            let undeclares = name.is_empty() && prefix != PrefixId::DEFAULT;
            self.scope.declare(prefix, if undeclares { NamespaceId::UNBOUND } else { namespace });
        }
        let whole = Extent::new(found.whole.start, found.whole.end);
        self.document.declarations.push(DeclarationRow { prefix, namespace, whole, value });
    }

    fn check_declaration(&mut self, prefix: PrefixId, name: &str, found: &Found) {
        let at = found.whole.clone();
        match (prefix, name) {
            (PrefixId::XML, XML) => {}
            (PrefixId::XML, _) => self.report_reserved(at, "The prefix xml stands for one namespace only."),
            (PrefixId::XMLNS, _) => self.report_reserved(at, "The prefix xmlns must not be declared."),
            (_, XML | XMLNS) => {
                self.report_reserved(at, "This namespace is reserved for the prefixes xml and xmlns.")
            }
            (PrefixId::DEFAULT, "") => {}
            (_, "") => {
                let says =
                    "A prefix is declared to stand for nothing, which Namespaces in XML 1.0 does not allow.";
                self.report(ProblemKind::PrefixUndeclared, at, says.to_owned());
            }
            (_, name) if !is_absolute(name) => {
                let says = "A relative namespace name: it is deprecated, and canonicalisers refuse it.";
                self.report(ProblemKind::RelativeNamespace, at, says.to_owned());
            }
            _ => {}
        }
    }

    pub(super) fn namespace_of(&mut self, name: &QName) -> NamespaceId {
        let namespace = self.scope.namespace(name.prefix);
        if namespace == NamespaceId::UNBOUND {
            let says = format!("Nothing declares the prefix {}.", self.document.prefixes.text(name.prefix.0));
            self.report(ProblemKind::UnboundPrefix, name.written.range(), says);
        }
        namespace
    }

    /// Gives prefixed attributes their namespaces and reports attributes that are there twice.
    pub(super) fn resolve_attributes(&mut self, attributes: Extent) {
        for at in attributes.range() {
            let Some(name) = self.document.attributes.get(at).map(|row| row.name) else { continue };
            if name.prefix == PrefixId::DEFAULT {
                continue;
            }
            let namespace = self.namespace_of(&name);
            if let Some(row) = self.document.attributes.get_mut(at) {
                row.name.namespace = namespace;
            }
        }
        for (at, same_prefix) in self.duplicates(attributes) {
            self.report_duplicate(at, same_prefix);
        }
    }

    /// Attributes that repeat another: where the name stands, and whether it is written the same.
    fn duplicates(&self, attributes: Extent) -> Vec<(Range<usize>, bool)> {
        let rows = self.document.attributes.get(attributes.range()).unwrap_or_default();
        let repeats = |row: &AttributeRow, first: &AttributeRow| {
            let same = row.name.prefix == first.name.prefix;
            (row.name.written.range(), same)
        };
        if rows.len() <= COMPARED {
            let first = |at: usize, row: &AttributeRow| {
                let identity = self.identity(row);
                rows.iter().take(at).find(|other| self.identity(other) == identity)
            };
            let all = rows.iter().enumerate();
            return all.filter_map(|(at, row)| Some(repeats(row, first(at, row)?))).collect();
        }
        self.repeated(rows).into_iter().map(|(row, first)| repeats(row, first)).collect()
    }

    /// Of many attributes, those that repeat another, each with the first of its kind. Side by side, their hashes are found to be the
    /// same at no more cost each, however many they are.
    fn repeated<'r>(&self, rows: &'r [AttributeRow]) -> Vec<(&'r AttributeRow, &'r AttributeRow)> {
        let state = RandomState::new();
        let hash = |row| state.hash_one(self.identity(row));
        let mut hashed: Vec<(u64, u32)> = rows.iter().map(hash).zip(0u32..).collect();
        hashed.sort_unstable();
        let alike = hashed.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
        let mut repeated = Vec::new();
        for alike in alike {
            let alike: Vec<&AttributeRow> =
                alike.iter().filter_map(|(_, at)| rows.get(*at as usize)).collect();
            for (at, row) in alike.iter().enumerate().skip(1) {
                let before = alike.iter().take(at).find(|first| self.identity(first) == self.identity(row));
                repeated.extend(before.map(|first| (*row, *first)));
            }
        }
        repeated.sort_by_key(|(row, _)| row.whole.start);
        repeated
    }

    /// What makes an attribute itself: its expanded name, or its name as written where the prefix is not declared.
    fn identity(&self, row: &AttributeRow) -> (NamespaceId, PrefixId, &'s str) {
        let name = &row.name;
        let unbound = name.namespace == NamespaceId::UNBOUND;
        let prefix = if unbound { name.prefix } else { PrefixId::DEFAULT };
        (name.namespace, prefix, self.raw(name.local().range()))
    }

    fn report_duplicate(&mut self, name: Range<usize>, same_prefix: bool) {
        let written = super::reference::shortened(self.raw(name.clone()));
        let (kind, says) = if same_prefix {
            (ProblemKind::DuplicateAttribute, format!("The attribute {written} is there twice."))
        } else {
            let says = format!(
                "The attribute {written} is there twice: with another prefix for the same namespace."
            );
            (ProblemKind::DuplicateExpandedName, says)
        };
        self.report(kind, name, says);
    }

    pub(super) fn report_reserved(&mut self, at: Range<usize>, says: &str) {
        self.report(ProblemKind::ReservedNamespace, at, says.to_owned());
    }
}

/// Whether a namespace name starts with a URI scheme (RFC 3986 §3.1).
fn is_absolute(name: &str) -> bool {
    let Some((scheme, _)) = name.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
}
