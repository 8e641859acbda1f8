//! SARIF 2.1.0 (OASIS, 2020): findings with their places in the files that were given, for code scanning and editors.

mod region;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::case::{Case, Layer, LayerKind, Role};
use crate::check::{self, Check, Severity};
use crate::span::Span;

use super::shape::{CheckShape, Outcome, Report, State};
use region::Lines;

pub use region::uri;

/// A log that is put together from one or several reports.
#[derive(Default)]
pub struct SarifLog {
    run: Option<String>,
    results: Vec<Value>,
    rules: BTreeMap<String, Value>,
    artifacts: BTreeSet<(String, &'static str)>,
    notifications: Vec<Value>,
}

/// The report as SARIF; `path` tells where the paste of a name lies.
pub fn sarif(case: &Case, report: &Report, path: &dyn Fn(&str) -> String) -> Value {
    let mut log = SarifLog::default();
    log.add_report(case, report, path);
    log.finish()
}

impl SarifLog {
    /// A log of a run that recurs under this name: results of another name stand beside it and don't replace it (SARIF
    /// 2.1.0, 3.17.2). GitHub refuses an upload in which two runs of one tool have the same name, or both none.
    pub fn of_run(name: impl Into<String>) -> Self {
        SarifLog { run: Some(name.into()), ..Self::default() }
    }

    /// Adds what a report found.
    pub fn add_report(&mut self, case: &Case, report: &Report, path: &dyn Fn(&str) -> String) {
        let mut places = Places { case, path, lines: BTreeMap::new() };
        for layer in case.layers().iter().filter(|layer| layer.kind == LayerKind::Paste) {
            let role = if layer.role == Role::Capture { "analysisTarget" } else { "referencedOnCommandLine" };
            self.artifacts.insert((uri(&path(&layer.name)), role));
        }
        for failed in report.checks.iter().filter(|check| check.verdict == State::Fail) {
            self.add_check(failed, report, &mut places);
        }
        if report.verdict == Outcome::Undetermined {
            let needs = report
                .needs
                .iter()
                .filter(|need| need.decides)
                .map(|need| format!("{}: {}", need.what, need.how));
            let says = std::iter::once(report.headline.clone()).chain(needs).collect::<Vec<_>>().join(" ");
            self.notifications.push(json!({ "level": "warning", "message": { "text": says } }));
        }
    }

    fn add_check(&mut self, check: &CheckShape, report: &Report, places: &mut Places) {
        if let Some(form) = check::all().find(|form| form.id == check.id) {
            self.rules.entry(form.id.to_owned()).or_insert_with(|| rule(form));
        }
        let cause = report.causes.iter().find(|cause| cause.explains.contains(&check.id));
        for finding in &check.findings {
            let mut text = finding.says.clone();
            if let (Some(expected), Some(observed)) = (&finding.expected, &finding.observed) {
                text.push_str(&format!(" Expected {expected}, observed {observed}."));
            }
            if let Some(cause) = cause {
                text.push_str(&format!(" Cause: {}.", cause.title));
            }
            let at = finding.at.or_else(|| cause.and_then(|cause| cause.at.first().copied()));
            let related: Vec<Value> = finding
                .also
                .iter()
                .filter_map(|related| places.location(related.span, Some(&related.says)))
                .collect();
            let location = at.and_then(|at| places.location(at, None)).or_else(|| places.whole());
            let mut result = json!({
                "ruleId": check.id,
                "level": level(check.severity),
                "kind": "fail",
                "message": { "text": text },
                "locations": location.into_iter().collect::<Vec<_>>(),
            });
            if !related.is_empty() {
                result["relatedLocations"] = Value::Array(related);
            }
            if let Some(cause) = cause {
                result["properties"] = json!({ "cause": cause.id, "owner": cause.owner });
            }
            self.results.push(result);
        }
    }

    /// Adds a result that is about a file beside the captures, such as a playbook.
    pub fn add_result(&mut self, id: &str, title: &str, level: &str, text: &str, location: Value) {
        self.rules.entry(id.to_owned()).or_insert_with(|| {
            json!({ "id": id, "shortDescription": { "text": title }, "defaultConfiguration": { "level": level } })
        });
        self.results.push(json!({
            "ruleId": id,
            "level": level,
            "kind": "fail",
            "message": { "text": text },
            "locations": [location],
        }));
    }

    /// Says something about the run itself.
    pub fn notify(&mut self, level: &str, text: &str) {
        self.notifications.push(json!({ "level": level, "message": { "text": text } }));
    }

    /// The whole log.
    pub fn finish(self) -> Value {
        let artifacts: Vec<Value> = self
            .artifacts
            .iter()
            .map(|(uri, role)| json!({ "location": { "uri": uri }, "roles": [role] }))
            .collect();
        let rules: Vec<&Value> = self.rules.values().collect();
        let mut log = json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": { "name": "SSOscope", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
                "columnKind": "utf16CodeUnits",
                "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": self.notifications }],
                "artifacts": artifacts,
                "results": self.results,
            }],
        });
        if let Some(run) = self.run {
            log["runs"][0]["automationDetails"] = json!({ "id": run });
        }
        log
    }
}

fn rule(check: &Check) -> Value {
    let cited: Vec<String> = check.spec.iter().map(|c| format!("{} {}", c.document, c.section)).collect();
    let help = format!(
        "Identity provider: {} Application: {} Says who: {}.",
        check.remedy_idp,
        check.remedy_sp,
        cited.join("; ")
    );
    json!({
        "id": check.id,
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.why },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(check.verb.severity()) },
    })
}

/// A severity in SARIF's words.
pub(crate) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Turns spans into locations; the lines of a paste are counted once.
struct Places<'a> {
    case: &'a Case,
    path: &'a dyn Fn(&str) -> String,
    lines: BTreeMap<u32, Lines>,
}

impl Places<'_> {
    fn location(&mut self, at: Span, says: Option<&str>) -> Option<Value> {
        let beneath = self.case.trace(at).pop()?;
        let layer = self.case.layer(beneath.layer)?;
        let mut location = self.of_layer(layer);
        location["physicalLocation"]["region"] = match &layer.kept {
            // Of a file that was too large to be held, lines were not counted.
            Some(kept) => {
                let bytes = kept.in_file(beneath.start..beneath.end);
                json!({ "byteOffset": bytes.start, "byteLength": bytes.end.saturating_sub(bytes.start) })
            }
            None => {
                let lines = self.lines.entry(beneath.layer.0).or_insert_with(|| Lines::of(&layer.bytes));
                lines.region(&layer.bytes, beneath.range())
            }
        };
        if let Some(says) = says {
            location["message"] = json!({ "text": says });
        }
        Some(location)
    }

    /// The first capture as a whole, for what stands nowhere.
    fn whole(&self) -> Option<Value> {
        let layer = self.case.layers().iter().find(|layer| layer.role == Role::Capture)?;
        Some(self.of_layer(layer))
    }

    fn of_layer(&self, layer: &Layer) -> Value {
        json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&(self.path)(&layer.name)) } } })
    }
}
