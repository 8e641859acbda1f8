//! What looks drawn by lot and is the same each time: identifiers, nonces, and the bytes that a cipher asks for.

use rsa::rand_core::{CryptoRng, Error, RngCore, impls};
use sha2::{Digest, Sha256};

/// So many bytes, at most 32, as hexadecimal digits.
pub(crate) fn hex(of: &str, bytes: usize) -> String {
    Sha256::digest(of).iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes without end, from a text.
pub(crate) struct Lot {
    seed: String,
    block: u32,
    left: Vec<u8>,
}

impl Lot {
    pub(crate) fn of(seed: &str) -> Self {
        Lot { seed: seed.to_owned(), block: 0, left: Vec::new() }
    }

    /// The next so many bytes.
    pub(crate) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill_bytes(&mut bytes);
        bytes
    }

    fn next_byte(&mut self) -> u8 {
        if self.left.is_empty() {
            self.left = Sha256::digest(format!("{}/{}", self.seed, self.block)).to_vec();
            self.block += 1;
        }
        self.left.pop().unwrap_or_default()
    }
}

impl RngCore for Lot {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.next_byte());
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

// Not secret at all: nothing that is encrypted here is.
impl CryptoRng for Lot {}
