//! Checks of the family `paste`: whether what was given is what travelled.

pub(super) mod error_text;
mod intact;

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] = &[&intact::CHECK, &error_text::CHECK];
