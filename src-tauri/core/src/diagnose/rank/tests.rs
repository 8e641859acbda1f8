//! The rule of the table, over verdicts made by hand.

use super::*;
use crate::check::{Check, Finding, Verb, Verdict};
use crate::diagnose::form::Owner;

fn nothing(_: &Look) -> Verdict {
    Verdict::Silent
}

/// A check that failed, made by hand.
fn failed(id: &'static str, verb: Verb) -> Judged {
    let form =
        Check { id, title: "A fault", verb, spec: &[], why: "", remedy_idp: "", remedy_sp: "", run: nothing };
    let verdict = Verdict::fail(Finding::new("It failed."));
    Judged { check: Box::leak(Box::new(form)), verdict, severity: verb.severity(), overruled: None }
}

fn cause(id: &str) -> &'static Cause {
    all().find(|cause| cause.id == id).unwrap()
}

/// A cause as it would be recognised over these verdicts.
fn found(id: &str, confidence: Confidence, verdicts: &Verdicts) -> Ranked {
    let cause = cause(id);
    let diagnosis = Diagnosis::new(confidence, Owner::SpAdmin, "It happened.");
    Ranked { cause, diagnosis, explains: verdicts.failing(cause.explains) }
}

fn ranked(judged: &[Judged], recognised: &[(&str, Confidence)]) -> Vec<&'static str> {
    let verdicts = Verdicts::new(judged);
    let found = recognised.iter().map(|(id, confidence)| found(id, *confidence, &verdicts)).collect();
    best_first(without_consequences(found), &verdicts).iter().map(|ranked| ranked.cause.id).collect()
}

use Confidence::{Certain, Likely, Possible};

#[test]
fn a_refusal_silences_the_missing_assertion() {
    let judged = [failed("saml/status", Verb::Must), failed("saml/assertion_present", Verb::Must)];
    let recognised = [("idp_refused", Certain), ("incomplete_message", Likely)];
    assert_eq!(ranked(&judged, &recognised), ["idp_refused"]);
}

#[test]
fn a_damaged_paste_silences_what_it_broke() {
    let judged = [failed("saml/well_formed", Verb::Must), failed("saml/signature_verifies", Verb::Must)];
    let recognised =
        [("damaged_paste", Likely), ("incomplete_message", Likely), ("altered_after_signing", Certain)];
    assert_eq!(ranked(&judged, &recognised), ["damaged_paste"]);
}

#[test]
fn two_independent_faults_give_two_causes_the_surer_first() {
    let judged = [failed("saml/audience", Verb::Must), failed("saml/not_on_or_after", Verb::Must)];
    let recognised = [("audience_mismatch", Certain), ("clock_skew", Likely)];
    assert_eq!(ranked(&judged, &recognised), ["audience_mismatch", "clock_skew"]);
}

#[test]
fn what_is_merely_possible_waits_for_what_is_sure() {
    let judged = [failed("oidc/signature", Verb::Must)];
    let recognised = [("stale_jwks", Possible), ("unsigned", Certain)];
    assert_eq!(ranked(&judged, &recognised), ["unsigned"]);
}

#[test]
fn an_error_comes_before_a_warning_however_sure_that_is() {
    let judged = [failed("saml/algorithm_strength", Verb::Should), failed("oidc/exp", Verb::Must)];
    let recognised = [("weak_algorithm", Certain), ("clock_skew", Possible)];
    assert_eq!(ranked(&judged, &recognised), ["clock_skew", "weak_algorithm"]);
}

#[test]
fn one_environment_stands_for_issuer_audience_and_key() {
    let ids = ["saml/issuer", "saml/audience", "saml/signature_key", "saml/not_before"];
    let judged = ids.map(|id| failed(id, Verb::Must));
    let recognised = [
        ("wrong_environment", Likely),
        ("stale_certificate", Likely),
        ("wrong_issuer", Certain),
        ("audience_mismatch", Certain),
        ("clock_skew", Likely),
    ];
    assert_eq!(ranked(&judged, &recognised), ["wrong_environment", "clock_skew"]);
}

/// Every set of one, two or three failures, and every confidence: the rule holds whatever was recognised.
#[test]
fn every_kept_cause_claims_a_failure_and_every_failure_that_can_be_is_claimed() {
    let ids: Vec<&'static str> = all().flat_map(|cause| cause.explains.iter().copied()).collect();
    for (at, first) in ids.iter().enumerate() {
        for second in ids.iter().skip(at + 1).step_by(7) {
            let judged = [failed(first, Verb::Must), failed(second, Verb::Should)];
            let verdicts = Verdicts::new(&judged);
            for confidence in [Certain, Likely, Possible] {
                let recognised = || {
                    all()
                        .map(|cause| found(cause.id, confidence, &verdicts))
                        .filter(|r| !r.explains.is_empty())
                };
                let kept = best_first(without_consequences(recognised().collect()), &verdicts);
                let claimed: Vec<&str> =
                    kept.iter().flat_map(|ranked| ranked.explains.iter().copied()).collect();
                assert!(kept.iter().all(|ranked| !ranked.explains.is_empty()));
                assert!([*first, *second].iter().all(|id| claimed.contains(id)), "{first} {second}");
                assert!(kept.len() <= 2, "two failures have at most two causes");
                let again = best_first(without_consequences(recognised().collect()), &verdicts);
                assert!(
                    kept.iter().map(|r| r.cause.id).eq(again.iter().map(|r| r.cause.id)),
                    "the order is total"
                );
            }
        }
    }
}

#[test]
fn without_a_failure_nothing_is_asked() {
    let case = crate::Case::default();
    let expect = crate::Expectations::default();
    let look = Look::new(&case, &[], &expect, chrono::DateTime::UNIX_EPOCH);
    let passed =
        [Judged { verdict: Verdict::pass(Finding::new("It holds.")), ..failed("saml/audience", Verb::Must) }];
    assert!(diagnose(&look, &passed).is_empty());
    assert!(diagnose(&look, &[]).is_empty());
}
