//! The one table of what the reader accepts: every size, depth and count has a bound, and a problem that says when it was met.

/// Bounds of one reading. Meeting one stops the reading there; what was read so far stays, and a
/// [`Problem`](crate::Problem) of the class [`Class::Limit`](crate::Class::Limit) names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of UTF-8 text.
    pub bytes: usize,
    /// Elements open at once.
    pub depth: usize,
    /// Nodes of the tree: elements, texts, comments and processing instructions together.
    pub nodes: usize,
    /// Attributes and namespace declarations of one element together.
    pub attributes: usize,
    /// Bytes of one name.
    pub name: usize,
    /// Different prefixes, and different namespace names, of one document.
    pub namespaces: usize,
    /// Problems reported before the reader gives up.
    pub problems: usize,
}

impl Limits {
    /// What the product uses: far above every document seen in the wild, far below what hurts.
    pub const DEFAULT: Limits = Limits {
        bytes: 256 << 20,
        depth: 512,
        nodes: 16 << 20,
        attributes: 1024,
        name: 4096,
        namespaces: 8192,
        problems: 100,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}
