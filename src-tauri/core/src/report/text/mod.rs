//! The report for a terminal: verdict, cause, findings with carets under the excerpt.

pub(super) mod excerpt;
mod ladder;
mod paint;
mod wrap;

pub(super) use ladder::ladder;
pub use paint::Paint;

use std::fmt::Write;

use crate::case::Case;
use crate::check::{Finding, Severity};
use crate::diagnose::Owner;
use crate::knowledge::{Side, Sure};

use super::shape::{CauseShape, CheckShape, ConsumerShape, Outcome, Report, SaidShape, State};
use wrap::wrapped;

/// The report as text; `paint` colours it where a terminal shows colours.
pub fn text(case: &Case, report: &Report, paint: Paint) -> String {
    let mut page = Page { case, report, paint, out: String::new() };
    page.verdict();
    page.causes();
    page.failures();
    page.happened();
    page.said();
    page.needs();
    page.passed();
    page.products();
    page.messages();
    page.oddities();
    page.out
}

struct Page<'a> {
    case: &'a Case,
    report: &'a Report,
    paint: Paint,
    out: String,
}

impl Page<'_> {
    fn verdict(&mut self) {
        let (paint, report) = (self.paint, self.report);
        let word = match report.verdict {
            Outcome::Accepted => paint.good("ACCEPTED"),
            Outcome::Rejected => paint.bad("REJECTED"),
            Outcome::Undetermined => paint.open("UNDETERMINED"),
        };
        self.line(&format!("{word}  {}", paint.strong(&report.headline)));
        let judged =
            format!("Judged at {}, tolerance {} s. {}", report.instant.at, report.skew, report.instant.why);
        self.paragraph(2, &judged);
        for unread in &report.unread {
            self.blank();
            self.paragraph(2, &unread.says);
            self.paragraph(2, &unread.instead);
        }
    }

    fn causes(&mut self) {
        for (number, cause) in self.report.causes.iter().enumerate() {
            self.heading(
                if number == 0 { "CAUSE" } else { "ALSO" },
                &format!("{}  ({}, {})", cause.title, cause.id, confidence(cause)),
            );
            self.paragraph(2, &cause.happened);
            self.labelled("Who acts", owner(cause.owner));
            for remedy in &cause.remedy {
                match remedy.source {
                    Some(_) => self.labelled("Namely", &remedy.place),
                    None => {
                        self.labelled("Where", &remedy.place);
                        self.labelled("Change", &remedy.what);
                    }
                }
            }
            if let Some(settle) = &cause.settle {
                self.labelled("To be sure", settle);
            }
            self.labelled("Prevention", cause.prevention);
            if !cause.explains.is_empty() {
                self.labelled("Explains", &cause.explains.join(", "));
            }
        }
    }

    fn failures(&mut self) {
        for check in self.failed() {
            let word = match check.severity {
                Severity::Error => self.paint.bad("FAILED"),
                Severity::Warning => self.paint.open("WARNING"),
                Severity::Note => self.paint.quiet("NOTE"),
            };
            self.blank();
            self.line(&format!("{word}  {}  {}", self.paint.strong(check.title), self.paint.quiet(check.id)));
            for finding in &check.findings {
                self.finding(finding);
            }
            let cited: Vec<String> =
                check.spec.iter().map(|c| format!("{} {}", c.document, c.section)).collect();
            self.labelled("Says who", &cited.join("; "));
            self.consumers(check.id);
            if let Some(overruled) = &check.overruled {
                self.labelled("Severity", overruled);
            }
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.paragraph(2, &finding.says);
        if let Some(at) = finding.at {
            let drawn = excerpt::draw(self.case, at, "", self.paint);
            self.out.push_str(&drawn);
        }
        for related in &finding.also {
            let drawn = excerpt::draw(self.case, related.span, &related.says, self.paint);
            self.out.push_str(&drawn);
        }
        if let (Some(expected), Some(observed)) = (&finding.expected, &finding.observed) {
            self.out.push_str(&excerpt::compare(expected, observed, self.paint));
        }
    }

    fn happened(&mut self) {
        for flow in self.report.flows.iter().filter(|flow| flow.steps.len() > 1) {
            self.heading("WHAT HAPPENED", &flow.title);
            let drawn = ladder(self.report, flow);
            self.out.push_str(&drawn);
        }
        let clocks: Vec<&str> = self.report.clocks.iter().map(|clock| clock.says.as_str()).collect();
        if !clocks.is_empty() {
            self.heading("CLOCKS", "by the browser's");
        }
        clocks.into_iter().for_each(|says| self.paragraph(2, says));
    }

    /// What products said, as far as the causes do not repeat it.
    fn said(&mut self) {
        let told = |said: &&SaidShape| {
            self.report.causes.iter().any(|cause| cause.happened.contains(said.means))
                && said.disagrees.is_none()
        };
        let untold: Vec<&SaidShape> = self.report.said.iter().filter(|said| !told(said)).collect();
        if !untold.is_empty() {
            self.blank();
            self.line(&self.paint.strong("WHAT PRODUCTS SAID"));
        }
        for said in untold {
            let more = [said.misleads, said.disagrees.as_deref()].into_iter().flatten();
            let more: String = more.map(|says| format!(" {says}")).collect();
            self.paragraph(2, &format!("{}: “{}”, that is: {}.{more}", said.product, said.words, said.means));
        }
    }

    fn needs(&mut self) {
        let mut told: Vec<&str> = Vec::new();
        for need in &self.report.needs {
            let word =
                if need.decides { self.paint.open("MISSING") } else { self.paint.quiet("NOT CHECKED") };
            self.blank();
            self.line(&format!("{word}  {}", self.paint.strong(&need.what)));
            self.paragraph(2, &need.why);
            self.paragraph(2, &need.how);
            if let Some(get) = need.get.filter(|get| !told.contains(get)) {
                self.paragraph(2, &format!("To get it: {get}"));
                told.push(get);
            }
        }
    }

    fn passed(&mut self) {
        let ids: Vec<&str> = self.in_state(State::Pass).iter().map(|check| check.id).collect();
        if !ids.is_empty() {
            self.blank();
            self.line(&format!("{}  {}", self.paint.good("PASSED"), counted(ids.len(), "check")));
            self.paragraph(2, &ids.join(", "));
        }
    }

    /// Who takes part, by product.
    fn products(&mut self) {
        if !self.report.products.is_empty() {
            self.blank();
            self.line(&self.paint.strong("WHOSE PRODUCTS"));
        }
        for product in &self.report.products {
            let side = match product.side {
                Side::Idp => "Identity provider",
                Side::Sp => "Application",
            };
            let sure = match product.confidence {
                Sure::Certain => "certain",
                Sure::Likely => "likely",
                Sure::Possible => "possible",
            };
            let signals: Vec<String> =
                product.signals.iter().map(|signal| format!("{} {}", signal.kind, signal.seen)).collect();
            self.paragraph(2, &format!("{side}: {} ({sure}: {})", product.name, signals.join("; ")));
        }
    }

    /// What real consumers do with the fault of a failed check, where they differ.
    fn consumers(&mut self, check: &str) {
        let differ = |seen: &&ConsumerShape| !seen.accept.is_empty() || !seen.leave_to_application.is_empty();
        for seen in self.report.consumers.iter().filter(|seen| seen.check == check).filter(differ) {
            let part = |names: &[String], does: &str| match names {
                [] => None,
                names => Some(format!("{does} {}", names.join(", "))),
            };
            let parts = [
                part(&seen.accept, "let in by"),
                part(&seen.leave_to_application, "left to the application by"),
                part(&seen.refuse, "refused by"),
            ];
            let told: Vec<String> = parts.into_iter().flatten().collect();
            self.labelled("Consumers", &format!("Where {}: {}.", seen.fault, told.join("; ")));
        }
    }

    fn messages(&mut self) {
        if !self.report.messages.is_empty() {
            self.blank();
            self.line(&self.paint.strong("WHAT IT IS"));
        }
        for message in &self.report.messages {
            let way = excerpt::way(self.case, message.at);
            self.paragraph(2, &format!("{}: {}", message.title, message.summary));
            let quiet = self.paint.quiet(&format!("    {way}"));
            self.line(&quiet);
        }
    }

    fn oddities(&mut self) {
        let cracks: Vec<&str> = self
            .report
            .layers
            .iter()
            .flat_map(|layer| &layer.cracks)
            .map(|crack| crack.says.as_str())
            .collect();
        if !cracks.is_empty() {
            self.blank();
            self.line(&self.paint.strong("ODD ABOUT THE PASTE"));
        }
        for says in cracks {
            self.paragraph(2, says);
        }
    }

    /// What failed, errors before warnings before notes.
    fn failed(&self) -> Vec<CheckShape> {
        let mut failed = self.in_state(State::Fail);
        failed.sort_by_key(|check| check.severity);
        failed
    }

    fn in_state(&self, state: State) -> Vec<CheckShape> {
        self.report.checks.iter().filter(|check| check.verdict == state).cloned().collect()
    }

    fn heading(&mut self, word: &str, rest: &str) {
        self.blank();
        let line = format!("{}  {rest}", self.paint.strong(word));
        self.line(&line);
    }

    fn labelled(&mut self, label: &str, text: &str) {
        let lead = format!("  {label:<11} ");
        let _ = writeln!(self.out, "{}", wrapped(&lead, 14, text));
    }

    fn paragraph(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{}", wrapped(&" ".repeat(indent), indent, text));
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }
}

/// "1 check", "2 checks".
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// A confidence in one word.
pub(super) fn confidence(cause: &CauseShape) -> &'static str {
    match cause.confidence {
        crate::diagnose::Confidence::Certain => "certain",
        crate::diagnose::Confidence::Likely => "likely",
        crate::diagnose::Confidence::Possible => "possible",
    }
}

/// Who has to act, in words.
pub(super) fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::IdpAdmin => "the administrator of the identity provider",
        Owner::SpAdmin => "the administrator of the application",
        Owner::User => "the person who signs in",
        Owner::Network => "whoever runs the proxy or network in between",
        Owner::Capture => "nobody at either side; the capture itself is at fault",
    }
}
