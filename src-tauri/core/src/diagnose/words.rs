//! How values, stretches of time and certificates are said inside a sentence.

use crate::check::identifiers::{NearMiss, near_miss};
use crate::check::saml::identify;
pub(super) use crate::check::saml::window::in_words;
use crate::decode::x509::Certificate;

/// A value in quotation marks, shortened where it is too long for a sentence.
pub(super) fn quoted(value: &str) -> String {
    format!("“{}”", identify::quoted(value))
}

/// What somebody says, in quotation marks, to stand inside a sentence.
pub(super) fn said(words: &str) -> String {
    format!("“{}”", identify::words(words))
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

/// How two identifiers differ where they nearly agree, and which side changes what, behind a space; else nothing.
pub(super) fn difference(expected: &str, observed: &str) -> String {
    let said = |miss: NearMiss| match miss.mend {
        "" => format!(" {}", miss.says),
        mend => format!(" {} {mend}", miss.says),
    };
    near_miss(expected, observed).map_or(String::new(), said)
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
    use crate::limits::Limits;

    #[test]
    fn a_long_value_is_cut_at_a_character() {
        let long = "ä".repeat(Limits::QUOTED_BYTES);
        let said = quoted(&long);
        assert!(said.ends_with("…”") && said.chars().count() <= Limits::QUOTED_BYTES / 2 + 3);
        assert_eq!(either_of(["a", "b", "c"]), "“a”, “b” or “c”");
    }
}
