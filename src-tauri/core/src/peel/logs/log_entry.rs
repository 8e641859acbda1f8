//! An entry of an application's log in JSON: a level or a stream, and words.

use ssoscope_jose::json::{Kind, Value};

use super::time;
use crate::case::Case;
use crate::instant::Seen;
use crate::span::{LayerId, Span};

/// Members by which loggers and collectors say how bad it is, or where it came from.
const LEVELS: &[&str] =
    &["level", "lvl", "severity", "levelname", "loglevel", "log.level", "@level", "stream", "logger"];

/// Members that hold the words.
const WORDS: &[&str] = &[
    "msg",
    "message",
    "event",
    "@message",
    "log",
    "error",
    "err",
    "exception",
    "exc_info",
    "stack_trace",
    "stacktrace",
    "full_message",
    "textpayload",
];

/// Whether a document is an entry of a log.
pub(in crate::peel) fn is_one(root: &Value) -> bool {
    let Kind::Object(members) = &root.kind else { return false };
    let has = |names: &[&str]| {
        members.iter().any(|member| {
            let name = member.name.value.to_ascii_lowercase();
            names.contains(&name.as_str()) && !matches!(member.value.kind, Kind::Object(_))
        })
    };
    has(LEVELS) && has(WORDS)
}

/// Whether a member holds the words of an entry.
pub(in crate::peel) fn tells(name: &str) -> bool {
    WORDS.iter().any(|words| name.eq_ignore_ascii_case(words))
}

/// Takes the time of the entry for the time at which what it holds was seen.
pub(in crate::peel) fn note_time(case: &mut Case, id: LayerId) {
    let found = case.layer(id).and_then(|layer| time::of_record(layer.text()?, 0));
    if let (Some((at, place)), Some(layer)) = (found, case.layer_mut(id)) {
        let span = Span::new(id, place.start as u32..place.end as u32);
        layer.travel.seen.get_or_insert(Seen { at, span, called: "in the entry of the log" });
    }
}

#[cfg(test)]
mod tests {
    use crate::{Clock, Expectations, Paste, examine};

    fn causes(text: &str) -> Vec<&'static str> {
        let now = crate::instant::parse("2026-11-23T08:00:00Z").unwrap_or_default();
        let examined =
            examine(vec![Paste::capture("log", text)], &Expectations::default(), Clock::CaptureOr(now));
        examined.report.causes.iter().map(|cause| cause.id).collect()
    }

    #[test]
    fn the_words_of_an_entry_are_heard_and_what_stands_in_them_is_opened() {
        let words = r#"{"level":"error","msg":"login failed: no attribute with name \"email\"","time":"2026-11-23T07:00:00Z"}"#;
        assert_eq!(causes(words), ["missing_attribute"]);
        let both = r#"{"log":"unexpected iss of the id_token, expected https://op.example/\n{\"iss\":\"https://op.example\",\"aud\":\"a\",\"sub\":\"u\",\"iat\":1795417200,\"exp\":1795417300}\n","stream":"stderr"}"#;
        assert_eq!(causes(both), ["issuer_slash"]);
        assert!(causes(r#"{"level":"info","msg":"user signed in"}"#).is_empty());
    }
}
