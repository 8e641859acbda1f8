//! Which cause comes first: the one table, and the rule that reads it.

use super::form::{Cause, Diagnosis, Verdicts};
use crate::check::{Judged, Look};

/// Every cause, upstream before downstream: where two explain the same failures, the earlier one is the cause and
/// the later one its consequence.
static CAUSES: &[&Cause] = &[];

/// Every cause there is, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Cause> {
    CAUSES.iter().copied()
}

/// A cause that was recognised in this case.
pub struct Ranked {
    /// The cause.
    pub cause: &'static Cause,
    /// What it says of this case.
    pub diagnosis: Diagnosis,
    /// The failed checks that it explains here.
    pub explains: Vec<&'static str>,
}

/// The causes of this case, best first.
///
/// A cause that explains nothing which a better one has not explained already is left out: it is a consequence.
pub fn diagnose(look: &Look, judged: &[Judged]) -> Vec<Ranked> {
    let verdicts = Verdicts(judged);
    let mut found: Vec<Ranked> = all().filter_map(|cause| recognise(cause, look, &verdicts)).collect();
    found.sort_by_key(|ranked| ranked.diagnosis.confidence);
    without_consequences(found)
}

fn recognise(cause: &'static Cause, look: &Look, verdicts: &Verdicts) -> Option<Ranked> {
    let diagnosis = (cause.find)(look, verdicts)?;
    Some(Ranked { cause, diagnosis, explains: verdicts.failing(cause.explains) })
}

fn without_consequences(found: Vec<Ranked>) -> Vec<Ranked> {
    let mut explained: Vec<&str> = Vec::new();
    let mut kept: Vec<Ranked> = Vec::new();
    for ranked in found {
        let adds = ranked.explains.iter().any(|id| !explained.contains(id));
        if adds || ranked.explains.is_empty() {
            explained.extend(&ranked.explains);
            kept.push(ranked);
        }
    }
    kept
}
