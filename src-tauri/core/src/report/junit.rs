//! JUnit XML, as Jenkins, GitLab and GitHub's reporters read it.
//!
//! Nobody published a binding schema; this keeps to what Ant writes and all of them take: `testsuites`, `testsuite`,
//! `testcase` with at most one of `failure`, `error` and `skipped`, then `system-out`.

use std::fmt::Write;

use crate::check::Severity;

use super::markup::escaped;
use super::shape::{CheckShape, Outcome, Report, State};

/// A suite: one capture, or one playbook.
pub struct Suite {
    /// What it is called.
    pub name: String,
    /// When it was judged at, RFC 3339 in UTC.
    pub timestamp: Option<String>,
    /// Its test cases.
    pub cases: Vec<TestCase>,
}

/// One test case.
pub struct TestCase {
    /// The group that it is shown under.
    pub class: String,
    /// What it is called.
    pub name: String,
    /// What it came to.
    pub outcome: TestOutcome,
    /// More for people; may be empty.
    pub out: String,
}

/// What a test case came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestOutcome {
    /// It holds.
    Passed,
    /// It does not hold: in short, and in full.
    Failed(String, String),
    /// It can't be told, which is no pass: in short, and in full.
    Untold(String, String),
    /// It was not looked at, and says why.
    Skipped(String),
}

impl Suite {
    fn count(&self, of: fn(&TestOutcome) -> bool) -> usize {
        self.cases.iter().filter(|case| of(&case.outcome)).count()
    }

    fn failures(&self) -> usize {
        self.count(|outcome| matches!(outcome, TestOutcome::Failed(..)))
    }

    fn errors(&self) -> usize {
        self.count(|outcome| matches!(outcome, TestOutcome::Untold(..)))
    }

    fn skipped(&self) -> usize {
        self.count(|outcome| matches!(outcome, TestOutcome::Skipped(_)))
    }
}

/// The suites as one document.
pub fn suites(suites: &[Suite]) -> String {
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    // The whole has no count of what was skipped: Jenkins' schema knows none.
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests = sum(|suite| suite.cases.len());
    let (failures, errors) = (sum(Suite::failures), sum(Suite::errors));
    let _ = writeln!(
        out,
        "<testsuites name=\"ssoscope\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" time=\"0\">"
    );
    suites.iter().for_each(|suite| write_suite(&mut out, suite));
    out.push_str("</testsuites>\n");
    out
}

fn write_suite(out: &mut String, suite: &Suite) {
    // Readers take an ISO 8601 instant; several of them choke on the letter at its end.
    let timestamp = suite.timestamp.as_deref().map(|at| {
        let at = at.trim_end_matches('Z').split('.').next().unwrap_or_default();
        format!(" timestamp=\"{}\"", escaped(at))
    });
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\"{}>",
        escaped(&suite.name),
        suite.cases.len(),
        suite.failures(),
        suite.errors(),
        suite.skipped(),
        timestamp.unwrap_or_default()
    );
    suite.cases.iter().for_each(|case| write_case(out, case));
    out.push_str("  </testsuite>\n");
}

fn write_case(out: &mut String, case: &TestCase) {
    let (class, name) = (escaped(&case.class), escaped(&case.name));
    let inner = match &case.outcome {
        TestOutcome::Passed => String::new(),
        TestOutcome::Failed(short, full) => {
            format!(
                "      <failure message=\"{}\" type=\"rejected\">{}</failure>\n",
                escaped(short),
                escaped(full)
            )
        }
        TestOutcome::Untold(short, full) => {
            format!(
                "      <error message=\"{}\" type=\"undetermined\">{}</error>\n",
                escaped(short),
                escaped(full)
            )
        }
        TestOutcome::Skipped(why) => format!("      <skipped message=\"{}\"/>\n", escaped(why)),
    };
    let said = match case.out.as_str() {
        "" => String::new(),
        said => format!("      <system-out>{}</system-out>\n", escaped(said)),
    };
    if inner.is_empty() && said.is_empty() {
        let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\"/>");
    } else {
        let _ = writeln!(
            out,
            "    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\">\n{inner}{said}    </testcase>"
        );
    }
}

