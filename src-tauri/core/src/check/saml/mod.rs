//! Checks of the family `saml`.

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] = &[];
