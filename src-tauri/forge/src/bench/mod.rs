//! The fault bench: good sign-ins, one fault or two put into each, and what the core says of them.
//!
//! What should be said stands beside each fault, written down from what the fault is. A fault is a function that changes a
//! flow before it is signed, or says that the flow has no place for it; the flows are the shapes in which sign-ins are pasted.

mod fault;
mod table;
mod trial;

pub use fault::Known;
pub use table::table;
pub use trial::{Seen, Trial};

pub(crate) use fault::{Fault, Flow, Part, fault};

use std::path::{Path, PathBuf};

use crate::lot::Lot;
use crate::{oidc, saml};
use trial::examined;

/// How much of the bench is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Of the single faults and the good flows, every so many-th.
    pub every: usize,
    /// How many pairs of faults are drawn for each protocol.
    pub pairs: usize,
}

/// All of it.
pub const WHOLE: Portion = Portion { every: 1, pairs: 250 };

/// Where its table is kept.
pub fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fault_bench.txt")
}

/// Every fault that can be put in, by protocol.
pub fn faults() -> impl Iterator<Item = (&'static str, &'static Known)> {
    let saml = saml::faults::all().map(|fault| ("saml", &fault.known));
    saml.chain(oidc::faults::all().map(|fault| ("oidc", &fault.known)))
}

/// Runs it: good flows first, then single faults, then pairs.
///
/// # Errors
/// A flow that can't be examined, by name.
pub fn run(portion: Portion) -> Result<Vec<Trial>, String> {
    let mut trials = of(portion, "saml", &saml::faults::flows(), &saml::faults::all().collect::<Vec<_>>())?;
    trials.extend(of(portion, "oidc", &oidc::faults::flows(), &oidc::faults::all().collect::<Vec<_>>())?);
    Ok(trials)
}

fn of<F: Flow>(
    portion: Portion,
    protocol: &'static str,
    flows: &[F],
    faults: &[&'static Fault<F>],
) -> Result<Vec<Trial>, String> {
    let good = flows.iter().map(|flow| (flow.clone(), Vec::new()));
    let single = faults.iter().flat_map(|fault| flows.iter().filter_map(|flow| put(flow, &[*fault])));
    let some = good.chain(single).step_by(portion.every.max(1));
    let pairs = pairs(protocol, flows, faults).take(portion.pairs);
    some.chain(pairs).map(|(flow, faults)| examined(protocol, &flow, faults)).collect()
}

/// A flow with faults in it, and which they are; nothing where one of them has no place.
type Faulted<F> = (F, Vec<&'static Known>);

fn put<F: Flow>(flow: &F, faults: &[&'static Fault<F>]) -> Option<Faulted<F>> {
    let mut flow = flow.clone();
    for fault in faults {
        (fault.put)(&mut flow)?;
    }
    Some((flow, faults.iter().map(|fault| &fault.known).collect()))
}

/// Pairs without end, the same each time: of different parts, neither hiding the other, each with a cause of its own.
fn pairs<F: Flow>(
    protocol: &'static str,
    flows: &[F],
    faults: &[&'static Fault<F>],
) -> impl Iterator<Item = Faulted<F>> {
    let mut lot = Lot::of(&format!("bench/{protocol}/pairs"));
    let mut drawn = move |of: usize| u32::from_be_bytes(lot.draw()) as usize % of.max(1);
    std::iter::repeat_with(move || {
        let flow = flows.get(drawn(flows.len()))?;
        let (one, other) = (*faults.get(drawn(faults.len()))?, *faults.get(drawn(faults.len()))?);
        one.stands_beside(other).then(|| put(flow, &[one, other]))?
    })
    .flatten()
}
