//! Real SAML sign-ins: the good ones are accepted without a single error, and where the fault of a bad one stands in a
//! message, the check that speaks of it fails.

#![allow(clippy::unwrap_used)] // a test may stop

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::check::Severity;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::{Outcome, State};
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_tests::files;

/// Good sign-ins in which a check fails as an error, and why it is right to.
const LET_IN: &[(&str, &str, &str)] = &[(
    "authncontext-requested-ssp-shib",
    "saml/authn_context",
    "the application asks for Password, is answered PasswordProtectedTransport, and doesn't look",
)];

/// What was broken, by the name that the captures give it, and the check that has to fail.
const SHOWN: &[(&str, &str)] = &[
    ("acs-url-wrong", "saml/destination"),
    ("acs-url-wrong", "saml/recipient"),
    ("assertion-not-signed", "saml/signature_present"),
    ("attribute-name-mismatch", "saml/attributes"),
    ("audience-mismatch", "saml/audience"),
    ("authncontext-mismatch", "saml/authn_context"),
    ("destination-mismatch", "saml/destination"),
    ("encrypted-for-wrong-key", "saml/decryptable"),
    ("encryption-missing", "saml/encrypted"),
    ("idp-cert-rolled", "saml/signature_key"),
    ("idp-cert-wrong", "saml/signature_key"),
    ("idp-clock-ahead", "saml/issue_instant"),
    ("idp-clock-ahead", "saml/not_before"),
    ("idp-clock-behind", "saml/confirmation_not_on_or_after"),
    ("idp-clock-behind", "saml/not_on_or_after"),
    ("issuer-mismatch", "saml/issuer"),
    ("nameid-format-mismatch", "saml/name_id_format"),
    ("nameid-source-missing", "saml/name_id_format"),
    ("nothing-signed", "saml/signature_present"),
    ("response-not-signed", "saml/signature_present"),
    ("signature-alg-sha1", "saml/algorithm_strength"),
    ("sp-clock-ahead", "saml/not_on_or_after"),
    ("sp-clock-behind", "saml/not_before"),
    ("status-nopassive", "saml/status"),
];

/// Faulted sign-ins of a kind that is shown, in which the check rightly passes.
const NOT_SHOWN: &[(&str, &str)] = &[(
    "saml-unsigned-assertion-samlp-shib",
    "nothing that the application publishes asks for a signed assertion, and the signature of the Response covers it",
)];

/// Faulted sign-ins whose answer is good all the same: the fault lies around it, and no check may blame it.
const BLAMELESS: &[&str] = &[
    "cookie-samesite-lost",
    "inresponseto-unknown",
    "proxy-body-too-large",
    "sp-behind-proxy-scheme",
    "sp-body-limit",
    "unsolicited-response",
];

/// A sign-in through real products.
struct Capture {
    name: String,
    folder: PathBuf,
    facts: Value,
    config: Value,
}

impl Capture {
    fn read(folder: &Path) -> Option<Capture> {
        let json = |name: &str| serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok();
        let facts: Value = json("facts.json")?;
        let name = folder.file_name()?.to_string_lossy().into_owned();
        let saml = facts["protocol"] == "saml";
        saml.then_some(Capture { name, folder: folder.to_owned(), config: json("sp-config.json")?, facts })
    }

    fn slug(&self) -> &str {
        self.facts["truth"]["slug"].as_str().unwrap_or_default()
    }

    /// The messages of one name, each with its raw text.
    fn messages(&self, name: &str) -> Vec<(&Value, String)> {
        let all = self.facts["facts"]["messages"].as_array().into_iter().flatten();
        let named = all.filter(|message| message["message"] == *name);
        named.filter_map(|message| Some((message, self.text(message["raw"].as_str()?)?))).collect()
    }

