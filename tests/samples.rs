//! The samples: each is judged as its case says, its report is as it was, and every check has one of each kind.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use ssoscope_core::check::Severity;
use ssoscope_core::expect::Playbook;
use ssoscope_core::report::{CheckShape, State};
use ssoscope_core::{Clock, Examined, Expectations, Paste, check, diagnose, examine};
use ssoscope_forge::{Case, add_matrices, add_reports, differences, inputs, rendered, samples};

/// Checks without a sample that fails them, or without one that passes them, and why there is none.
const WITHOUT: &[(&str, State, &str)] = &[];

/// Causes that come first in no sample, and why.
const WITHOUT_CAUSE: &[(&str, &str)] = &[];

/// What is not yet said as its case wants it: the sample, the difference, and what is in the way.
const UNSETTLED: &[(&str, &str, &str)] = &[];

struct Sample {
    name: String,
    case: Case,
    examined: Examined,
}

impl Sample {
    fn failing(&self, severe: impl Fn(Severity) -> bool) -> BTreeSet<&str> {
        let failed = |check: &&CheckShape| check.verdict == State::Fail && severe(check.severity);
        self.examined.report.checks.iter().filter(failed).map(|check| check.id).collect()
    }

    fn verdict(&self) -> String {
        serde_json::to_value(self.examined.report.verdict).unwrap().as_str().unwrap().to_owned()
    }

    fn cause(&self) -> &str {
        self.examined.report.causes.first().map_or("none", |cause| cause.id)
    }
}

fn all() -> Vec<Sample> {
    let folders =
        ["saml", "oidc"].map(|protocol| samples().join(protocol)).into_iter().flat_map(fs::read_dir);
    let mut folders: Vec<PathBuf> = folders.flatten().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.into_iter().map(read).collect()
}

fn read(folder: PathBuf) -> Sample {
    let name = folder.strip_prefix(samples()).unwrap().display().to_string();
    let case = Case::read(&folder).unwrap_or_else(|says| panic!("{name}: {says}"));
    let examined = case.examine().unwrap_or_else(|says| panic!("{name}: {says}"));
    Sample { name, case, examined }
}

/// Fails with all that was found, not with the first of it.
#[track_caller]
fn none(differences: Vec<String>) {
    assert!(differences.is_empty(), "\n{}\n", differences.join("\n"));
}

#[test]
fn there_are_enough() {
    let samples = all();
    let of = |protocol: &str| samples.iter().filter(|sample| sample.name.starts_with(protocol)).count();
    assert!(of("saml") >= 10 && of("oidc") >= 8, "{} and {}", of("saml"), of("oidc"));
    println!("{} SAML samples, {} OpenID Connect samples", of("saml"), of("oidc"));
}

#[test]
fn each_is_judged_as_its_case_says() {
    let mut unsettled: BTreeSet<String> =
        UNSETTLED.iter().map(|(sample, difference, _)| format!("{sample}: {difference}")).collect();
    let mut differences: Vec<String> = all().iter().flat_map(misjudged).collect();
    differences.retain(|difference| !unsettled.remove(difference));
    differences.extend(unsettled.iter().map(|settled| format!("settled by now: {settled}")));
    none(differences);
}

fn misjudged(sample: &Sample) -> Vec<String> {
    let said = &sample.case.file;
    let expected: BTreeSet<&str> = said.fails.iter().map(String::as_str).collect();
    let warned = sample.failing(|severity| severity != Severity::Error);
    let errors = sample.failing(|severity| severity == Severity::Error);
    let mut differences = Vec::new();
    let mut compare = |what: &str, expected: String, observed: String| {
        if expected != observed {
            differences.push(format!("{}: {what}: expected {expected}, observed {observed}", sample.name));
        }
    };
    compare("verdict", said.verdict.clone(), sample.verdict());
    compare("cause", said.cause.clone(), sample.cause().to_owned());
    compare("fails", format!("{expected:?}"), format!("{errors:?}"));
    for warning in said.warns.iter().filter(|id| !warned.contains(id.as_str())) {
        compare("warns", warning.clone(), format!("{warned:?}"));
    }
    differences
}

