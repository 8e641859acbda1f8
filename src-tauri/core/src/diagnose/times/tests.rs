//! What times tell, over answers made by hand.

use super::*;

fn at(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(1_800_000_000 + seconds, 0)
}

/// Issued at 0, valid from -30 s to 300 s.
fn answer() -> Answer {
    Answer { issued: at(0), opens: at(-30), closes: at(300), ended: at(300), ..Answer::default() }
}

fn fault(answer: &Answer, now: i64, source: InstantSource) -> Option<Fault> {
    judge(answer, at(now).unwrap(), TimeDelta::seconds(180), source)
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

#[test]
fn within_the_window_and_the_tolerance_nothing_is_wrong() {
    for now in [-180, -1, 0, 299, 479] {
        assert_eq!(fault(&answer(), now, InstantSource::Given), None, "{now}");
    }
    assert!(fault(&answer(), -181, InstantSource::Given).is_some());
    assert!(fault(&answer(), 480, InstantSource::Given).is_some());
}

#[test]
fn an_answer_from_the_future_says_by_how_much() {
    let ahead = fault(&answer(), -600, InstantSource::Given);
    assert_eq!(ahead, Some(Fault::Ahead { by: seconds(600), tolerance: seconds(600), whose: Whose::Either }));
}

#[test]
fn a_third_clock_tells_whose_is_off() {
    let seen = |seen| Answer { seen: at(seen), ..answer() };
    let whose = |fault| match fault {
        Some(Fault::Ahead { whose, .. } | Fault::Behind { whose, .. }) => whose,
        other => panic!("{other:?}"),
    };
    assert_eq!(whose(fault(&seen(-600), -600, InstantSource::Capture)), Whose::Idp);
    assert_eq!(whose(fault(&seen(1), -600, InstantSource::Given)), Whose::Sp);
    assert_eq!(whose(fault(&seen(1), 7200, InstantSource::Given)), Whose::Sp);
    assert_eq!(whose(fault(&seen(7200), 7200, InstantSource::Capture)), Whose::Idp);
}

#[test]
fn an_answer_older_than_its_request_proves_that_the_clocks_differ() {
    let asked = Answer { asked: at(7_190), ..answer() };
    let behind = fault(&asked, 7_200, InstantSource::Given);
    assert!(matches!(behind, Some(Fault::Behind { by, proved: true, .. }) if by == seconds(7_190)));
}

#[test]
fn an_answer_that_was_asked_for_in_time_came_late() {
    let asked = Answer { asked: at(-20), ..answer() };
    assert_eq!(fault(&asked, 900, InstantSource::Given), Some(Fault::Late { by: seconds(600) }));
}

#[test]
fn a_capture_without_a_time_of_its_own_is_merely_old() {
    assert_eq!(fault(&answer(), 900, InstantSource::Clock), Some(Fault::Old { by: seconds(600) }));
    let days = fault(&answer(), 300 + 86_400 * 3, InstantSource::Given);
    assert_eq!(days, Some(Fault::Old { by: TimeDelta::days(3) }));
}

#[test]
fn a_lifetime_that_ends_before_it_starts_is_nobodys_clock() {
    let short = Answer { closes: at(-60), ended: at(-60), ..answer() };
    assert_eq!(fault(&short, 200, InstantSource::Given), Some(Fault::Short { lifetime: seconds(-60) }));
}
