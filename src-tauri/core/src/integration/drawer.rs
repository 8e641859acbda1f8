//! What a playbook names, laid out for the core to take from.

use std::collections::BTreeMap;

use crate::case::{Paste, Role};

/// The files that a playbook names, by their paths as it writes them, for the core reads none.
#[derive(Default)]
pub struct Drawer(BTreeMap<String, Vec<u8>>);

impl Drawer {
    /// Puts a file in.
    pub fn put(&mut self, path: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(path.into(), bytes);
    }

    /// Whether it is there.
    pub fn holds(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The files, by their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// A file as a paste in its role; nothing where it is not there.
    pub(super) fn paste(&self, path: &str, role: Role) -> Option<Paste> {
        Some(Paste { role, ..Paste::capture(path, self.0.get(path)?.clone()) })
    }
}