    fn text(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(file)).ok()
    }

    /// Each answer alone with its context, judged when it arrived, by the application's clock.
    fn answers(&self) -> Vec<Report> {
        let offset = TimeDelta::seconds(self.config["sp_clock_offset_seconds"].as_i64().unwrap_or(0));
        let judge = |(message, raw): (&Value, String)| {
            let mut pastes = vec![Paste::capture("answer", raw)];
            let requests = self.messages("AuthnRequest");
            pastes.extend(requests.into_iter().map(|(_, raw)| Paste::capture("request", raw)));
            pastes.extend(self.support());
            let at = time(&message["t"]).unwrap() + offset;
            examine(pastes, &self.expectations(), Clock::Given(at)).report
        };
        self.messages("Response").into_iter().map(judge).collect()
    }

    /// The metadata of both sides; the identity provider's as the application has it.
    fn support(&self) -> Vec<Paste> {
        let stale = self.text("idp-metadata-as-sp-has-it.xml");
        let idp = stale.or_else(|| self.text("idp-metadata.xml")).map(|text| Paste::support("idp.xml", text));
        let sp = self.text("sp-metadata.xml").map(|text| Paste::support("sp.xml", text));
        idp.into_iter().chain(sp).collect()
    }

    /// What the application was configured with, and its key.
    fn expectations(&self) -> Expectations {
        let flag = |key: &str| self.config[key].as_bool() == Some(true);
        let certificates: Vec<&str> = texts(&self.config["idp_certs_pem"]).collect();
        let mut book = format!("[saml.idp]\ncertificates = {certificates:?}\n");
        book += &line("entity_id", &self.config["idp_entity_id"]);
        book += &format!("[saml.sp]\nencrypted = {}\n", flag("want_encrypted"));
        if flag("want_response_signed") {
            let both = flag("want_assertions_signed");
            book += &format!("signed = \"{}\"\n", if both { "both" } else { "response" });
        }
        book += &line("entity_id", &self.config["entity_id"]);
        book += &line("acs", &self.config["acs_url"]);
        for name in texts(&self.config["required_attributes"]) {
            book += &format!("[[saml.attribute]]\nrequired = true\nname = {name:?}\n");
        }
        let mut keys = Keys::default();
        if let Some(key) = self.text("keys/sp-encryption.key") {
            keys.add("sp-encryption.key", key.into_bytes()).unwrap();
        }
        Expectations::new(Playbook::read(&book, &[]).unwrap()).with_keys(keys)
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

/// `key = value` in TOML, for a text; nothing for an absent one.
fn line(key: &str, value: &Value) -> String {
    value.as_str().map_or(String::new(), |text| format!("{key} = {text:?}\n"))
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc())
}

fn captures(group: &str) -> Vec<Capture> {
    ssoscope_tests::captures(group).iter().filter_map(|folder| Capture::read(folder)).collect()
}

/// The checks that failed, warnings and notes too.
fn failed(report: &Report) -> BTreeSet<&'static str> {
    report.checks.iter().filter(|check| check.verdict == State::Fail).map(|check| check.id).collect()
}

/// The checks that failed as errors, each with what it found.
fn errors(report: &Report) -> Vec<(&'static str, String)> {
    let failed = report.checks.iter().filter(|check| check.verdict == State::Fail);
    let errors = failed.filter(|check| check.severity == Severity::Error);
    errors
        .map(|check| (check.id, check.findings.iter().map(|finding| finding.says.as_str()).collect()))
        .collect()
}

fn needed(report: &Report) -> Vec<&str> {
    report.needs.iter().filter(|need| need.decides).map(|need| need.what.as_str()).collect()
}

