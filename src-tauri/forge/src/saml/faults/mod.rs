//! Faults for the bench: what can go wrong in a sign-in by SAML, each put into good flows of several shapes.

mod addressing;
mod answer;
mod flow;
mod person;
mod signature;
mod time;
mod way;

use crate::bench::Fault;
pub(crate) use flow::{Flow, flows};

/// Every fault.
pub(crate) fn all() -> impl Iterator<Item = &'static Fault<Flow>> {
    let families =
        [signature::FAULTS, addressing::FAULTS, time::FAULTS, person::FAULTS, answer::FAULTS, way::FAULTS];
    families.into_iter().flatten()
}
