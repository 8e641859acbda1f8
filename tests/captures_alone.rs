//! Real sign-ins as a service desk has them: what the browser and the servers kept, and nothing that was configured. A good
//! one stays good whatever is dragged in with it, and more evidence never makes the answer worse.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ssoscope_core::report::{Outcome, Report};
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::truth::{BY_MESSAGE, BY_TRAFFIC, BY_WORDS};
use ssoscope_tests::{captures, inside};

/// What can be dragged in: which files, by the ends of their names.
const EVIDENCE: [(&str, &[&str]); 3] = [
    ("the browser's log", &[".har"]),
    ("with the servers' logs", &[".har", "backchannel.json", "-log.txt", "final-page.txt"]),
    ("the servers' words alone", &["-log.txt", "final-page.txt"]),
];

/// Good sign-ins in which something is wrong all the same.
const TRUE_ALL_THE_SAME: &[(&str, &str)] = &[
    ("alg-sha1-accepted-samlp-onelogin", "weak_algorithm"),
    ("authncontext-requested-ssp-shib", "authn_context_mismatch"),
];

/// The report on what of a folder counts as this evidence.
fn report(folder: &Path, endings: &[&str]) -> Report {
    let mut files = inside(folder);
    files.retain(|file| endings.iter().any(|end| file.to_string_lossy().ends_with(end)));
    let paste =
        |file: &PathBuf| Paste::capture(file.file_name().unwrap().to_string_lossy(), fs::read(file).unwrap());
    let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
    examine(files.iter().map(paste).collect(), &Expectations::default(), clock).report
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn a_good_sign_in_stays_good_whatever_is_dragged_in() {
    let mut wrong = Vec::new();
    for folder in captures("A").into_iter().chain(captures("B")) {
        let name = name(&folder);
        for (evidence, endings) in EVIDENCE {
            let report = report(&folder, endings);
            let true_ones =
                |id: &str| TRUE_ALL_THE_SAME.iter().any(|(of, cause)| *of == name && *cause == id);
            // A sign-out that ended on an error page did so, however good the sign-in was.
            let causes = report.causes.iter().filter(|cause| cause.explains != ["flow/signed_out"]);
            let false_ones: Vec<&str> = causes.map(|cause| cause.id).filter(|id| !true_ones(id)).collect();
            let refused =
                report.verdict == Outcome::Rejected && report.causes.iter().all(|cause| !true_ones(cause.id));
            if refused || !false_ones.is_empty() {
                wrong.push(format!("{name}, {evidence}: {:?} {false_ones:?}", report.verdict));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The least that has to be named rightly, by evidence: in the first cause, and in the first cause with the right owner.
const AT_LEAST: [(usize, usize); 3] = [(113, 109), (123, 119), (101, 87)];

/// Prints case by case what is named, and beside it what the product itself said.
#[test]
fn more_evidence_never_makes_the_answer_worse() {
    let (mut first, mut owners, mut worse, mut all) = ([0; 3], [0; 3], Vec::new(), 0);
    for folder in captures("C") {
        let facts: Value = serde_json::from_slice(&fs::read(folder.join("facts.json")).unwrap()).unwrap();
        let truth = |key: &str| facts["truth"][key].as_str().unwrap_or_default();
        let named: Vec<&str> = BY_MESSAGE
            .iter()
            .chain(BY_TRAFFIC)
            .chain(BY_WORDS)
            .filter(|(slug, _)| *slug == truth("slug"))
            .map(|(_, cause)| *cause)
            .collect();
        if named.is_empty() {
            continue;
        }
        all += 1;
        let mut rights = [false; 3];
        let mut said = Vec::new();
        let mut own_words = String::new();
        for (at, (_, endings)) in EVIDENCE.into_iter().enumerate() {
            let report = report(&folder, endings);
            let cause = report.causes.first();
            rights[at] = cause.is_some_and(|cause| named.contains(&cause.id));
            let owner = cause.map(|cause| serde_json::to_value(cause.owner).unwrap());
            first[at] += usize::from(rights[at]);
            owners[at] += usize::from(rights[at] && owner.is_some_and(|owner| owner == truth("fixer")));
            said.push(cause.map_or("-", |cause| cause.id));
            if let Some(words) = report.said.first() {
                own_words = format!("{}: {}", words.product, words.words);
            }
        }
        println!("{:56} {:28} {said:?} | {own_words}", name(&folder), truth("slug"));
        if rights[0] && !rights[1] {
            worse.push(format!("{}: {said:?}", name(&folder)));
        }
    }
    for (at, (evidence, _)) in EVIDENCE.into_iter().enumerate() {
        println!("{evidence}: {} of {all} named first, {} with the right owner", first[at], owners[at]);
    }
    assert!(worse.is_empty(), "\n{}", worse.join("\n"));
    for (at, (least, owned)) in AT_LEAST.into_iter().enumerate().filter(|_| all > 0) {
        assert!(first[at] >= least && owners[at] >= owned, "{}: fewer than before", EVIDENCE[at].0);
    }
}
