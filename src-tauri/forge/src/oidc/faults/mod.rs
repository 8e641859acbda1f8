//! Faults for the bench: what can go wrong in a sign-in by OpenID Connect, each put into good flows of several shapes.

mod answer;
mod claims;
mod exchange;
mod flow;
mod keys;
mod published;
mod request;
mod time;
mod way;

use crate::bench::Fault;
pub(crate) use flow::{Flow, flows};

/// Every fault.
pub(crate) fn all() -> impl Iterator<Item = &'static Fault<Flow>> {
    let families = [
        keys::FAULTS,
        published::FAULTS,
        claims::FAULTS,
        time::FAULTS,
        request::FAULTS,
        answer::FAULTS,
        exchange::FAULTS,
        way::FAULTS,
    ];
    families.into_iter().flatten()
}
