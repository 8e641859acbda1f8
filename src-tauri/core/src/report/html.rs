//! The report as one HTML page that holds everything it shows: no script, nothing from elsewhere. It is written for a
//! ticket or an archive, so secrets are starred as in the text.

use std::fmt::Write;

use crate::case::Case;
use crate::check::{Finding, Severity};
use crate::span::Span;

use super::markup::escaped;
use super::shape::{CauseShape, CheckShape, Outcome, Report, State};
use super::text::{confidence, counted, excerpt, ladder, owner};

/// The colours and measures, for light, dark and paper.
const STYLE: &str = include_str!("html.css");

/// The report as a page.
pub fn html(case: &Case, report: &Report) -> String {
    page(&report.headline, &article(case, report))
}

/// A page around a body that is markup already.
pub(crate) fn page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

/// The body of a report.
pub(crate) fn article(case: &Case, report: &Report) -> String {
    let mut out = String::new();
    head(&mut out, report);
    for (number, cause) in report.causes.iter().enumerate() {
        self::cause(&mut out, cause, number == 0);
    }
    failures(&mut out, case, report);
    happened(&mut out, report);
    needs(&mut out, report);
    passed(&mut out, report);
    messages(&mut out, case, report);
    out
}

/// A verdict's word and the class that colours it.
pub(crate) fn word(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Accepted => ("Accepted", "good"),
        Outcome::Rejected => ("Rejected", "bad"),
        Outcome::Undetermined => ("Undetermined", "open"),
    }
}

fn head(out: &mut String, report: &Report) {
    let (word, class) = word(report.verdict);
    let _ = writeln!(
        out,
        "<header>\n<p class=\"verdict {class}\">{word}</p>\n<h1>{}</h1>",
        escaped(&report.headline)
    );
    let _ = writeln!(
        out,
        "<p class=\"quiet\">Judged at <time>{}</time>, tolerance {} s. {}</p>\n</header>",
        escaped(&report.instant.at),
        report.skew,
        escaped(&report.instant.why)
    );
    for unread in &report.unread {
        let _ = writeln!(out, "<p>{} {}</p>", escaped(&unread.says), escaped(&unread.instead));
    }
}

fn cause(out: &mut String, cause: &CauseShape, first: bool) {
    let label = if first { "Cause" } else { "Also" };
    let _ =
        writeln!(out, "<section class=\"cause\">\n<h2><small>{label}</small> {}</h2>", escaped(cause.title));
    let _ = writeln!(out, "<p>{}</p>\n<dl>", escaped(&cause.happened));
    entry(out, "Who acts", owner(cause.owner));
    for remedy in &cause.remedy {
        match remedy.source {
            Some(_) => entry(out, "Namely", &remedy.place),
            None => {
                entry(out, "Where", &remedy.place);
                entry(out, "Change", &remedy.what);
            }
        }
    }
    if let Some(settle) = &cause.settle {
        entry(out, "To be sure", settle);
    }
    entry(out, "Prevention", cause.prevention);
    entry(out, "Confidence", &format!("{} ({})", confidence(cause), cause.id));
    out.push_str("</dl>\n</section>\n");
}

fn entry(out: &mut String, term: &str, says: &str) {
    let _ = writeln!(out, "<dt>{term}</dt><dd>{}</dd>", escaped(says));
}

fn failures(out: &mut String, case: &Case, report: &Report) {
    let mut failed: Vec<&CheckShape> =
        report.checks.iter().filter(|check| check.verdict == State::Fail).collect();
    failed.sort_by_key(|check| check.severity);
    for check in failed {
        let (word, class) = match check.severity {
            Severity::Error => ("Failed", "bad"),
            Severity::Warning => ("Warning", "open"),
            Severity::Note => ("Note", "quiet"),
        };
        let _ = writeln!(
            out,
            "<section class=\"check\">\n<h3><span class=\"{class}\">{word}</span> {} <code>{}</code></h3>",
            escaped(check.title),
            check.id
        );
        check.findings.iter().for_each(|finding| self::finding(out, case, finding));
        let cited: Vec<String> = check.spec.iter().map(|c| format!("{} {}", c.document, c.section)).collect();
        if let Some(overruled) = &check.overruled {
            let _ = writeln!(out, "<p>Severity: {}</p>", escaped(overruled));
        }
        let _ = writeln!(out, "<p class=\"quiet\">{}</p>\n</section>", escaped(&cited.join("; ")));
    }
}

