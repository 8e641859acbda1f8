//! Where canonical bytes go: into memory, or straight into a hash.

use ssoscope_crypto::{Hash, Hasher};

/// Takes canonical bytes piece by piece.
pub trait Sink {
    /// The next piece.
    fn write(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

impl Sink for Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

/// A hash that counts what goes into it.
pub(crate) struct Counted {
    pub(crate) hasher: Hasher,
    /// In bytes.
    pub(crate) length: usize,
}

impl Counted {
    /// Nothing yet.
    pub(crate) fn new(hash: Hash) -> Counted {
        Counted { hasher: Hasher::new(hash), length: 0 }
    }
}

impl Sink for Counted {
    fn write(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.length += bytes.len();
    }
}
