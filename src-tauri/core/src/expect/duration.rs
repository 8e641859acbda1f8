//! A tolerance or a lifetime as people write it: `180s`, `3m`, `1h`, `7d`.

use chrono::TimeDelta;

/// A duration that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a duration; write a number and s, m, h or d, such as 180s")]
pub struct DurationError(pub String);

/// Reads a duration: a whole number and its unit; a bare number counts seconds.
///
/// # Errors
/// Anything else, or a duration of more than 100 years.
pub fn parse_duration(text: &str) -> Result<TimeDelta, DurationError> {
    let refused = || DurationError(text.to_owned());
    let text_trimmed = text.trim();
    let digits = text_trimmed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count: i64 = digits.trim_end().parse().map_err(|_| refused())?;
    let unit = match &text_trimmed[digits.len()..] {
        "" | "s" => 1,
        "m" | "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return Err(refused()),
    };
    let seconds = count.checked_mul(unit).filter(|s| (0..=3_155_760_000).contains(s)).ok_or_else(refused)?;
    TimeDelta::try_seconds(seconds).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_bare_numbers() {
        let seconds = |text| parse_duration(text).map(|d| d.num_seconds());
        assert_eq!(seconds("180s"), Ok(180));
        assert_eq!(seconds("3m"), Ok(180));
        assert_eq!(seconds(" 90 "), Ok(90));
        assert_eq!(seconds("1d"), Ok(86_400));
        for bad in ["", "s", "-5s", "1.5h", "3 weeks", "99999999999999999999s", "9999999999d"] {
            assert!(parse_duration(bad).is_err(), "{bad}");
        }
    }
}
