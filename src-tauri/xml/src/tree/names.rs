//! Interned prefixes and namespace names: few in every honest document, and constant time each in every other.

use std::collections::HashMap;

/// Above this many entries a hash index takes over from looking along the list.
const SCANNED: usize = 16;

/// Strings, each stored once and known by its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    items: Vec<Box<str>>,
    index: HashMap<Box<str>, u32>,
}

impl Interner {
    pub(crate) fn with(items: &[&str]) -> Interner {
        Interner { items: items.iter().map(|item| Box::from(*item)).collect(), index: HashMap::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| &**item)
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        self.items.get(id as usize).map_or("", |item| item)
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        if text.is_empty() && self.items.first().is_some_and(|first| first.is_empty()) {
            return Some(0);
        }
        let near = self.items.iter().take(SCANNED).position(|item| same(item, text));
        match near {
            Some(at) => u32::try_from(at).ok(),
            None => self.index.get(text).copied(),
        }
    }

    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.find(text) {
            return id;
        }
        let id = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        if self.items.len() >= SCANNED {
            self.index.insert(Box::from(text), id);
        }
        self.items.push(Box::from(text));
        id
    }
}

/// Whether two short texts are the same: a loop in place costs less than a call.
#[inline]
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a.len() > 16 && a == b || a.len() <= 16 && a.bytes().eq(b.bytes()))
}
