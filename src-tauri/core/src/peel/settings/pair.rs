//! A name with its value, as it stands in a file of settings.

use std::ops::Range;

/// A name with its value.
pub(crate) struct Pair<'t> {
    /// The names that it stands under, and last its own.
    pub(crate) path: Vec<&'t str>,
    /// Where the value stands, without quotes.
    pub(crate) value: Range<usize>,
    /// The value.
    pub(crate) text: &'t str,
}
