//! Checks of the family `x509`: the certificates that a sign-in rests on.

mod fingerprint;
mod key_strength;
mod lead_time;
pub(super) mod relied_on;
mod valid_at_instant;

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] =
    &[&valid_at_instant::CHECK, &lead_time::CHECK, &key_strength::CHECK, &fingerprint::CHECK];
