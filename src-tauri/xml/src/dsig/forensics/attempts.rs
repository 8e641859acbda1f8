//! How much is tried before an explanation is given up.

use crate::limits::Limits;

/// What may still be tried; shared by all signatures that are explained together.
#[derive(Debug, Clone)]
pub struct Attempts {
    bytes: usize,
    tries: usize,
    exhausted: bool,
}

impl Attempts {
    /// As many as [`Limits`] allows.
    pub fn new() -> Attempts {
        Attempts { bytes: Limits::EXPLAINED_BYTES, tries: Limits::EXPLAINING_ATTEMPTS, exhausted: false }
    }

    /// Whether something was left untried because the limit was met.
    pub fn exhausted(&self) -> bool {
        self.exhausted
    }

    /// Takes one attempt over so many bytes; whether it may be made.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        let affordable = self.tries > 0 && bytes <= self.bytes;
        if affordable {
            self.tries -= 1;
            self.bytes -= bytes;
        } else {
            self.exhausted = true;
        }
        affordable
    }
}

impl Default for Attempts {
    fn default() -> Self {
        Attempts::new()
    }
}
