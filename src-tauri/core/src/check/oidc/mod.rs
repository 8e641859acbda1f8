//! Checks of the family `oidc`.

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] = &[];
