//! The matrix for a pull request or a ticket.

use std::fmt::Write;

use super::{mark, observed, wanted};
use crate::check::Severity;
use crate::integration::trial::{CheckReport, RowOutcome};
use crate::report::{Outcome, prose};

/// The check as Markdown.
pub fn check_markdown(report: &CheckReport) -> String {
    let mut out = String::new();
    let word = match report.verdict {
        Outcome::Accepted => "Passed",
        Outcome::Rejected => "Failed",
        Outcome::Undetermined => "Undetermined",
    };
    let name = report.integration.as_deref().unwrap_or(&report.playbook);
    let _ = writeln!(out, "## {word}: {}\n\n{}\n", prose(name), prose(&report.headline));
    if !report.rows.is_empty() {
        out.push_str("| case | should be | is | |\n|---|---|---|---|\n");
    }
    for row in &report.rows {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} |",
            prose(&row.name),
            prose(&wanted(row)),
            prose(&observed(row)),
            mark(row.outcome)
        );
    }
    for row in report.rows.iter().filter(|row| row.outcome != RowOutcome::AsWanted) {
        let _ = writeln!(out, "\n### {}\n\n{}", prose(&row.name), prose(&row.says));
        for failed in row.failed.iter().filter(|failed| failed.severity == Severity::Error) {
            let _ = writeln!(out, "- {} (`{}`)", prose(failed.title), failed.id);
        }
        for need in &row.needs {
            let _ = writeln!(out, "- Missing: {}", prose(need));
        }
    }
    if !report.remarks.is_empty() {
        out.push_str("\n### About the playbook\n\n");
    }
    for remark in &report.remarks {
        let word = match remark.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let at = remark.at.map(|at| format!("line {}, ", at.line)).unwrap_or_default();
        let _ = writeln!(out, "- **{word}** ({at}`{}`): {}", remark.key, prose(&remark.says));
    }
    out
}
