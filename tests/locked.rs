//! Key containers that stand in a paste.

#![allow(clippy::unwrap_used)] // a test may stop

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_core::expect::{Keys, Secret};
use ssoscope_core::report::{Report, State};
use ssoscope_core::{Clock, Expectations, Paste, examine};

const ENCRYPTED: &str = include_str!("../samples/saml/good-encrypted/capture.txt");
/// Its password is empty.
const CONTAINER: &[u8] = include_bytes!("../samples/keys/ledgerline-decryption.pfx");

fn report(password: Option<&str>) -> Report {
    let mut keys = Keys::default();
    if let Some(password) = password {
        keys.try_on_containers(Secret::from(password.as_bytes()));
    }
    // As it is pasted: base64 on lines of its own.
    let text = STANDARD.encode(CONTAINER);
    let pastes = vec![Paste::capture("capture.txt", ENCRYPTED), Paste::capture("key.txt", text)];
    let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
    examine(pastes, &Expectations::default().with_keys(keys), clock).report
}

fn opens(report: &Report) -> bool {
    report.checks.iter().any(|check| check.id == "saml/decryptable" && check.verdict == State::Pass)
}

#[test]
fn the_password_opens_a_container_in_a_paste() {
    let report = report(Some(""));
    assert!(opens(&report));
    assert!(report.unread.is_empty(), "{:?}", report.unread);
    assert!(report.layers.iter().flat_map(|layer| &layer.cracks).any(|crack| crack.id == "pfx/opened"));
}

#[test]
fn without_one_it_stays_closed_and_a_wrong_one_is_said() {
    let closed = report(None);
    assert!(!opens(&closed) && closed.unread.iter().any(|unread| unread.id == "pfx"));
    let wrong = report(Some("Kestrel-7"));
    assert!(!opens(&wrong));
    let said = wrong.unread.iter().find(|unread| unread.id == "pfx").unwrap();
    assert!(said.says.contains("does not open"), "{}", said.says);
    assert!(!serde_json::to_string(&wrong).unwrap().contains("Kestrel"));
}