fn finding(out: &mut String, case: &Case, finding: &Finding) {
    let _ = writeln!(out, "<p>{}</p>", escaped(&finding.says));
    if let Some(at) = finding.at {
        drawn(out, case, at, "");
    }
    for related in &finding.also {
        drawn(out, case, related.span, &related.says);
    }
    if let (Some(expected), Some(observed)) = (&finding.expected, &finding.observed) {
        let _ = writeln!(
            out,
            "<dl class=\"compare\"><dt>expected</dt><dd><code>{}</code></dd><dt>observed</dt><dd><code>{}</code></dd></dl>",
            escaped(expected),
            escaped(observed)
        );
    }
}

fn drawn(out: &mut String, case: &Case, at: Span, says: &str) {
    let way = escaped(&excerpt::way(case, at));
    let says = if says.is_empty() { String::new() } else { format!(" — {}", escaped(says)) };
    let _ = writeln!(out, "<figure><figcaption>{way}{says}</figcaption>");
    if let Some(line) = excerpt::Line::around(case, at) {
        let _ = writeln!(
            out,
            "<pre>{}<mark>{}</mark>{}</pre>",
            escaped(&line.before),
            escaped(&line.marked),
            escaped(&line.after)
        );
    }
    out.push_str("</figure>\n");
}

fn happened(out: &mut String, report: &Report) {
    for flow in report.flows.iter().filter(|flow| flow.steps.len() > 1) {
        let _ = writeln!(
            out,
            "<section>\n<h2>What happened: {}</h2>\n<pre class=\"ladder\">{}</pre>\n</section>",
            escaped(&flow.title),
            escaped(&ladder(report, flow))
        );
    }
    for clock in &report.clocks {
        let _ = writeln!(out, "<p>{}</p>", escaped(&clock.says));
    }
}

fn needs(out: &mut String, report: &Report) {
    if report.needs.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>What was not checked, and what would tell</h2>\n<ul>\n");
    for need in &report.needs {
        let word = if need.decides { "<span class=\"open\">Missing</span> " } else { "" };
        let _ = writeln!(
            out,
            "<li><p>{word}<strong>{}</strong>: {}</p><p>{}</p>{}</li>",
            escaped(&need.what),
            escaped(&need.why),
            escaped(&need.how),
            need.get
                .map(|get| format!("<p class=\"quiet\">To get it: {}</p>", escaped(get)))
                .unwrap_or_default()
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn passed(out: &mut String, report: &Report) {
    let passed: Vec<&CheckShape> =
        report.checks.iter().filter(|check| check.verdict == State::Pass).collect();
    if passed.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<details>\n<summary><span class=\"good\">Passed</span> {}</summary>\n<ul>",
        counted(passed.len(), "check")
    );
    for check in passed {
        let says = check.findings.first().map(|finding| finding.says.as_str()).unwrap_or_default();
        let _ = writeln!(out, "<li><code>{}</code> {}</li>", check.id, escaped(says));
    }
    out.push_str("</ul>\n</details>\n");
}

fn messages(out: &mut String, case: &Case, report: &Report) {
    if report.messages.is_empty() {
        return;
    }
    out.push_str("<section>\n<h2>What it is</h2>\n<ul>\n");
    for message in &report.messages {
        let _ = writeln!(
            out,
            "<li><strong>{}</strong>: {} <span class=\"quiet\">{}</span></li>",
            escaped(&message.title),
            escaped(&message.summary),
            escaped(&excerpt::way(case, message.at))
        );
    }
    out.push_str("</ul>\n</section>\n");
}
