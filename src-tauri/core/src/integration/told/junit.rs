//! The matrix as JUnit XML: each row is a test case, and so is the playbook itself.

use crate::check::Severity;
use crate::integration::trial::{CheckReport, Row, RowOutcome};
use crate::report::{Suite, TestCase, TestOutcome, junit_told, suites};

/// The check as JUnit XML.
pub fn check_junit(report: &CheckReport) -> String {
    let name = report.integration.clone().unwrap_or_else(|| report.playbook.clone());
    let rows = report.rows.iter().map(|row| of_row(row, &name));
    let mut cases: Vec<TestCase> = std::iter::once(of_playbook(report, &name)).chain(rows).collect();
    if report.rows.is_empty() {
        // A suite of nothing would be green.
        let outcome = TestOutcome::Untold(report.headline.clone(), String::new());
        cases.push(TestCase {
            class: name.clone(),
            name: "something is checked".to_owned(),
            outcome,
            out: String::new(),
        });
    }
    let timestamp = report.rows.first().map(|row| row.instant.clone());
    suites(&[Suite { name: format!("{} ({})", name, report.playbook), timestamp, cases }])
}

fn of_playbook(report: &CheckReport, class: &str) -> TestCase {
    let line = |remark: &crate::integration::Remark| {
        let at = remark.at.map(|at| format!("{}:{}:", at.line, at.column)).unwrap_or_default();
        format!("{}:{at} {}: {}\n", report.playbook, remark.key, remark.says)
    };
    let of = |errors: bool| -> String {
        let remarks = report.remarks.iter().filter(|remark| (remark.severity == Severity::Error) == errors);
        remarks.map(line).collect()
    };
    let faults = of(true);
    let outcome = match report.remarks.iter().find(|remark| remark.severity == Severity::Error) {
        Some(first) => TestOutcome::Failed(first.says.clone(), faults),
        None => TestOutcome::Passed,
    };
    TestCase { class: class.to_owned(), name: "the playbook itself".to_owned(), outcome, out: of(false) }
}

fn of_row(row: &Row, class: &str) -> TestCase {
    let full = || row.examined.as_ref().map(|examined| junit_told(&examined.report)).unwrap_or_default();
    let outcome = match row.outcome {
        RowOutcome::AsWanted => TestOutcome::Passed,
        RowOutcome::Otherwise | RowOutcome::OtherIntegration => TestOutcome::Failed(row.says.clone(), full()),
        RowOutcome::Untold => TestOutcome::Untold(row.says.clone(), full()),
    };
    let out = format!("{}\nJudged at {}. Captures: {}", row.says, row.instant, row.captures.join(", "));
    TestCase { class: class.to_owned(), name: row.name.clone(), outcome, out }
}
