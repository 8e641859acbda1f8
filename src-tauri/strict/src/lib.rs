//! What a strict relying party, built on the crate openidconnect, would say: a second opinion that shares no line with ours.
//!
//! It stops at its first objection, knows no encrypted tokens and no tolerance for clocks; that is what makes it worth
//! asking. It never fetches: keys, metadata and the instant are given.

mod discovery;
mod id_token;

use ssoscope_core::expect::SecondOpinion;

/// The second opinion, for [`Expectations::with_second_opinion`](ssoscope_core::Expectations::with_second_opinion).
pub const SECOND_OPINION: SecondOpinion =
    SecondOpinion { name: "openidconnect 4", id_token: id_token::judge, discovery: discovery::judge };
