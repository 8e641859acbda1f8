//! What a cause is: a form that says what it explains, and a function that recognises it.

use serde::Serialize;

use crate::check::{Finding, Judged, Look, Severity, Verdict};
use crate::span::Span;

/// A cause: one fault that explains failed checks.
pub struct Cause {
    /// The name of its file under `diagnose/`, such as `audience_mismatch`.
    pub id: &'static str,
    /// The fault, in a sentence: "The assertion was issued for another application".
    pub title: &'static str,
    /// The checks whose failure it can explain.
    pub explains: &'static [&'static str],
    /// What keeps it from coming back.
    pub prevention: &'static str,
    /// Recognises it, or says nothing.
    pub find: fn(&Look, &Verdicts) -> Option<Diagnosis>,
}

impl Cause {
    /// Its title inside a sentence: "the assertion was issued for another application".
    pub fn as_clause(&self) -> String {
        let mut letters = self.title.chars();
        letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
    }
}

/// What a recognised cause says of this case.
pub struct Diagnosis {
    /// How sure it is.
    pub confidence: Confidence,
    /// Who has to act.
    pub owner: Owner,
    /// What happened, in a sentence or two, with this case's own values.
    pub happened: String,
    /// What to change, most useful first.
    pub remedy: Vec<Remedy>,
    /// The bytes that show it.
    pub at: Vec<Span>,
    /// What would settle it, where it is not certain.
    pub settle: Option<String>,
    /// The checks whose failure it does not explain in this case, though it may in others.
    pub spares: Vec<&'static str>,
}

impl Diagnosis {
    /// What happened, how sure that is, and who has to act.
    pub fn new(confidence: Confidence, owner: Owner, happened: impl Into<String>) -> Self {
        let (remedy, at, spares) = (Vec::new(), Vec::new(), Vec::new());
        Diagnosis { confidence, owner, happened: happened.into(), remedy, at, settle: None, spares }
    }

    /// Adds a change that somebody makes; the most useful one first.
    pub fn fix(mut self, place: impl Into<String>, what: impl Into<String>) -> Self {
        self.remedy.push(Remedy::new(place, what));
        self
    }

    /// Points at the bytes that show it.
    pub fn shown_by(mut self, at: impl IntoIterator<Item = Span>) -> Self {
        for span in at {
            if !self.at.contains(&span) {
                self.at.push(span);
            }
        }
        self
    }

    /// Says what would settle it.
    pub fn settled_by(mut self, what: impl Into<String>) -> Self {
        self.settle = Some(what.into());
        self
    }

    /// Leaves the failure of a check to other causes.
    pub fn sparing(mut self, check: &'static str) -> Self {
        self.spares.push(check);
        self
    }
}

/// How sure a cause is, by rule and not by feeling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The bytes prove it.
    Certain,
    /// The bytes fit it, and fit nothing else that is known.
    Likely,
    /// The bytes fit it, and other causes too.
    Possible,
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// Who runs the identity provider.
    IdpAdmin,
    /// Who runs the application.
    SpAdmin,
    /// Who signs in.
    User,
    /// Who runs what lies between.
    Network,
    /// Nobody at either side: the capture itself is at fault.
    Capture,
}

/// One change that somebody makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Remedy {
    /// Where: the side and the setting.
    #[serde(rename = "where")]
    #[cfg_attr(test, ts(rename = "where"))]
    pub place: String,
    /// What to do there.
    pub what: String,
    /// Where the name of the setting was looked up, and when; absent for what holds of any product.
    #[cfg_attr(test, ts(optional = nullable))]
    pub source: Option<&'static str>,
}

impl Remedy {
    /// A change at a place.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Self {
        Remedy { place: place.into(), what: what.into(), source: None }
    }
}

/// What all checks said, to be asked by a cause.
pub struct Verdicts<'a> {
    judged: &'a [Judged],
    /// Those that failed: few, and asked for by every cause.
    failed: Vec<&'a Judged>,
}

impl<'a> Verdicts<'a> {
    /// Of all checks.
    pub fn new(judged: &'a [Judged]) -> Self {
        Verdicts { judged, failed: judged.iter().filter(|judged| judged.verdict.failed()).collect() }
    }

    /// What a check said; silent where there is no such check.
    pub fn of(&self, id: &str) -> &'a Verdict {
        let judged = self.judged.iter().find(|judged| judged.check.id == id);
        judged.map_or(&Verdict::Silent, |judged| &judged.verdict)
    }

    /// Whether a check failed.
    pub fn failed(&self, id: &str) -> bool {
        self.failure(id).is_some()
    }

    /// Those of `ids` that failed.
    pub fn failing(&self, ids: &[&'static str]) -> Vec<&'static str> {
        ids.iter().copied().filter(|id| self.failed(id)).collect()
    }

    /// The findings of those of `ids` that failed, in the order of `ids`.
    pub fn findings(&self, ids: &[&'static str]) -> impl Iterator<Item = &'a Finding> {
        self.failures(ids).into_iter().flat_map(|judged| judged.verdict.findings())
    }

    /// The bytes that the findings of those of `ids` that failed point at.
    pub fn spans(&self, ids: &[&'static str]) -> Vec<Span> {
        self.findings(ids).filter_map(|finding| finding.at).collect()
    }

    /// How bad the worst failure of `ids` is; a note where none failed.
    pub fn severity(&self, ids: &[&'static str]) -> Severity {
        let failures = self.failures(ids).into_iter();
        failures.map(|judged| judged.severity).min().unwrap_or(Severity::Note)
    }

    /// Whether something failed that must hold, beside `ids`.
    pub fn errs_beside(&self, ids: &[&str]) -> bool {
        let errs = |judged: &&Judged| judged.severity == Severity::Error && !ids.contains(&judged.check.id);
        self.failed.iter().any(errs)
    }

    fn failures(&self, ids: &[&'static str]) -> Vec<&'a Judged> {
        ids.iter().filter_map(|id| self.failure(id)).collect()
    }

    fn failure(&self, id: &str) -> Option<&'a Judged> {
        self.failed.iter().copied().find(|judged| judged.check.id == id)
    }
}
