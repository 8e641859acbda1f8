//! The one table of limits.

/// How much is read; a problem says when one of them bites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a JSON document or a token.
    pub bytes: usize,
    /// Arrays and objects inside one another.
    pub depth: usize,
    /// Values in a JSON document.
    pub values: usize,
    /// Problems that are told one by one.
    pub problems: usize,
    /// Keys in a key set.
    pub keys: usize,
}

impl Limits {
    /// The limits that the program runs with.
    pub const DEFAULT: Limits =
        Limits { bytes: 64 << 20, depth: 128, values: 1_000_000, problems: 64, keys: 1_000 };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::DEFAULT
    }
}
