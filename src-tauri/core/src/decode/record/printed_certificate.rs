//! A certificate as `openssl x509 -text` prints it: without its bytes, but with names, times and fingerprints.

use super::Record;
use super::pattern::Pattern;
use crate::span::Span;

/// What such a record is called.
pub(super) const KIND: &str = "printed-certificate";

static PATTERNS: [Pattern; 7] = [
    Pattern::new(r"(?m)^\s*Subject: ?(?P<Subject>.+)$"),
    Pattern::new(r"(?m)^\s*Issuer: ?(?P<Issuer>.+)$"),
    Pattern::new(r"(?m)^\s*Not Before ?: ?(?P<Not_Before>.+)$"),
    Pattern::new(r"(?m)^\s*Not After ?: ?(?P<Not_After>.+)$"),
    Pattern::new(r"(?m)^\s*Serial Number:\s*(?P<Serial>[0-9a-fA-F:]{2,}|\d+ \(0x[0-9a-f]+\))"),
    Pattern::new(r"(?m)^\s*Public Key Algorithm: ?(?P<Key>.+)$"),
    Pattern::new(r"(?mi)^\s*SHA-?(?:1|256) Fingerprint=(?P<Fingerprint>[0-9A-F:]{40,95})"),
];

/// Pulls out what it tells.
pub(super) fn pull(text: &str, at: Span, record: &mut Record) {
    PATTERNS.iter().for_each(|pattern| pattern.pull(text, at, record));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    #[test]
    fn names_and_times_are_pulled_out() {
        let text = "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number:\n            01:02:03\n        Issuer: CN = idp\n        Validity\n            Not Before: Nov 23 07:00:00 2026 GMT\n            Not After : Nov 23 07:00:00 2027 GMT\n        Subject: CN = idp\n";
        let mut record = Record { kind: KIND, title: "", fields: Vec::new() };
        pull(text, Span::new(LayerId(0), 0..text.len() as u32), &mut record);
        assert_eq!(record.first("Serial").unwrap().value, "01:02:03");
        assert_eq!(record.first("Not After").unwrap().value, "Nov 23 07:00:00 2027 GMT");
        assert!(PATTERNS.iter().all(Pattern::compiles));
    }
}
