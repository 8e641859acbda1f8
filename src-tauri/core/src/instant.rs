//! The instant that a case is judged at. The core never reads a clock: it is given one.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::case::Case;
use crate::span::Span;

/// A time that the capture itself bears witness to: a HAR's `startedDateTime`, a `Date` header, a log's timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The time.
    pub at: DateTime<Utc>,
    /// Where it is written.
    pub span: Span,
    /// What it is called there, such as `startedDateTime`.
    pub called: &'static str,
}

/// What the caller knows of time.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// Judge at this instant, whatever the capture says.
    Given(DateTime<Utc>),
    /// Judge at the capture's own time, and at the machine's where the capture has none.
    CaptureOr(DateTime<Utc>),
    /// Judge at the machine's time, because the person asked for it.
    Now(DateTime<Utc>),
}

/// Which clock the instant came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(rename_all = "lowercase")]
pub enum InstantSource {
    /// The capture's own time.
    Capture,
    /// The person named it.
    Given,
    /// The machine's clock.
    Clock,
}

/// The instant that a case was judged at, and why that one.
#[derive(Clone, Debug)]
pub struct Instant {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Which clock it came from.
    pub source: InstantSource,
    /// One sentence that says why it was used.
    pub why: String,
    /// Where the capture says it.
    pub span: Option<Span>,
    /// Whether it stands in for a time that nothing tells: all that is sure then is that the messages arrived before it.
    pub stands_in: bool,
}

impl Instant {
    /// Chooses the instant: the given one, else the capture's own, else the machine's.
    pub fn choose(clock: Clock, case: &Case) -> Self {
        match clock {
            Clock::Given(at) => Self::plain(at, InstantSource::Given, "It was given."),
            Clock::Now(at) => {
                Self::plain(at, InstantSource::Clock, "The clock of this machine was asked for.")
            }
            Clock::CaptureOr(now) => Self::of_capture(case).unwrap_or_else(|| {
                let why = "The capture does not say when it was made, so the clock of this machine was used.";
                Instant { stands_in: true, ..Self::plain(now, InstantSource::Clock, why) }
            }),
        }
    }

    fn plain(at: DateTime<Utc>, source: InstantSource, why: &str) -> Self {
        Instant { at, source, why: why.to_owned(), span: None, stands_in: false }
    }

    /// The time beside the artefact that decides: the last one that was seen with a message in the capture.
    fn of_capture(case: &Case) -> Option<Self> {
        let seen = case
            .artefacts
            .iter()
            .filter_map(|artefact| case.layer(artefact.at.layer))
            .filter(|layer| layer.role == crate::Role::Capture)
            .filter_map(|layer| layer.travel.seen.as_ref().map(|seen| (layer, seen)))
            .max_by_key(|(layer, seen)| (is_answer(layer.travel.parameter.as_deref()), seen.at));
        let seen = seen.map(|(_, seen)| seen)?;
        let why = format!("The capture says {} {}.", seen.called, stamp(seen.at));
        Some(Instant {
            at: seen.at,
            source: InstantSource::Capture,
            why,
            span: Some(seen.span),
            stands_in: false,
        })
    }
}

/// Whether a parameter carries an answer, whose arrival is what is judged.
fn is_answer(parameter: Option<&str>) -> bool {
    matches!(parameter, Some("SAMLResponse" | "wresult" | "id_token" | "SAMLart"))
}

/// A time as people and scripts read it: RFC 3339 in UTC, with milliseconds only where there are some.
pub fn stamp(at: DateTime<Utc>) -> String {
    let precision =
        if at.timestamp_subsec_millis() == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
    at.to_rfc3339_opts(precision, true)
}

/// Reads an instant as people give it: RFC 3339, the same without a zone (UTC), or seconds since 1970.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    if let Ok(seconds) = text.parse::<i64>() {
        return DateTime::from_timestamp(seconds, 0);
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f"]
        .iter()
        .find_map(|form| chrono::NaiveDateTime::parse_from_str(text, form).ok())
        .map(|at| at.and_utc())
}
