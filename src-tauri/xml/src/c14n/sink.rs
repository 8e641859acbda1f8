//! Where canonical bytes go: into memory, or straight into a hash.

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

impl Sink for ssoscope_crypto::Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}
