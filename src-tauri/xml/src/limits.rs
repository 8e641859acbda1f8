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

    /// Bytes that are digested in search of why signatures fail, for all signatures that are explained together.
    pub const EXPLAINED_BYTES: usize = 256 << 20;
    /// Attempts in that search.
    pub const EXPLAINING_ATTEMPTS: usize = 100_000;
}

/// What does not hang on the reading asked for.
impl Limits {
    /// Bytes of a text read in windows that one token, the open tags, or the root's signature may take.
    pub(crate) const WINDOW: usize = 16 << 20;
    /// Bytes of one XPath expression.
    pub(crate) const EXPRESSION: usize = 4096;
    /// How deeply the brackets of one may nest.
    pub(crate) const BRACKETS: usize = 32;
    /// Nodes that the expressions of one transform may visit.
    pub(crate) const XPATH_STEPS: usize = 4 << 20;
    /// Expressions of one XPath Filter 2.0 transform.
    pub(crate) const FILTERS: usize = 16;
    /// Namespaces of all elements together, up to which a document subset is told apart node by node.
    pub(crate) const SUBSET: usize = 2 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}
