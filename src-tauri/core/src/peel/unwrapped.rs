//! Bytes that come out of an encoding, and the map that grows along with them.

use std::ops::Range;

use crate::span::Map;

/// What an encoding was taken off from, so far.
#[derive(Default)]
pub(crate) struct Unwrapped {
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// Where they came from.
    pub(crate) map: Map,
}

impl Unwrapped {
    /// Nothing yet, with room for so many bytes.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Unwrapped { bytes: Vec::with_capacity(bytes), map: Map::default() }
    }

    /// Bytes that stand beneath just as they are.
    pub(crate) fn copied_all(&mut self, bytes: &[u8], beneath: usize) {
        if !bytes.is_empty() {
            self.bytes.extend_from_slice(bytes);
            self.map.push_run(beneath as u32, bytes.len() as u32, 1, 1);
        }
    }

    /// A byte that stands beneath just as it is.
    pub(crate) fn copied(&mut self, byte: u8, beneath: usize) {
        self.bytes.push(byte);
        self.map.push(1, beneath as u32, 1);
    }

    /// A stretch of `bytes` that stands beneath just as it is; `beneath` is where `bytes` starts there.
    pub(crate) fn stretch(&mut self, bytes: &[u8], range: Range<usize>, beneath: usize) {
        if let Some(kept) = bytes.get(range.clone()).filter(|kept| !kept.is_empty()) {
            self.bytes.extend_from_slice(kept);
            self.map.push_run((beneath + range.start) as u32, kept.len() as u32, 1, 1);
        }
    }

    /// Bytes that came out of `there` bytes beneath.
    pub(crate) fn unit(&mut self, bytes: &[u8], beneath: usize, there: usize) {
        if !bytes.is_empty() {
            self.bytes.extend_from_slice(bytes);
            self.map.push(bytes.len() as u32, beneath as u32, there as u32);
        }
    }
}
