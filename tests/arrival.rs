//! When a message arrived decides whether it had expired. Where nothing tells, that is said.

#![allow(clippy::unwrap_used)] // a test may stop

use chrono::{DateTime, Utc};
use ssoscope_core::report::{Outcome, Report, State};
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::root;

/// A sound answer, long after it was made.
fn judged(clock: fn(DateTime<Utc>) -> Clock, change: fn(String) -> String) -> Report {
    let message = std::fs::read_to_string(root().join("samples/saml/capture-is-old/capture.txt")).unwrap();
    let later = DateTime::parse_from_rfc3339("2026-06-02T14:00:00Z").unwrap().to_utc();
    let paste = Paste::capture("capture.txt", change(message));
    examine(vec![paste], &Expectations::default(), clock(later)).report
}

fn state(report: &Report, id: &str) -> State {
    report.checks.iter().find(|check| check.id == id).unwrap().verdict
}

#[test]
fn an_unknown_arrival_leaves_expiry_open() {
    let report = judged(Clock::CaptureOr, |message| message);
    assert_eq!(state(&report, "saml/not_on_or_after"), State::Needs);
    assert_eq!(report.verdict, Outcome::Undetermined);
    let need =
        report.needs.iter().find(|need| need.what.contains("time at which the message arrived")).unwrap();
    assert!(need.decides && need.how.contains("--at 2026-03-10T08:15:3"), "{}", need.how);
}

#[test]
fn a_clock_that_was_asked_for_is_held_to() {
    let report = judged(Clock::Now, |message| message);
    assert_eq!(state(&report, "saml/not_on_or_after"), State::Fail);
    assert_eq!(report.causes.first().unwrap().id, "capture_is_old");
}

#[test]
fn what_the_capture_dates_is_judged_at_its_own_time() {
    let dated = |message: String| format!("Date: Tue, 10 Mar 2026 08:15:40 GMT\n\n{message}");
    let report = judged(Clock::CaptureOr, dated);
    assert_eq!(state(&report, "saml/not_on_or_after"), State::Pass);
}
