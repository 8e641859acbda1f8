//! Real sign-ins beside what their products were configured with: the settings say what the application waits for, so that
//! nobody has to name it. A good sign-in stays good, and a fault is named at least as often as without them.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::Path;

use serde_json::Value;
use ssoscope_core::report::{Outcome, Report};
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::captures;
use ssoscope_tests::truth::{BY_MESSAGE, BY_TRAFFIC};

/// What the provider publishes.
const PUBLISHED: &[&str] = &["idp-metadata.xml", "discovery.json", "jwks.json"];

/// What the application was configured with: as the laboratory noted it, and as a product has it.
const SETTINGS: &[&str] = &["sp-config.json", "rp-config.json", "config/sp-shibboleth2.xml"];

/// Good sign-ins in which something is wrong all the same.
const TRUE_ALL_THE_SAME: &[(&str, &str)] = &[
    ("alg-sha1-accepted-samlp-onelogin", "weak_algorithm"),
    ("authncontext-requested-ssp-shib", "authn_context_mismatch"),
    // The settings ask for signed assertions, and the application does not check.
    ("sign-response-only-ssp-shib", "not_signed_as_wanted"),
];

fn report(folder: &Path, beside: &[&str]) -> Report {
    let read = |file: &str| Some((file.to_owned(), fs::read(folder.join(file)).ok()?));
    let capture = read("capture.har").map(|(name, bytes)| Paste::capture(name, bytes));
    let support =
        beside.iter().filter_map(|file| read(file)).map(|(name, bytes)| Paste::support(name, bytes));
    let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
    examine(capture.into_iter().chain(support).collect(), &Expectations::default(), clock).report
}

/// The settings of a sign-in, each beside what the provider publishes.
fn with_settings(folder: &Path) -> impl Iterator<Item = (&'static str, Report)> {
    let has_log = folder.join("capture.har").exists();
    let there = SETTINGS.iter().filter(move |file| has_log && folder.join(file).exists());
    there.map(move |file| (*file, report(folder, &[PUBLISHED, &[*file]].concat())))
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn a_good_sign_in_stays_good_and_needs_nothing_more() {
    let (mut wrong, mut accepted) = (Vec::new(), [0; 2]);
    for folder in captures("A").into_iter().chain(captures("B")) {
        let name = name(&folder);
        accepted[0] += usize::from(report(&folder, PUBLISHED).verdict == Outcome::Accepted);
        for (at, (file, report)) in with_settings(&folder).enumerate() {
            accepted[1] += usize::from(at == 0 && report.verdict == Outcome::Accepted);
            let is_true = |id: &str| TRUE_ALL_THE_SAME.contains(&(name.as_str(), id));
            // A sign-out that ended on an error page did so, however good the sign-in was.
            let causes = report.causes.iter().filter(|cause| cause.explains != ["flow/signed_out"]);
            let false_ones: Vec<&str> = causes.map(|cause| cause.id).filter(|id| !is_true(id)).collect();
            if !false_ones.is_empty() {
                wrong.push(format!("{name} with {file}: {false_ones:?}"));
            }
        }
    }
    println!("accepted without settings: {}, with them: {}", accepted[0], accepted[1]);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(accepted[1] >= accepted[0], "settings make good sign-ins worse");
}

#[test]
fn a_fault_is_named_as_often_and_more() {
    let (mut without, mut with, mut worse) = (0, 0, Vec::new());
    for folder in captures("C") {
        let facts: Value = serde_json::from_slice(&fs::read(folder.join("facts.json")).unwrap()).unwrap();
        let slug = facts["truth"]["slug"].as_str().unwrap_or_default();
        let is_true = |id: &str| BY_MESSAGE.iter().chain(BY_TRAFFIC).any(|known| *known == (slug, id));
        let is_right = |report: &Report| report.causes.first().is_some_and(|cause| is_true(cause.id));
        let before = is_right(&report(&folder, PUBLISHED));
        for (file, report) in with_settings(&folder) {
            let after = is_right(&report);
            (without, with) = (without + usize::from(before), with + usize::from(after));
            if before && !after {
                let said: Vec<&str> = report.causes.iter().map(|cause| cause.id).collect();
                worse.push(format!("{} [{slug}] with {file}: {said:?}", name(&folder)));
            }
        }
    }
    println!("named first without settings: {without}, with them: {with}");
    assert!(worse.is_empty(), "\n{}", worse.join("\n"));
    assert!(with >= without);
}
