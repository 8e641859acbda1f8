//! What is to be said about a playbook itself: contradictions with its own papers, ends that come near, weak choices, and
//! plans that can't show anything.

mod choices;
mod ends;
mod papers;
mod plan;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::papers::Papers;
use crate::check::Severity;
use crate::expect::{Place, Playbook};

/// One remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Remark {
    /// Such as `playbook/contradiction`.
    pub id: &'static str,
    /// How bad it is: an error makes the check fail.
    pub severity: Severity,
    /// One sentence.
    pub says: String,
    /// The key that it is about.
    pub key: String,
    /// Where that stands.
    #[cfg_attr(test, ts(optional = nullable))]
    pub at: Option<Place>,
}

/// What the remarks speak of, and their titles.
pub(super) static KINDS: &[(&str, &str)] = &[
    ("playbook/contradiction", "The playbook contradicts its own papers"),
    ("playbook/ended", "Something in the playbook or its papers has ended"),
    ("playbook/ends_soon", "Something in the playbook or its papers ends soon"),
    ("playbook/weak", "The playbook allows what should not be"),
    ("playbook/plan", "The test plan can't show what it should"),
];

/// All remarks, errors first.
pub(super) fn remarks(playbook: &Playbook, papers: &Papers, now: DateTime<Utc>) -> Vec<Remark> {
    let mut found = Remarks { playbook, all: Vec::new() };
    papers::look(&mut found, playbook, papers);
    ends::look(&mut found, playbook, papers, now);
    choices::look(&mut found, playbook);
    plan::look(&mut found, playbook);
    found.all.sort_by_key(|remark| (remark.severity, remark.at));
    found.all
}

struct Remarks<'p> {
    playbook: &'p Playbook,
    all: Vec<Remark>,
}

impl Remarks<'_> {
    fn add(&mut self, id: &'static str, severity: Severity, key: impl Into<String>, says: impl Into<String>) {
        let key = key.into();
        let at = self.playbook.places.of(&key);
        self.all.push(Remark { id, severity, says: says.into(), key, at });
    }

    fn error(&mut self, id: &'static str, key: impl Into<String>, says: impl Into<String>) {
        self.add(id, Severity::Error, key, says);
    }

    fn warn(&mut self, id: &'static str, key: impl Into<String>, says: impl Into<String>) {
        self.add(id, Severity::Warning, key, says);
    }
}
