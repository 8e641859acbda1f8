//! The matrix for a terminal.

use std::fmt::Write;

use super::{mark, observed, wanted};
use crate::check::Severity;
use crate::integration::trial::{CheckReport, Row, RowOutcome};
use crate::report::{Outcome, Paint};

/// The check as text.
pub fn check_text(report: &CheckReport, paint: Paint) -> String {
    let mut out = String::new();
    let word = match report.verdict {
        Outcome::Accepted => paint.good("PASSED"),
        Outcome::Rejected => paint.bad("FAILED"),
        Outcome::Undetermined => paint.open("UNDETERMINED"),
    };
    let name = report.integration.as_deref().unwrap_or(&report.playbook);
    let _ = writeln!(out, "{word}  {}\n  {}", paint.strong(name), report.headline);
    matrix(&mut out, report, paint);
    for row in report.rows.iter().filter(|row| row.outcome != RowOutcome::AsWanted) {
        told(&mut out, row, paint);
    }
    remarks(&mut out, report, paint);
    out
}

fn matrix(out: &mut String, report: &CheckReport, paint: Paint) {
    let rows: Vec<[String; 3]> =
        report.rows.iter().map(|row| [row.name.clone(), wanted(row), observed(row)]).collect();
    if rows.is_empty() {
        return;
    }
    let heads = ["CASE", "SHOULD BE", "IS"].map(str::to_owned);
    let width = |column: usize| {
        let cells = rows.iter().chain(std::iter::once(&heads)).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let line = |cells: &[String; 3]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ")
    };
    let _ = writeln!(out, "\n  {}", paint.quiet(line(&heads).trim_end()));
    for (row, cells) in report.rows.iter().zip(&rows) {
        let said = match row.outcome {
            RowOutcome::AsWanted => paint.good(mark(row.outcome)),
            RowOutcome::Untold => paint.open(mark(row.outcome)),
            RowOutcome::Otherwise | RowOutcome::OtherIntegration => paint.bad(mark(row.outcome)),
        };
        let _ = writeln!(out, "  {}  {said}", line(cells));
    }
}

fn told(out: &mut String, row: &Row, paint: Paint) {
    let _ = writeln!(out, "\n{}\n  {}", paint.strong(&row.name), row.says);
    for failed in row.failed.iter().filter(|failed| failed.severity == Severity::Error) {
        let _ = writeln!(out, "  {}  {}", failed.title, paint.quiet(failed.id));
    }
    if let Some(cause) = row.examined.as_ref().and_then(|examined| examined.report.causes.first()) {
        let _ = writeln!(out, "  {}", cause.happened);
        for remedy in &cause.remedy {
            let _ = writeln!(out, "  Change      {}: {}", remedy.place, remedy.what);
        }
    }
    for need in &row.needs {
        let _ = writeln!(out, "  Missing     {need}");
    }
}

fn remarks(out: &mut String, report: &CheckReport, paint: Paint) {
    if !report.remarks.is_empty() {
        let _ = writeln!(out, "\n{}", paint.strong("ABOUT THE PLAYBOOK"));
    }
    for remark in &report.remarks {
        let word = match remark.severity {
            Severity::Error => paint.bad("error"),
            Severity::Warning => paint.open("warning"),
            Severity::Note => paint.quiet("note"),
        };
        let at = remark.at.map(|at| format!("{}:{}:", at.line, at.column)).unwrap_or_default();
        let _ =
            writeln!(out, "  {}:{at} {word}: {}  {}", report.playbook, remark.says, paint.quiet(&remark.key));
    }
}
