//! Checks of the family `x509`.

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] = &[];
