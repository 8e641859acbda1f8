//! Which namespace a prefix stands for while reading: looked up in constant time, however many are declared.

use crate::tree::{NamespaceId, PrefixId};

/// The namespace name that the prefix `xml` always has.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace name that the prefix `xmlns` always has.
pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The bindings in force, indexed by prefix, with what to put back when an element closes.
pub(super) struct Scope {
    bound: Vec<NamespaceId>,
    before: Vec<(PrefixId, NamespaceId)>,
    /// By prefix: the start tag that declared it last.
    declared_by: Vec<u32>,
    tag: u32,
}

impl Scope {
    pub(super) fn new() -> Scope {
        let bound = vec![NamespaceId::NONE, NamespaceId::XML, NamespaceId::XMLNS];
        Scope { declared_by: vec![0; bound.len()], bound, before: Vec::new(), tag: 0 }
    }

    /// Starts the next tag; what it returns unwinds its declarations.
    pub(super) fn enter(&mut self) -> usize {
        self.tag += 1;
        self.before.len()
    }

    /// Whether this is the first declaration of `prefix` in this tag.
    pub(super) fn is_first(&mut self, prefix: PrefixId) -> bool {
        if self.declared_by.len() <= prefix.index() {
            self.declared_by.resize(prefix.index() + 1, 0);
        }
        let tag = self.tag;
        self.declared_by.get_mut(prefix.index()).is_some_and(|by| std::mem::replace(by, tag) != tag)
    }

    pub(super) fn namespace(&self, prefix: PrefixId) -> NamespaceId {
        self.bound.get(prefix.index()).copied().unwrap_or(NamespaceId::UNBOUND)
    }

    pub(super) fn declare(&mut self, prefix: PrefixId, namespace: NamespaceId) {
        if self.bound.len() <= prefix.index() {
            self.bound.resize(prefix.index() + 1, NamespaceId::UNBOUND);
        }
        if let Some(slot) = self.bound.get_mut(prefix.index()) {
            self.before.push((prefix, *slot));
            *slot = namespace;
        }
    }

    pub(super) fn unwind(&mut self, mark: usize) {
        while self.before.len() > mark {
            let Some((prefix, namespace)) = self.before.pop() else { break };
            if let Some(slot) = self.bound.get_mut(prefix.index()) {
                *slot = namespace;
            }
        }
    }
}
