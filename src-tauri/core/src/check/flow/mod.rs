//! Checks of the family `flow`: what has to go well between the messages, on the way and in the browser.

pub(super) mod answered;
mod asked_for;
mod clocks;
mod cookie_flags;
mod cookie_size;
pub(crate) mod cookies_return;
mod cross_origin;
mod form_stays;
mod frame_cookies;
mod framed;
pub(crate) mod journey;
mod lengths;
mod login_cookies_return;
mod mixed_content;
mod no_loop;
mod one_at_a_time;
mod own_address;
mod parameters_kept;
mod post_kept;
mod sent_once;
mod session_known;
pub(super) mod signed_out;
mod size;
mod transport;

use super::Check;

/// The family, in the order of the report: what happened on the way there, at the provider, on the way back, at the
/// application.
pub static CHECKS: &[&Check] = &[
    &parameters_kept::CHECK,
    &size::CHECK,
    &lengths::CHECK,
    &transport::CHECK,
    &mixed_content::CHECK,
    &framed::CHECK,
    &frame_cookies::CHECK,
    &form_stays::CHECK,
    &cookie_size::CHECK,
    &cookie_flags::CHECK,
    &login_cookies_return::CHECK,
    &cookies_return::CHECK,
    &post_kept::CHECK,
    &own_address::CHECK,
    &one_at_a_time::CHECK,
    &sent_once::CHECK,
    &asked_for::CHECK,
    &session_known::CHECK,
    &cross_origin::CHECK,
    &no_loop::CHECK,
    &clocks::CHECK,
    &answered::CHECK,
    &signed_out::CHECK,
];
