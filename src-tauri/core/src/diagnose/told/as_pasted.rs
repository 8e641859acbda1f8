//! Words in forms that nobody had in mind who wrote their lines down.

use crate::{Clock, Expectations, Paste, examine};

static PASTED: &str = include_str!("as_pasted.txt");

#[test]
fn words_name_cause_and_owner_however_they_come() {
    let now = crate::instant::parse("2026-03-02T08:00:00Z").unwrap_or_default();
    let mut wrong = Vec::new();
    for line in PASTED.lines().filter(|line| !line.starts_with('#')) {
        let (wanted, text) = line.split_once(": ").unwrap_or_default();
        let paste = Paste::capture("paste", text.replace('⏎', "\n"));
        let report = examine(vec![paste], &Expectations::default(), Clock::Given(now)).report;
        let first = report.causes.first().map(|cause| {
            let owner = serde_json::to_value(cause.owner).unwrap_or_default();
            format!("{} {}", cause.id, owner.as_str().unwrap_or_default())
        });
        if first.as_deref() != Some(wanted) {
            wrong.push(format!("{text}: {first:?}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
