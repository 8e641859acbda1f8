//! Interned prefixes and namespace names: few in every honest document, and the same time each in every other.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::{BuildHasher, RandomState};

/// Above this many entries a hash index takes over from looking along the list.
const SCANNED: usize = 16;

/// Strings, each stored once and known by its number. They stand in one text, one after the other: a million of them are laid down
/// and let go together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    text: String,
    /// Where each ends; it starts where the one before it ends.
    ends: Vec<u32>,
    index: HashTable<Hashed>,
    hasher: RandomState,
}

/// A string in the index, with a part of its hash: strings are seldom compared that differ, and never hashed twice.
#[derive(Debug, Clone, Copy)]
struct Hashed {
    hash: u32,
    id: u32,
}

impl Hashed {
    /// The hash that the table goes by. It takes a tag from the upper bits and the place from the lower ones.
    fn spread(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

impl Interner {
    pub(crate) fn with(items: &[&str]) -> Interner {
        let mut interner = Interner::default();
        items.iter().for_each(|item| interner.push(item));
        interner
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        (0u32..).take(self.len()).map(|id| self.text(id))
    }

    pub(crate) fn text(&self, id: u32) -> &str {
        text_of(&self.text, &self.ends, id)
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.find_near(text).or_else(|| {
            let hashed = self.hashed(text, 0);
            let is_it = |other: &Hashed| other.hash == hashed.hash && self.text(other.id) == text;
            self.index.find(hashed.spread(), is_it).map(|found| found.id)
        })
    }

    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.find_near(text) {
            return id;
        }
        let id = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if self.len() >= SCANNED {
            let new = self.hashed(text, id);
            let is_it =
                |other: &Hashed| other.hash == new.hash && text_of(&self.text, &self.ends, other.id) == text;
            match self.index.entry(new.spread(), is_it, Hashed::spread) {
                Entry::Occupied(found) => return found.get().id,
                Entry::Vacant(place) => place.insert(new),
            };
        }
        self.push(text);
        id
    }

    /// Looks along the first of the list.
    fn find_near(&self, text: &str) -> Option<u32> {
        if text.is_empty() && self.ends.first() == Some(&0) {
            return Some(0);
        }
        let mut start = 0;
        let near = self.ends.iter().take(SCANNED).position(|end| {
            let item = self.text.get(std::mem::replace(&mut start, *end as usize)..*end as usize);
            item.is_some_and(|item| same(item, text))
        });
        near.and_then(|at| u32::try_from(at).ok())
    }

    /// Names by the thousand are made by machines that count: those that differ in the last byte only get places side by side, so that
    /// most of them meet memory that the one before has just been to.
    fn hashed(&self, text: &str, id: u32) -> Hashed {
        let (last, stem) = text.as_bytes().split_last().unwrap_or((&0, &[]));
        Hashed { hash: (self.hasher.hash_one(stem) >> 32) as u32 ^ u32::from(*last), id }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(super::narrow(self.text.len()));
    }
}

fn text_of<'t>(text: &'t str, ends: &[u32], id: u32) -> &'t str {
    let at = id as usize;
    let start = at.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied());
    let range = start.zip(ends.get(at)).map(|(start, end)| start as usize..*end as usize);
    range.and_then(|range| text.get(range)).unwrap_or("")
}

/// Whether two short texts are the same: a loop in place costs less than a call.
#[inline]
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && (a.len() > 16 && a == b || a.len() <= 16 && a.bytes().eq(b.bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_many_names_has_a_number_of_its_own() {
        let ends = ["", "0", "9", "é", "\u{10FFFF}"];
        let names: Vec<String> =
            (0..4000).flat_map(|n| ends.map(|end| format!("{n:x}{end}"))).chain([String::new()]).collect();
        let mut interner = Interner::with(&["xml"]);
        let mut known = std::collections::HashMap::from([("xml", 0)]);
        for name in &names {
            let next = u32::try_from(known.len()).unwrap();
            let expected = *known.entry(name).or_insert(next);
            assert_eq!(interner.find(name), (expected != next).then_some(expected), "{name:?}");
            assert_eq!(interner.intern(name), expected, "{name:?}");
        }
        assert_eq!(interner.len(), known.len());
        known.iter().for_each(|(name, id)| assert_eq!(interner.text(*id), *name));
        assert!(interner.all().eq((0..interner.len() as u32).map(|id| interner.text(id))));
    }
}
