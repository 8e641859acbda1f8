//! Checks of the family `policy`: what the playbook's sections groups, time and crypto and its policies demand beyond the
//! specifications. Without such a demand each of them is silent.

mod algorithms;
mod context;
mod groups;
mod key_size;
mod lifetime;
mod requests_signed;
mod scopes;
mod session;
mod signed;

use super::Check;

/// The family, in the order of the report.
pub static CHECKS: &[&Check] = &[
    &signed::CHECK,
    &requests_signed::CHECK,
    &algorithms::CHECK,
    &key_size::CHECK,
    &context::CHECK,
    &scopes::CHECK,
    &lifetime::CHECK,
    &session::CHECK,
    &groups::CHECK,
];

/// Who demands it, for those that cite nobody else.
const PLAYBOOK: &[super::Citation] =
    &[super::cite("The integration's playbook", "crypto, time, groups, policy")];
