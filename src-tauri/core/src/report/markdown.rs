//! The report for a ticket: Markdown that a service desk can paste.

use std::fmt::Write;

use crate::check::Severity;

use super::shape::{CauseShape, CheckShape, Outcome, Report, State};
use super::text::{confidence, counted, ladder, owner};

/// The report as Markdown.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    head(&mut out, report);
    for (number, cause) in report.causes.iter().enumerate() {
        self::cause(&mut out, cause, number == 0);
    }
    findings(&mut out, report);
    happened(&mut out, report);
    needs(&mut out, report);
    foot(&mut out, report);
    ticket(&mut out, report);
    out
}

fn head(out: &mut String, report: &Report) {
    let word = match report.verdict {
        Outcome::Accepted => "Accepted",
        Outcome::Rejected => "Rejected",
        Outcome::Undetermined => "Undetermined",
    };
    let _ = writeln!(out, "## {word}: {}\n", prose(&report.headline));
    let _ = writeln!(
        out,
        "Judged at {}, tolerance {} s. {}\n",
        report.instant.at,
        report.skew,
        prose(&report.instant.why)
    );
    for unread in &report.unread {
        let _ = writeln!(out, "{} {}\n", prose(&unread.says), prose(&unread.instead));
    }
}

fn cause(out: &mut String, cause: &CauseShape, first: bool) {
    let label = if first { "Cause" } else { "Also" };
    let _ = writeln!(out, "### {label}: {}\n", prose(cause.title));
    let _ = writeln!(out, "{}\n", prose(&cause.happened));
    let _ = writeln!(out, "- **Who acts:** {}", owner(cause.owner));
    for remedy in &cause.remedy {
        let _ = match remedy.source {
            Some(_) => writeln!(out, "  - **Namely:** {}", prose(&remedy.place)),
            None => {
                writeln!(out, "- **Where:** {}\n- **Change:** {}", prose(&remedy.place), prose(&remedy.what))
            }
        };
    }
    if let Some(settle) = &cause.settle {
        let _ = writeln!(out, "- **To be sure:** {}", prose(settle));
    }
    let _ = writeln!(out, "- **Prevention:** {}", prose(cause.prevention));
    let _ = writeln!(out, "- **Confidence:** {} (`{}`)\n", confidence(cause), cause.id);
}

fn findings(out: &mut String, report: &Report) {
    let mut failed: Vec<&CheckShape> =
        report.checks.iter().filter(|check| check.verdict == State::Fail).collect();
    failed.sort_by_key(|check| check.severity);
    if failed.is_empty() {
        return;
    }
    let _ = writeln!(out, "### What was found\n");
    for check in failed {
        let severity = match check.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let _ = writeln!(out, "- **{}** ({severity}, `{}`)", prose(check.title), check.id);
        if let Some(overruled) = &check.overruled {
            let _ = writeln!(out, "  - Severity: {}", prose(overruled));
        }
        for finding in &check.findings {
            let _ = writeln!(out, "  - {}", prose(&finding.says));
            if let (Some(expected), Some(observed)) = (&finding.expected, &finding.observed) {
                let _ = writeln!(out, "    - expected {}", code(expected));
                let _ = writeln!(out, "    - observed {}", code(observed));
            }
        }
    }
    out.push('\n');
}

fn happened(out: &mut String, report: &Report) {
    for flow in report.flows.iter().filter(|flow| flow.steps.len() > 1) {
        let drawn = ladder(report, flow).replace('`', "'");
        let _ = writeln!(out, "### What happened: {}\n\n```text\n{drawn}```\n", prose(&flow.title));
    }
    for clock in &report.clocks {
        let _ = writeln!(out, "- {}", prose(&clock.says));
    }
    if !report.clocks.is_empty() {
        out.push('\n');
    }
}

fn needs(out: &mut String, report: &Report) {
    if report.needs.is_empty() {
        return;
    }
    let _ = writeln!(out, "### What was not checked, and what would tell\n");
    for need in &report.needs {
        let _ = writeln!(out, "- **{}**: {}", prose(&need.what), prose(&need.why));
    }
    out.push('\n');
}

fn foot(out: &mut String, report: &Report) {
    let passed = report.checks.iter().filter(|check| check.verdict == State::Pass).count();
    let _ = writeln!(out, "{} passed.", counted(passed, "check"));
    for message in &report.messages {
        let _ = writeln!(out, "- {}: {}", prose(&message.title), prose(&message.summary));
    }
}

/// The three short texts, to be copied into a ticket.
fn ticket(out: &mut String, report: &Report) {
    let Some(ticket) = &report.ticket else { return };
    let texts = [
        ("For the person", &ticket.user),
        ("For whoever has to act", &ticket.admin),
        ("For the knowledge base", &ticket.kb),
    ];
    for (title, text) in texts {
        let lines: String = text.trim_end().lines().map(|line| format!("> {}\n", prose(line))).collect();
        let _ = write!(out, "\n### {title}\n\n{lines}");
    }
}

/// Text whose markup characters are escaped, so that a value from a message can't become markup.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Text as code, with a fence longer than any run of backticks in it.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if longest > 0 { format!("{fence} {clean} {fence}") } else { format!("{fence}{clean}{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_can_not_become_markup() {
        assert_eq!(prose("<img src=x> *b*"), "\\<img src=x\\> \\*b\\*");
        assert_eq!(code("a`b"), "`` a`b ``");
        assert_eq!(code("https://x"), "`https://x`");
    }
}
