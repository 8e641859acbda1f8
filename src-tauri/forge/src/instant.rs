//! Fixed instants: no sample reads a clock.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

/// An instant written as RFC 3339.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant as RFC 3339")
}

/// Written as RFC 3339 in UTC.
pub(crate) fn stamp(at: DateTime<Utc>, milliseconds: bool) -> String {
    let precision = if milliseconds { SecondsFormat::Millis } else { SecondsFormat::Secs };
    at.to_rfc3339_opts(precision, true)
}

/// So many seconds later, or earlier.
pub(crate) fn plus(at: DateTime<Utc>, seconds: i64) -> DateTime<Utc> {
    at + TimeDelta::seconds(seconds)
}
