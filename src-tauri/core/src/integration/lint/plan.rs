//! Test plans that can't show what they should.

use super::Remarks;
use crate::check::{self, Severity};
use crate::diagnose;
use crate::expect::{PlannedVerdict, Playbook};

const ID: &str = "playbook/plan";

pub(super) fn look(found: &mut Remarks, playbook: &Playbook) {
    for (number, case) in playbook.case.iter().enumerate() {
        let key = format!("case[{number}]");
        if case.capture.is_empty() {
            found.error(ID, key.clone(), "The case names no capture, and so shows nothing.");
        }
        if case.verdict == PlannedVerdict::Accepted && (case.cause.is_some() || !case.fails.is_empty()) {
            found.error(ID, key.clone(), "The case has to be accepted, and names what has to fail.");
        }
        if case.verdict == PlannedVerdict::Rejected && case.cause.is_none() && case.fails.is_empty() {
            found.add(
                ID,
                Severity::Note,
                key.clone(),
                "The case has to be rejected, and does not say why: any other fault satisfies it.",
            );
        }
        if let Some(cause) = case
            .cause
            .as_ref()
            .filter(|cause| *cause != "none" && !diagnose::all().any(|own| own.id == **cause))
        {
            found.error(
                ID,
                format!("{key}.cause"),
                format!("There is no cause {cause}{}.", nearest(cause, diagnose::all().map(|own| own.id))),
            );
        }
        for (at, id) in
            case.fails.iter().enumerate().filter(|(_, id)| !check::all().any(|own| own.id == **id))
        {
            found.error(
                ID,
                format!("{key}.fails[{at}]"),
                format!("There is no check {id}{}.", nearest(id, check::all().map(|own| own.id))),
            );
        }
        if case.at.is_none() {
            found.add(ID, Severity::Note, key, "The case names no instant. Where its capture has none of its own, it is judged by today's clock, and ends one day.");
        }
    }
    let has = |verdict| playbook.case.iter().any(|case| case.verdict == verdict);
    if !playbook.case.is_empty() && !has(PlannedVerdict::Accepted) {
        found.warn(
            ID,
            "case[0]",
            "No case has to be accepted: a playbook that refuses everything would pass.",
        );
    }
}

fn nearest<'i>(name: &str, ids: impl Iterator<Item = &'i str>) -> String {
    let near = ids.map(|id| (strsim::normalized_damerau_levenshtein(name, id), id));
    let near = near.filter(|(likeness, _)| *likeness > 0.5).max_by(|a, b| a.0.total_cmp(&b.0));
    near.map(|(_, id)| format!("; “{id}” comes nearest")).unwrap_or_default()
}
