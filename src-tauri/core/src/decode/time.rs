//! A time as it is written, and the instant that it names where it names one.

use chrono::{DateTime, TimeDelta, Utc};

/// A time that keeps its lexical form, so that a malformed one can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// As it is written.
    pub lexical: String,
    /// The instant, where the lexical form names one.
    pub instant: Option<DateTime<Utc>>,
    /// What is odd about the lexical form: no zone, `24:00`, not a time at all.
    pub problem: Option<&'static str>,
}

impl Time {
    /// Reads an `xs:dateTime` (XML Schema Part 2, section 3.2.7). SAML wants UTC (SAML Core, section 1.3.3): a time
    /// without a zone is read as UTC, and the problem says so.
    pub fn xs_date_time(lexical: &str) -> Time {
        let (instant, problem) = read_xs_date_time(lexical.trim_matches([' ', '\t', '\n', '\r']));
        Time { lexical: lexical.to_owned(), instant, problem }
    }

    /// Reads a NumericDate: seconds since 1970-01-01T00:00:00Z, a fraction allowed (RFC 7519, section 2).
    pub fn numeric_date(lexical: &str) -> Time {
        let instant = lexical.parse::<f64>().ok().filter(|s| s.is_finite()).and_then(from_seconds);
        let too_large = instant.is_some_and(|at| at.timestamp() > MILLISECONDS_SUSPECTED);
        let problem = match (instant, too_large) {
            (None, _) => Some("It is not a number of seconds."),
            (Some(_), true) => Some("It looks like milliseconds; seconds are wanted."),
            (Some(_), false) => None,
        };
        Time { lexical: lexical.to_owned(), instant, problem }
    }
}

/// The year 5138: a count of milliseconds reads as a later one.
const MILLISECONDS_SUSPECTED: i64 = 100_000_000_000;

fn from_seconds(seconds: f64) -> Option<DateTime<Utc>> {
    if seconds.abs() > 8.0e12 {
        return None;
    }
    DateTime::from_timestamp_millis((seconds * 1000.0).round() as i64)
}

fn read_xs_date_time(text: &str) -> (Option<DateTime<Utc>>, Option<&'static str>) {
    let (text, midnight) = end_of_day(text);
    if let Ok(at) = DateTime::parse_from_rfc3339(&text) {
        let at = at.with_timezone(&Utc) + midnight;
        let zoned = !text.ends_with('Z') && !text.ends_with("+00:00");
        return (Some(at), zoned.then_some("It is not in UTC, as SAML wants it."));
    }
    match chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S%.f") {
        Ok(at) => (Some(at.and_utc() + midnight), Some("It names no time zone; it is read as UTC.")),
        Err(_) => (None, Some("It is not a time of the form 2026-01-31T12:00:00Z.")),
    }
}

/// `24:00:00` is the first instant of the next day.
fn end_of_day(text: &str) -> (String, TimeDelta) {
    match text.split_once("T24:00:00") {
        Some((day, zone)) => (format!("{day}T00:00:00{zone}"), TimeDelta::days(1)),
        None => (text.to_owned(), TimeDelta::zero()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_xs_date_time() {
        let at = |text| Time::xs_date_time(text).instant.map(|t| t.to_rfc3339());
        assert_eq!(at("2026-11-23T07:40:23.637Z").as_deref(), Some("2026-11-23T07:40:23.637+00:00"));
        assert_eq!(at("2026-11-23T24:00:00Z").as_deref(), Some("2026-11-24T00:00:00+00:00"));
        assert_eq!(at("2026-11-23T08:00:00+01:00").as_deref(), Some("2026-11-23T07:00:00+00:00"));
        assert_eq!(at("2026-11-23T08:00:00").as_deref(), Some("2026-11-23T08:00:00+00:00"));
        assert!(Time::xs_date_time("2026-11-23T08:00:00").problem.is_some());
        assert_eq!(at("23.11.2026 08:00"), None);
    }

    #[test]
    fn forms_of_numeric_date() {
        assert_eq!(Time::numeric_date("1700000000").instant.map(|t| t.timestamp()), Some(1_700_000_000));
        assert_eq!(
            Time::numeric_date("1700000000.5").instant.map(|t| t.timestamp_millis()),
            Some(1_700_000_000_500)
        );
        assert!(Time::numeric_date("1700000000000").problem.is_some());
        assert_eq!(Time::numeric_date("tomorrow").instant, None);
        assert_eq!(Time::numeric_date("1e300").instant, None);
    }
}