/// The report as JUnit XML: the verdict is one test case, and each check that speaks is one.
pub fn junit(report: &Report, name: &str) -> String {
    let checks = report.checks.iter().filter_map(of_check);
    let cases = std::iter::once(of_verdict(report)).chain(checks).collect();
    suites(&[Suite { name: name.to_owned(), timestamp: Some(report.instant.at.clone()), cases }])
}

/// The verdict, so that nothing is green where nothing could be told.
pub(crate) fn of_verdict(report: &Report) -> TestCase {
    let outcome = match report.verdict {
        Outcome::Accepted => TestOutcome::Passed,
        Outcome::Rejected => TestOutcome::Failed(report.headline.clone(), told(report)),
        Outcome::Undetermined => TestOutcome::Untold(report.headline.clone(), told(report)),
    };
    TestCase {
        class: "ssoscope".to_owned(),
        name: "the sign-in is accepted".to_owned(),
        outcome,
        out: format!("Judged at {}, tolerance {} s. {}", report.instant.at, report.skew, report.instant.why),
    }
}

/// The first cause in full, and what is needed.
pub(crate) fn told(report: &Report) -> String {
    let mut out = String::new();
    if let Some(cause) = report.causes.first() {
        let _ = writeln!(out, "{} ({})\n{}", cause.title, cause.id, cause.happened);
        for remedy in &cause.remedy {
            let _ = writeln!(out, "Change: {}: {}", remedy.place, remedy.what);
        }
    }
    for need in report.needs.iter().filter(|need| need.decides) {
        let _ = writeln!(out, "Missing: {}. {}", need.what, need.how);
    }
    out
}

fn of_check(check: &CheckShape) -> Option<TestCase> {
    let said = check.findings.iter().map(|finding| {
        let compared = match (&finding.expected, &finding.observed) {
            (Some(expected), Some(observed)) => format!("\n  expected {expected}\n  observed {observed}"),
            _ => String::new(),
        };
        format!("{}{compared}\n", finding.says)
    });
    let said: String = said.collect();
    let (outcome, out) = match (check.verdict, check.severity) {
        (State::Silent, _) => return None,
        (State::Pass, _) => (TestOutcome::Passed, String::new()),
        (State::Needs, _) => {
            let what = check.needs.as_deref().unwrap_or("more");
            (TestOutcome::Skipped(format!("It can't be told without {what}.")), String::new())
        }
        (State::Fail, Severity::Error) => (TestOutcome::Failed(check.title.to_owned(), said), String::new()),
        (State::Fail, Severity::Warning) => {
            (TestOutcome::Passed, format!("Warning: {}\n{said}", check.title))
        }
        (State::Fail, Severity::Note) => (TestOutcome::Passed, format!("Note: {}\n{said}", check.title)),
    };
    let family = check.id.split('/').next().unwrap_or_default();
    Some(TestCase { class: format!("ssoscope.{family}"), name: check.id.to_owned(), outcome, out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_text_are_as_readers_want_them() {
        let case = |outcome| TestCase { class: "c".into(), name: "a<b".into(), outcome, out: String::new() };
        let cases = vec![
            case(TestOutcome::Passed),
            case(TestOutcome::Failed("no".into(), "x & y".into())),
            case(TestOutcome::Untold("?".into(), String::new())),
            case(TestOutcome::Skipped("later".into())),
        ];
        let written =
            suites(&[Suite { name: "s".into(), timestamp: Some("2026-01-01T00:00:00.5Z".into()), cases }]);
        assert!(written.contains("tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\""));
        assert!(written.contains("timestamp=\"2026-01-01T00:00:00\""));
        assert!(written.contains("name=\"a&lt;b\"") && written.contains("x &amp; y"));
    }
}
