//! How values, stretches of time and certificates are said inside a sentence.

use chrono::TimeDelta;

use crate::check::identifiers::near_miss;
use crate::decode::x509::Certificate;
use crate::limits::Limits;

/// A value in quotation marks, shortened where it is too long for a sentence.
pub(super) fn quoted(value: &str) -> String {
    if value.len() <= Limits::QUOTED_BYTES {
        return format!("“{value}”");
    }
    let end = (0..=Limits::QUOTED_BYTES).rev().find(|at| value.is_char_boundary(*at)).unwrap_or(0);
    format!("“{}…”", value.get(..end).unwrap_or_default())
}

/// Several values as one: `“a”, “b” or “c”`.
pub(super) fn either_of<'v>(values: impl IntoIterator<Item = &'v str>) -> String {
    let mut said: Vec<String> = values.into_iter().take(5).map(quoted).collect();
    match said.pop() {
        Some(last) if said.is_empty() => last,
        Some(last) => format!("{} or {last}", said.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// How two identifiers differ where they nearly agree, as a sentence behind a space; else nothing.
pub(super) fn difference(expected: &str, observed: &str) -> String {
    near_miss(expected, observed).map_or(String::new(), |miss| format!(" {}", miss.says))
}

/// A stretch of time as people say it: its two largest units.
pub(super) fn stretch(delta: TimeDelta) -> String {
    const UNITS: [(i64, &str); 4] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let mut rest = delta.num_seconds().abs();
    let mut words = Vec::new();
    for (size, unit) in UNITS {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            words.push(format!("{count} {unit}{}", if count == 1 { "" } else { "s" }));
        }
    }
    words.truncate(2);
    if words.is_empty() { "less than a second".to_owned() } else { words.join(" ") }
}

/// A certificate by its name, the start of its fingerprint and its validity.
pub(super) fn certificate(certificate: &Certificate) -> String {
    format!(
        "{} (SHA-256 {}…, valid {} to {})",
        certificate.called(),
        certificate.sha256.get(..16).unwrap_or(&certificate.sha256),
        certificate.not_before.format("%Y-%m-%d"),
        certificate.not_after.format("%Y-%m-%d"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_said_in_its_two_largest_units() {
        let said = |seconds| stretch(TimeDelta::seconds(seconds));
        assert_eq!(said(0), "less than a second");
        assert_eq!(said(1), "1 second");
        assert_eq!(said(-7_325), "2 hours 2 minutes");
        assert_eq!(said(90_061), "1 day 1 hour");
    }

    #[test]
    fn a_long_value_is_cut_at_a_character() {
        let long = "ä".repeat(Limits::QUOTED_BYTES);
        let said = quoted(&long);
        assert!(said.ends_with("…”") && said.chars().count() <= Limits::QUOTED_BYTES / 2 + 3);
        assert_eq!(either_of(["a", "b", "c"]), "“a”, “b” or “c”");
    }
}
