//! How long a client secret is good for: known where a registration or the playbook says so.

use chrono::{DateTime, Utc};

use crate::decode::oidc::Registration;
use crate::expect::Playbook;
use crate::report::WindowKind;
use crate::report::describe::RawWindow;
use crate::span::Span;

/// As the provider wrote it (RFC 7591, section 3.2.1: 0 is no end).
pub(super) fn registered(registration: &Registration) -> Option<RawWindow> {
    let ends = registration.client_secret_expires_at.as_ref().filter(|ends| ends.value > 0)?;
    let client = registration.client_id.as_ref().map(|client| client.value.as_str());
    Some(window(client, DateTime::from_timestamp(ends.value, 0)?, Some(ends.at)))
}

/// As it was noted in the playbook, which is no layer: no byte shows it.
pub(in crate::report) fn noted(playbook: &Playbook) -> Option<RawWindow> {
    let rp = &playbook.oidc.rp;
    Some(window(rp.client_id.as_deref(), rp.secret_expires?, None))
}

fn window(client: Option<&str>, until: DateTime<Utc>, at: Option<Span>) -> RawWindow {
    RawWindow {
        kind: WindowKind::Secret,
        label: client.map_or("Client secret".to_owned(), |client| format!("Client secret of {client}")),
        from: None,
        until: Some(until),
        at,
    }
}

#[cfg(test)]
mod tests {
    use crate::case::Paste;
    use crate::expect::{Expectations, Playbook};
    use crate::report::{Window, WindowKind};
    use crate::{Clock, examine};

    const PLAYBOOK: &str = "schema = \"ssoscope-playbook/1\"\n[oidc.rp]\nclient_id = \"tides\"\n";

    fn secrets(registered: &str, playbook: &str) -> Vec<Window> {
        let paste = Paste::support("registration.json", registered);
        let expectations = Expectations::new(Playbook::read(playbook, &[]).unwrap());
        let now = crate::instant::parse("2026-04-15T12:00:00Z").unwrap();
        let times = examine(vec![paste], &expectations, Clock::Given(now)).report.times;
        times.into_iter().filter(|window| window.kind == WindowKind::Secret).collect()
    }

    #[test]
    fn a_registered_end_shows_its_bytes() {
        let registration = r#"{"client_id":"tides","client_secret_expires_at":1776168000}"#;
        let [ended] = &secrets(registration, PLAYBOOK)[..] else { panic!("one secret") };
        assert_eq!(
            (ended.label.as_str(), ended.until.as_deref()),
            ("Client secret of tides", Some("2026-04-14T12:00:00Z"))
        );
        assert!(!ended.holds_with_skew && ended.at.is_some());
    }

    #[test]
    fn no_end_is_no_window() {
        assert!(secrets(r#"{"client_id":"tides","client_secret_expires_at":0}"#, PLAYBOOK).is_empty());
    }

    #[test]
    fn an_end_that_the_playbook_notes_is_one_too() {
        let noted = format!("{PLAYBOOK}secret_expires = 2026-10-01\n");
        let [good] = &secrets("{}", &noted)[..] else { panic!("one secret") };
        assert_eq!(good.until.as_deref(), Some("2026-10-01T00:00:00Z"));
        assert!(good.holds && good.at.is_none());
    }

    #[test]
    fn what_both_say_alike_stands_once() {
        let noted = format!("{PLAYBOOK}secret_expires = 2026-04-14T12:00:00Z\n");
        let registration = r#"{"client_id":"tides","client_secret_expires_at":1776168000}"#;
        assert_eq!(secrets(registration, &noted).len(), 1);
    }
}
