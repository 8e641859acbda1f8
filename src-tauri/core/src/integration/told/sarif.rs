//! The matrix as SARIF: remarks point into the playbook, and so do rows that came out otherwise; their findings point
//! into the captures.

use serde_json::{Value, json};

use crate::expect::Place;
use crate::integration::lint::KINDS;
use crate::integration::trial::{CheckReport, RowOutcome};
use crate::report::{SarifLog, sarif_level, uri};

/// The check as SARIF; `path` tells where the paste of a name lies.
pub fn check_sarif(report: &CheckReport, path: &dyn Fn(&str) -> String) -> Value {
    let mut log = SarifLog::of_run(format!("ssoscope/{}/", report.playbook));
    for remark in &report.remarks {
        let title = KINDS.iter().find(|(id, _)| *id == remark.id).map_or(remark.id, |(_, title)| title);
        let text = format!("{}: {}", remark.key, remark.says);
        log.add_result(remark.id, title, sarif_level(remark.severity), &text, place(report, remark.at));
    }
    for row in &report.rows {
        let (id, title) = match row.outcome {
            RowOutcome::AsWanted => continue,
            RowOutcome::Otherwise => {
                ("playbook/otherwise", "A case came out otherwise than the playbook says")
            }
            RowOutcome::Untold => ("playbook/untold", "A case can't be told"),
            RowOutcome::OtherIntegration => {
                ("playbook/other_integration", "A capture is of another integration")
            }
        };
        let text = format!("{}: {}", row.name, row.says);
        log.add_result(id, title, "error", &text, place(report, row.at));
        if let Some(examined) = &row.examined {
            log.add_report(&examined.case, &examined.report, path);
        }
    }
    if report.rows.is_empty() {
        log.notify("error", &report.headline);
    }
    log.finish()
}

fn place(report: &CheckReport, at: Option<Place>) -> Value {
    let mut location =
        json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&report.playbook) } } });
    if let Some(at) = at {
        location["physicalLocation"]["region"] = json!({ "startLine": at.line, "startColumn": at.column });
    }
    location
}
