//! The time at which a record of a log was written, where it says its zone.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use regex::Regex;

/// A time as logs write it: `2026-11-23T08:02:11.5Z`, `2026-11-23 08:02:11 +0000`, `23/Nov/2026:08:02:11 +0000`.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"\b(?P<date>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d:\d\d)(?:[.,]\d+)? ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)|\b(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})",
    )
    .ok()
});

/// Bytes before the words of a failure in which the head of their record stands: a stack may lie between.
const HEAD: usize = 4_000;

/// The time of the record that holds `at`: in its line, else the nearest before it.
pub(in crate::peel) fn of_record(text: &str, at: usize) -> Option<(DateTime<Utc>, Range<usize>)> {
    let end = text.get(at..)?.find('\n').map_or(text.len(), |line| at + line);
    let mut start = at.saturating_sub(HEAD);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let line = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    last(text, line..end).or_else(|| last(text, start..at))
}

fn last(text: &str, within: Range<usize>) -> Option<(DateTime<Utc>, Range<usize>)> {
    let stretch = text.get(within.clone())?;
    let found = TIME.as_ref()?.captures_iter(stretch).last()?;
    let whole = found.get(0)?;
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    let time = match part("day") {
        Some(day) => DateTime::parse_from_str(day, "%d/%b/%Y:%H:%M:%S %z").ok()?,
        None => {
            let zone = part("zone").filter(|zone| !matches!(*zone, "Z" | "UTC")).unwrap_or("+0000");
            let written = format!("{} {} {zone}", part("date")?, part("time")?);
            DateTime::parse_from_str(&written, "%Y-%m-%d %H:%M:%S %z").ok()?
        }
    };
    Some((time.to_utc(), within.start + whole.start()..within.start + whole.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<String> {
        of_record(text, text.find('#')?).map(|(time, _)| crate::instant::stamp(time))
    }

    #[test]
    fn the_time_stands_in_the_line_or_at_the_head_of_the_record() {
        assert_eq!(
            at("t=2026-11-23T08:02:11.51+0100 level=error #").as_deref(),
            Some("2026-11-23T07:02:11Z")
        );
        assert_eq!(
            at("{\"msg\":\"#\",\"time\":\"2026-11-23T08:02:11Z\"}").as_deref(),
            Some("2026-11-23T08:02:11Z")
        );
        let stack = "2026-11-23 08:02:11.018+0000 [id=1] WARNING\njava.lang.Exception: #\n\tat a.b(C.java:1)";
        assert_eq!(at(stack).as_deref(), Some("2026-11-23T08:02:11Z"));
        assert_eq!(at("1.2.3.4 [23/Nov/2026:08:02:11 +0000] #").as_deref(), Some("2026-11-23T08:02:11Z"));
        assert_eq!(at("2026-11-23 08:02:11 WARN #"), None);
    }
}
