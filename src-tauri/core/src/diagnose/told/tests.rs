//! Words alone name their cause, and mislead nobody who reads on.

use super::*;
use crate::knowledge::find_error_texts;
use crate::knowledge::{error_texts, plain_words};
use crate::{Clock, Expectations, Paste, examine};

fn causes(pastes: &[&str]) -> Vec<(&'static str, Confidence)> {
    let pastes = pastes.iter().map(|text| Paste::capture("paste", *text)).collect();
    let now = crate::instant::parse("2026-11-23T08:00:00Z").unwrap_or_default();
    let examined = examine(pastes, &Expectations::default(), Clock::Given(now));
    examined.report.causes.iter().map(|cause| (cause.id, cause.confidence)).collect()
}

#[test]
fn every_kind_names_causes_that_there_are_and_is_used() {
    for kind in kinds::all() {
        for id in kind.causes {
            assert!(all().any(|cause| cause.id == *id), "{}: there is no cause {id}", kind.id);
        }
        let told = kind.means.ends_with('.') && kind.proof.ends_with('.');
        assert!(told && (kind.id == "no-failure" || !kind.fixes.is_empty()), "{}", kind.id);
        assert!(error_texts().iter().any(|text| text.kind == kind.id), "no words name {}", kind.id);
    }
    for text in error_texts().iter().chain(plain_words()) {
        assert!(kinds::of(text.kind).is_some(), "{}: there is no kind {}", text.code(), text.kind);
    }
}

#[test]
fn words_alone_name_their_cause() {
    for (words, cause) in [
        (
            "Invalid Audience. The audience https://a did not match the expected audience https://b",
            "audience_mismatch",
        ),
        ("AADSTS50105: Der angemeldete Benutzer ist nicht zugewiesen", "consent_or_policy"),
        ("AADSTS50011: The reply URL does not match", "redirect_uri_mismatch"),
        ("Certificates do not match. Expect CN=a, actual CN=b", "stale_certificate"),
        (
            "<html><body><p>The Assertion of the Response is not signed and the SP require it</p></body></html>",
            "not_signed_as_wanted",
        ),
        (
            "oidc: id token issued by a different provider, expected \"https://a\" got \"https://b\"",
            "wrong_issuer",
        ),
        ("IDX10214: Audience validation failed.", "wrong_client"),
        (
            "MSIS7042: The same client browser session has made '6' requests in the last '5' seconds.",
            "redirect_loop",
        ),
    ] {
        assert_eq!(causes(&[words]).first().map(|cause| cause.0), Some(cause), "{words}");
    }
}

#[test]
fn misleading_words_are_only_possible() {
    let said = causes(&["2026-11-23 08:02:11 ERROR [org.keycloak.broker.saml] Assertion expired."]);
    assert!(said.first().is_some_and(|(_, sure)| *sure == Confidence::Possible), "{said:?}");
}

#[test]
fn a_step_that_went_well_is_no_fault() {
    assert!(causes(&["Source: AD FS Event ID 1200 The Federation Service issued a valid token."]).is_empty());
    let is_heard = |text: &[u8]| !find_error_texts(text).is_empty();
    assert!(is_heard(b"AADSTS50105") && !is_heard(b"nothing of the kind"));
}
