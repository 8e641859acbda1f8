//! The configuration of an application or of a provider, as a product keeps it in a file: what each side was told of the other.
//!
//! Two readers take names and values out of any syntax, without judging them: one where brackets nest, one where each line
//! has a name. Which product's they are, and what each setting means, the vocabularies tell.

mod lined;
mod meaning;
mod nested;
mod oidc;
mod pair;
mod product;
mod saml;
pub(super) mod settings_file;
#[cfg(test)]
mod tests;
mod token;

pub use meaning::Meaning;
pub(crate) use pair::Pair;
pub use product::Side;
pub(crate) use product::{Read, Setting, recognised};

use crate::limits::Limits;

/// The settings that a text holds, where they are some product's.
pub(crate) fn read(text: &str) -> Option<Read> {
    if text.len() > Limits::SETTINGS_BYTES || !product::may_be(text) {
        return None;
    }
    recognised(&nested::pairs(text), &lined::pairs(text))
}
