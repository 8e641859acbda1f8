//! The one table of limits.

/// How much is read; a problem says when one of them bites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a JSON document or a token.
    pub bytes: usize,
    /// Bytes of a token's header.
    pub header: usize,
    /// Arrays and objects inside one another.
    pub depth: usize,
    /// Values in a JSON document.
    pub values: usize,
    /// Problems that are told one by one.
    pub problems: usize,
    /// Keys in a key set.
    pub keys: usize,
    /// Signatures of one content in JSON.
    pub signatures: usize,
    /// Recipients of an encrypted token that are tried.
    pub recipients: usize,
    /// Bytes that the content of an encrypted token may inflate to.
    pub inflated: usize,
}

impl Limits {
    /// Keys with which it is looked for why a signature fits none; a set is rarely larger, and an attacker's need not be
    /// served.
    pub const CANDIDATES_TRIED: usize = 32;

    /// Of these, keys with which it is looked for what was signed where each guess takes a verification.
    pub const ORIGINALS_SOUGHT: usize = 4;

    /// Base64url characters of a part that is written anew in other layouts, to find what was signed.
    pub const REWRITTEN_BYTES: usize = 16 << 10;

    /// The limits that the program runs with.
    pub const DEFAULT: Limits = Limits {
        bytes: 64 << 20,
        header: 256 << 10,
        depth: 128,
        values: 1_000_000,
        problems: 64,
        keys: 1_000,
        signatures: 16,
        recipients: 16,
        inflated: 4 << 20,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::DEFAULT
    }
}
