//! Real, faulted sign-ins from their network log alone: faults on the way are named, good sign-ins have none, and the
//! clocks of both sides are measured.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ssoscope_core::flow::PartyRole;
use ssoscope_core::report::Report;
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::truth::BY_TRAFFIC;
use ssoscope_tests::{captures, inside};

/// Faulted sign-ins of a kind that is named, whose log can't show it, and why.
const NOT_SHOWN: &[(&str, &str)] = &[
    (
        "saml-proxy-http-scheme-ssp-shib",
        "its request names https: only its own log says that it believes in http",
    ),
    (
        "saml-unsolicited-refused-samlp-onelogin",
        "the application lets the person in: nothing goes wrong on the way",
    ),
];

/// A log and what is true of it.
struct Log {
    name: String,
    facts: Value,
    config: Value,
    report: Report,
}

fn logs(group: &str) -> Vec<Log> {
    captures(group).iter().flat_map(|folder| of_folder(folder)).collect()
}

fn of_folder(folder: &Path) -> Vec<Log> {
    let json = |name: &str| serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok();
    let config: Value = json("sp-config.json").or_else(|| json("rp-config.json")).unwrap_or_default();
    let facts: Value = json("facts.json").unwrap();
    let mut files = inside(folder);
    files.retain(|file| file.extension().is_some_and(|end| end == "har"));
    let log = |file: &PathBuf| {
        let name =
            format!("{}/{}", folder.file_name().unwrap().display(), file.file_name().unwrap().display());
        let paste = Paste::capture("capture.har", fs::read(file).unwrap());
        let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
        let report = examine(vec![paste], &Expectations::default(), clock).report;
        Log { name, facts: facts.clone(), config: config.clone(), report }
    };
    files.iter().map(log).collect()
}

impl Log {
    fn truth(&self, key: &str) -> &str {
        self.facts["truth"][key].as_str().unwrap_or_default()
    }

    fn causes(&self) -> Vec<&str> {
        self.report.causes.iter().map(|cause| cause.id).collect()
    }

    fn owner(&self) -> String {
        let owner = self.report.causes.first().map(|cause| serde_json::to_value(cause.owner).unwrap());
        owner.and_then(|owner| owner.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

#[test]
fn faults_on_the_way_are_named_from_the_log_alone() {
    let (mut right, mut wrong) = (0, Vec::new());
    for log in logs("C") {
        let (slug, fixer, causes, owner) = (log.truth("slug"), log.truth("fixer"), log.causes(), log.owner());
        println!("{:64} {slug:28} {fixer:10} | {owner:10} {causes:?}", log.name);
        let Some((_, cause)) = BY_TRAFFIC.iter().find(|(named, _)| *named == slug) else { continue };
        let not_shown = NOT_SHOWN.iter().any(|(name, _)| log.name.starts_with(name));
        match (causes.first() == Some(cause) && owner == fixer, not_shown) {
            (true, false) => right += 1,
            (false, true) => {}
            (true, true) => wrong.push(format!("{}: it is named now, and still excepted", log.name)),
            (false, false) => {
                wrong.push(format!("{}: {cause} of {fixer} expected, {causes:?} of {owner} named", log.name))
            }
        }
    }
    println!("\n{right} named rightly with the right owner, from the log alone");
    NOT_SHOWN.iter().for_each(|(name, why)| println!("Not shown: {name}: {why}"));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_good_sign_in_has_no_fault_on_the_way() {
    let mut wrong = Vec::new();
    let all: Vec<Log> = ["A", "B"].iter().flat_map(|group| logs(group)).collect();
    for log in &all {
        let faults = log.report.checks.iter().filter(|check| {
            check.id.starts_with("flow/") && check.verdict == ssoscope_core::report::State::Fail
        });
        let faults = faults.filter(|check| check.id != "flow/signed_out");
        wrong.extend(faults.map(|check| format!("{}: {}: {}", log.name, check.id, check.findings[0].says)));
    }
    println!("{} logs of good sign-ins without a fault on the way", all.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Clocks whose readings are narrower than true, and why.
const BLURRED: &[(&str, &str)] = &[
    ("base-llng-nodesaml", "the provider writes a second that it read 0.4 s before it was asked"),
    (
        "nameid-persistent-llng-nodesaml",
        "the provider writes a second that it read 0.3 s before it was asked",
    ),
];

/// The offsets of the two sides, in seconds, as the lab set them.
fn true_offsets(config: &Value) -> Option<[(PartyRole, f64); 2]> {
    let of = |keys: [&str; 2]| keys.iter().find_map(|key| config[*key].as_f64());
    let application = of(["sp_clock_offset_seconds", "rp_clock_offset_seconds"])?;
    let provider = of(["idp_clock_offset_seconds", "op_clock_offset_seconds"])?;
    Some([(PartyRole::Application, application), (PartyRole::IdentityProvider, provider)])
}

#[test]
fn clocks_are_measured_within_their_bounds() {
    let (mut measured, mut wrong) = (0, Vec::new());
    for log in ["A", "B", "C"].iter().flat_map(|group| logs(group)) {
        let Some(truth) = true_offsets(&log.config) else { continue };
        for clock in &log.report.clocks {
            let Some((_, offset)) = truth.iter().find(|(role, _)| *role == clock.role) else { continue };
            measured += 1;
            if *offset != 0.0 {
                println!(
                    "{:56} {:30} true {offset:>7} s, measured {:>9.3} ± {:.3} s of {} readings",
                    log.name, clock.host, clock.offset, clock.error, clock.readings
                );
            }
            let blurred = BLURRED.iter().any(|(name, _)| log.name.starts_with(&format!("{name}/")));
            if (clock.offset - offset).abs() > clock.error + if blurred { 0.5 } else { 0.1 } {
                wrong.push(format!(
                    "{}: {} is {offset}, measured {} ± {}",
                    log.name, clock.host, clock.offset, clock.error
                ));
            }
        }
    }
    println!("{measured} clocks measured, {} of them blurred", BLURRED.len());
    assert!(wrong.is_empty(), "{} of {measured}\n{}", wrong.len(), wrong.join("\n"));
}
