//! The matrix as one page that holds everything it shows, each case in full beneath it.

use std::fmt::Write;

use super::{mark, observed, wanted};
use crate::check::Severity;
use crate::integration::trial::{CheckReport, RowOutcome};
use crate::report::page::{article, escaped, page, word};

/// The check as a page.
pub fn check_html(report: &CheckReport) -> String {
    let mut out = String::new();
    let (_, class) = word(report.verdict);
    let word = match class {
        "good" => "Passed",
        "bad" => "Failed",
        _ => "Undetermined",
    };
    let name = report.integration.as_deref().unwrap_or(&report.playbook);
    let _ = writeln!(
        out,
        "<header>\n<p class=\"verdict {class}\">{word}</p>\n<h1>{}</h1>\n<p>{}</p>\n</header>",
        escaped(name),
        escaped(&report.headline)
    );
    matrix(&mut out, report);
    remarks(&mut out, report);
    for row in &report.rows {
        let Some(examined) = &row.examined else { continue };
        let open = if row.outcome == RowOutcome::AsWanted { "" } else { " open" };
        let _ = writeln!(
            out,
            "<details{open}>\n<summary>{}: {}</summary>\n{}</details>",
            escaped(&row.name),
            escaped(&row.says),
            article(&examined.case, &examined.report)
        );
    }
    page(name, &out)
}

fn matrix(out: &mut String, report: &CheckReport) {
    if report.rows.is_empty() {
        return;
    }
    out.push_str("<table>\n<thead><tr><th scope=\"col\">Case</th><th scope=\"col\">Should be</th><th scope=\"col\">Is</th><th scope=\"col\">Outcome</th></tr></thead>\n<tbody>\n");
    for row in &report.rows {
        let class = match row.outcome {
            RowOutcome::AsWanted => "good",
            RowOutcome::Untold => "open",
            RowOutcome::Otherwise | RowOutcome::OtherIntegration => "bad",
        };
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"{class}\">{}</td></tr>",
            escaped(&row.name),
            escaped(&wanted(row)),
            escaped(&observed(row)),
            escaped(mark(row.outcome))
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

fn remarks(out: &mut String, report: &CheckReport) {
    if report.remarks.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>About the playbook</h2>\n<ul>\n");
    for remark in &report.remarks {
        let (word, class) = match remark.severity {
            Severity::Error => ("error", "bad"),
            Severity::Warning => ("warning", "open"),
            Severity::Note => ("note", "quiet"),
        };
        let at = remark.at.map(|at| format!("line {} ", at.line)).unwrap_or_default();
        let _ = writeln!(
            out,
            "<li><span class=\"{class}\">{word}</span> {at}<code>{}</code>: {}</li>",
            escaped(&remark.key),
            escaped(&remark.says)
        );
    }
    out.push_str("</ul>\n</section>\n");
}
