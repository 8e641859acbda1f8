//! One flow examined: what was in it, what was said, and whether that is right.

use std::collections::BTreeMap;

use ssoscope_core::Examined;
use ssoscope_core::report::Outcome;

use super::fault::{Flow, Known};
use crate::case::Case;

/// One flow, examined.
#[derive(Debug)]
pub struct Trial {
    /// `saml` or `oidc`.
    pub protocol: &'static str,
    /// The flow that was begun with.
    pub shape: &'static str,
    /// What was put in: nothing, one fault, or two.
    pub faults: Vec<&'static Known>,
    /// The causes that were named, best first.
    pub seen: Vec<Seen>,
    /// Whether it was accepted.
    pub accepted: bool,
    /// The checks that failed.
    pub failed: Vec<&'static str>,
}

/// A cause that was named.
#[derive(Debug)]
pub struct Seen {
    /// Its id.
    pub cause: &'static str,
    /// Who has to act, as the report writes it.
    pub owner: String,
}

impl Trial {
    /// Whether each fault is named among the first so many, each by a cause of its own; nothing at all for a good flow.
    pub fn named_within(&self, first: usize) -> bool {
        match self.faults.as_slice() {
            [] => self.seen.is_empty() && self.accepted,
            faults => faults.iter().all(|fault| self.place(fault).is_some_and(|place| place < first)),
        }
    }

    /// Whether each fault that is named is laid at the right door.
    pub fn owners_right(&self) -> bool {
        self.faults.iter().all(|fault| {
            let seen = self.place(fault).and_then(|place| self.seen.get(place));
            seen.is_some_and(|seen| fault.owners.contains(&seen.owner.as_str()))
        })
    }

    /// What was put in, in a line.
    pub fn called(&self) -> String {
        let faults: Vec<&str> = self.faults.iter().map(|fault| fault.id).collect();
        format!("{}/{}: {}", self.protocol, self.shape, faults.join(" + "))
    }

    fn place(&self, fault: &Known) -> Option<usize> {
        self.seen.iter().position(|seen| fault.causes.contains(&seen.cause))
    }
}

/// Examines a flow as a person would paste it.
pub(super) fn examined<F: Flow>(
    protocol: &'static str,
    flow: &F,
    faults: Vec<&'static Known>,
) -> Result<Trial, String> {
    let sample = flow.sample();
    let mut files = BTreeMap::new();
    sample.write(&mut files);
    let folder = format!("{}/", sample.folder());
    let files =
        files.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?.to_owned(), bytes)));
    let examined = Case::of(files.collect()).and_then(|case| case.examine());
    let examined = examined.map_err(|why| format!("{protocol}/{}: {why}", flow.shape()))?;
    Ok(told(protocol, flow.shape(), faults, &examined))
}

fn told(
    protocol: &'static str,
    shape: &'static str,
    faults: Vec<&'static Known>,
    examined: &Examined,
) -> Trial {
    let report = &examined.report;
    let owner = |owner| serde_json::to_value(owner).ok()?.as_str().map(str::to_owned);
    let seen = report
        .causes
        .iter()
        .map(|cause| Seen { cause: cause.id, owner: owner(cause.owner).unwrap_or_default() });
    let failed = report.checks.iter().filter(|check| check.verdict == ssoscope_core::report::State::Fail);
    Trial {
        protocol,
        shape,
        faults,
        seen: seen.collect(),
        accepted: report.verdict == Outcome::Accepted,
        failed: failed.map(|check| check.id).collect(),
    }
}