#[test]
fn each_says_what_it_said() {
    let changed = all().into_iter().filter_map(|sample| {
        let golden =
            String::from_utf8_lossy(sample.case.bytes("report.txt").unwrap_or_default()).into_owned();
        let report = rendered(&sample.examined);
        (golden != report).then(|| format!("{}: {}", sample.name, first_difference(&golden, &report)))
    });
    none(changed.collect());
}

fn first_difference(golden: &str, report: &str) -> String {
    let (mut before, mut now) = (golden.lines(), report.lines());
    for line in 1.. {
        match (before.next(), now.next()) {
            (None, None) => break,
            (before, now) if before != now => return format!("line {line}: was {before:?}, is {now:?}"),
            _ => {}
        }
    }
    "they differ in their line ends".to_owned()
}

#[test]
fn they_are_made_as_they_stand() {
    let mut files = inputs();
    add_reports(&mut files).unwrap();
    add_matrices(&mut files).unwrap();
    none(differences(&samples(), &files).unwrap());
}

#[test]
fn they_are_made_the_same_each_time() {
    assert!(inputs() == inputs());
}

#[test]
fn every_check_fails_in_one_and_passes_in_another() {
    let samples = all();
    let mut seen: BTreeSet<(&str, bool)> = BTreeSet::new();
    for check in samples.iter().flat_map(|sample| &sample.examined.report.checks) {
        match check.verdict {
            State::Fail => seen.insert((check.id, false)),
            State::Pass => seen.insert((check.id, true)),
            State::Needs | State::Silent => continue,
        };
    }
    let mut excused: BTreeMap<(&str, bool), &str> =
        WITHOUT.iter().map(|(id, state, why)| ((*id, *state == State::Pass), *why)).collect();
    let mut differences = Vec::new();
    for key in check::all().flat_map(|check| [(check.id, false), (check.id, true)]) {
        match (seen.contains(&key), excused.remove(&key)) {
            (true, Some(_)) => differences.push(format!("{} has the sample that it was excused from", key.0)),
            (false, None) => differences.push(format!(
                "{} has no sample that {} it",
                key.0,
                if key.1 { "passes" } else { "fails" }
            )),
            (true, None) | (false, Some(_)) => {}
        }
    }
    differences.extend(excused.keys().map(|(id, _)| format!("{id} is excused and is no check")));
    none(differences);
}

#[test]
fn every_cause_comes_first_in_one() {
    let samples = all();
    let first: BTreeSet<&str> = samples.iter().map(Sample::cause).collect();
    let excused = |id: &str| WITHOUT_CAUSE.iter().any(|(known, _)| *known == id);
    let wrong = diagnose::all().filter(|cause| first.contains(cause.id) == excused(cause.id));
    none(
        wrong
            .map(|cause| format!("{} comes first in no sample, or is excused from what it has", cause.id))
            .collect(),
    );
}

#[test]
fn the_playbooks_are_kept_to() {
    for (playbook, sample) in [("saml.toml", "saml/good-post"), ("oidc.toml", "oidc/good-rs256")] {
        let folder = samples().join("playbooks");
        let book = Playbook::read(&fs::read_to_string(folder.join(playbook)).unwrap(), &[]).unwrap();
        let sample = read(samples().join(sample));
        let support = book
            .files()
            .into_iter()
            .map(|file| Paste::support(file.path.clone(), fs::read(folder.join(&file.path)).unwrap()));
        let captures = sample
            .case
            .file
            .capture
            .iter()
            .map(|name| Paste::capture(name.clone(), sample.case.bytes(name).unwrap().to_vec()));
        let pastes = captures.chain(support).collect();
        let examined = examine(pastes, &Expectations::new(book), Clock::Given(sample.case.file.at));
        let judged = Sample { examined, ..sample };
        assert_eq!(judged.failing(|severity| severity == Severity::Error), BTreeSet::new(), "{playbook}");
        assert_ne!(judged.verdict(), "rejected", "{playbook}");
    }
}

#[test]
fn each_explains_itself() {
    let mut titles = BTreeSet::new();
    for sample in all() {
        let said = &sample.case.file;
        assert!(!said.title.is_empty() && !said.title.ends_with('.'), "{}: {:?}", sample.name, said.title);
        assert!(said.story.ends_with('.') && said.story.len() > 60, "{}: {:?}", sample.name, said.story);
        assert!(
            titles.insert(said.title.clone()),
            "{}: {:?} is another's title too",
            sample.name,
            said.title
        );
    }
}