#[test]
fn good_sign_ins_are_accepted() {
    let (mut accepted, mut wrong) = (0, Vec::new());
    for capture in captures("A") {
        let excepted = LET_IN.iter().find(|(name, ..)| *name == capture.name);
        for report in capture.answers() {
            let errors = errors(&report);
            let ids: Vec<&str> = errors.iter().map(|(id, _)| *id).collect();
            match excepted {
                None if report.verdict == Outcome::Accepted => accepted += 1,
                None => wrong.push(format!(
                    "{}: {:?} {errors:?} needs {:?}",
                    capture.name,
                    report.verdict,
                    needed(&report)
                )),
                Some((_, check, why)) if ids == [*check] => println!("{}: {check}: {why}", capture.name),
                Some((_, check, _)) => {
                    wrong.push(format!("{}: {check} expected, {errors:?} failed", capture.name))
                }
            }
        }
    }
    println!("{accepted} good sign-ins accepted, {} excepted", LET_IN.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_check_that_speaks_of_the_fault_fails() {
    let (mut shown, mut wrong, mut elsewhere) = (0, Vec::new(), BTreeSet::new());
    for capture in captures("C") {
        let slug = capture.slug();
        let wanted: Vec<&str> = SHOWN.iter().filter(|(named, _)| *named == slug).map(|(_, id)| *id).collect();
        let reports = capture.answers();
        let failed: BTreeSet<&str> = reports.iter().flat_map(failed).collect();
        println!("{:52} {slug:26} {failed:?}", capture.name);
        let blameless = BLAMELESS.contains(&slug);
        let not_shown = NOT_SHOWN.iter().any(|(name, _)| *name == capture.name);
        match (wanted.iter().find(|id| !failed.contains(**id)), wanted.is_empty()) {
            _ if reports.is_empty() => drop(elsewhere.insert(format!("{slug} (no answer)"))),
            (Some(_), _) if not_shown => drop(elsewhere.insert(capture.name.clone())),
            (Some(id), _) => wrong.push(format!("{}: {id} does not fail", capture.name)),
            (None, false) if not_shown => wrong.push(format!("{}: it fails, and is excepted", capture.name)),
            (None, false) => shown += 1,
            (None, true) if blameless => {
                let errors: Vec<_> = reports.iter().flat_map(errors).collect();
                wrong.extend(errors.iter().map(|error| format!("{}: blamed for {error:?}", capture.name)));
            }
            (None, true) => drop(elsewhere.insert(slug.to_owned())),
        }
    }
    println!("{shown} faults shown by the check that speaks of them; not asserted: {elsewhere:?}");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The network log as a browser saves it, with the metadata of both sides: nothing but that is what people have.
#[test]
fn network_logs_of_good_sign_ins_are_accepted() {
    let (mut accepted, mut wrong) = (0, Vec::new());
    for capture in captures("A") {
        let Some(har) = files(&capture.folder, ".har").first().and_then(|har| fs::read(har).ok()) else {
            continue;
        };
        let pastes = std::iter::once(Paste::capture("capture.har", har)).chain(capture.support()).collect();
        let never = DateTime::UNIX_EPOCH;
        let report = examine(pastes, &capture.expectations(), Clock::CaptureOr(never)).report;
        let excepted = LET_IN.iter().find(|(name, ..)| *name == capture.name);
        let ids: Vec<&str> = errors(&report).iter().map(|(id, _)| *id).collect();
        match excepted {
            None if report.verdict == Outcome::Accepted => accepted += 1,
            Some((_, check, _)) if ids == [*check] => {}
            _ => wrong.push(format!(
                "{}: {:?} {:?} needs {:?}",
                capture.name,
                report.verdict,
                errors(&report),
                needed(&report)
            )),
        }
    }
    println!("{accepted} network logs of good sign-ins accepted");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every finding points at bytes that can be traced to a paste.
#[test]
fn findings_lie_within_their_layers() {
    for capture in captures("A").iter().chain(&captures("C")) {
        for report in capture.answers() {
            let findings = report.checks.iter().flat_map(|check| &check.findings);
            let spans = findings
                .flat_map(|finding| finding.at.into_iter().chain(finding.also.iter().map(|also| also.span)));
            for span in spans {
                let layer = report.layers.iter().find(|layer| layer.id == span.layer);
                assert!(
                    layer.is_some_and(|layer| span.start <= span.end && span.end <= layer.length),
                    "{}: {span:?}",
                    capture.name
                );
            }
        }
    }
}
