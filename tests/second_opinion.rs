//! Two opinions on every ID token there is: ours, and that of a strict relying party built on openidconnect. Where they
//! differ, one of the reasons below has to say why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::check::Severity;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::State;
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_forge::{Case, samples};
use ssoscope_strict::SECOND_OPINION;
use ssoscope_tests::{files, shared};

/// What we refuse and they let through: our check, and why they don't.
const OURS_ALONE: &[(&str, &str)] = &[
    ("oidc/nbf", "they don't look at nbf, which OpenID Connect leaves to RFC 7519, section 4.1.5"),
    ("oidc/exp", "they take an exp in milliseconds for a year far away"),
    ("oidc/encrypted", "they don't know that encryption was agreed on"),
    ("oidc/format", "they don't know b64, and so don't miss it in crit (RFC 7797, section 6)"),
];

/// What they refuse and we let through: a piece of what they say, and why we don't.
const THEIRS_ALONE: &[(&str, &str)] = &[
    (
        "is not a trusted audience",
        "nobody says which other audiences the application trusts; we warn where azp is missing or another's",
    ),
    (
        "Ambiguous key identification",
        "two keys of one name: RFC 7517, section 4.5 says SHOULD NOT, and we try both and warn",
    ),
    ("expired at", "they know no tolerance for clocks"),
];

/// Our checks of an ID token as such; they know nothing of requests, answers and key sets.
const OF_TOKEN: &[&str] = &[
    "oidc/format",
    "oidc/encrypted",
    "oidc/nested_signature",
    "oidc/token_kind",
    "oidc/alg",
    "oidc/kid",
    "oidc/jwks_key_fit",
    "oidc/signature",
    "oidc/signature_key",
    "oidc/iss",
    "oidc/aud",
    "oidc/azp",
    "oidc/nonce",
    "oidc/exp",
    "oidc/nbf",
    "oidc/iat",
    "oidc/sub",
];

/// Both opinions on one case.
#[derive(Default)]
struct Tally {
    counts: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Tally {
    fn compare(&mut self, name: &str, report: &Report) {
        let find = |id: &str| report.checks.iter().find(|check| check.id == id);
        let Some(theirs) = find("oidc/strict_client") else { return };
        let failed = report.checks.iter().filter(|check| check.verdict == State::Fail);
        let ours: Vec<&str> = failed
            .filter(|check| check.severity == Severity::Error && OF_TOKEN.contains(&check.id))
            .map(|check| check.id)
            .collect();
        let undecided = report.needs.iter().any(|need| need.decides);
        let said = theirs.findings.first().map_or("", |finding| finding.says.as_str());
        let outcome = match (theirs.verdict, ours.is_empty()) {
            (State::Pass, true) => "both take it".to_owned(),
            (State::Fail, false) => "both refuse it".to_owned(),
            (State::Fail, true) if undecided => "they refuse what we can't tell".to_owned(),
            (State::Fail, true) => explained(THEIRS_ALONE, |piece| said.contains(piece)),
            (State::Pass, false) => explained(OURS_ALONE, |id| ours.iter().all(|own| *own == id)),
            (State::Silent | State::Needs, _) => return,
        };
        if outcome.is_empty() {
            self.wrong.push(format!("{name}: ours {ours:?}, theirs {:?}: {said}", theirs.verdict));
        }
        *self.counts.entry(outcome).or_default() += 1;
    }

    fn finish(self, what: &str, least: usize) {
        let compared: usize = self.counts.values().sum();
        eprintln!("two opinions on {what}: {compared} compared");
        self.counts.iter().for_each(|(outcome, count)| eprintln!("  {count:>4}  {outcome}"));
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        assert!(compared >= least, "{what}: only {compared} compared");
    }
}

fn explained(reasons: &[(&str, &str)], fits: impl Fn(&str) -> bool) -> String {
    reasons.iter().find(|(piece, _)| fits(piece)).map_or(String::new(), |(_, why)| (*why).to_owned())
}

#[test]
fn on_the_samples() {
    let mut tally = Tally::default();
    for entry in fs::read_dir(samples().join("oidc")).unwrap().flatten() {
        let case = Case::read(&entry.path()).unwrap();
        let report = case.examine_asking().unwrap().report;
        tally.compare(&entry.file_name().to_string_lossy(), &report);
    }
    tally.finish("the samples", 60);
}

#[test]
fn on_real_sign_ins() {
    let Some(folder) = shared("captures") else { return };
    let mut tally = Tally::default();
    for facts in ["B", "C"].iter().flat_map(|group| files(&folder.join(group), "facts.json")) {
        let folder = facts.parent().unwrap();
        for (name, report) in of_capture(folder).unwrap_or_default() {
            tally.compare(&name, &report);
        }
    }
    tally.finish("real sign-ins", 50);
}

/// Each ID token of a sign-in with what the application holds, at the time at which it was seen.
fn of_capture(folder: &Path) -> Option<Vec<(String, Report)>> {
    let (facts, config) = (json(&folder.join("facts.json"))?, json(&folder.join("rp-config.json"))?);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let keys =
        ["jwks-as-rp-has-it.json", "jwks.json"].iter().find_map(|name| fs::read(folder.join(name)).ok())?;
    let alg = text(&config["expected_id_token_alg"]).unwrap_or("RS256".to_owned());
    let request = &facts["facts"]["authorization_request"];
    let expect = [
        ("oidc.op.issuer", text(&config["issuer"])),
        ("oidc.rp.client_id", text(&config["client_id"])),
        ("oidc.rp.id_token_alg", Some(alg)),
        ("oidc.rp.nonce", text(&request["nonce"])),
    ];
    let single: Vec<String> =
        expect.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect();
    let mut reports = Vec::new();
    for token in facts["facts"]["tokens"].as_array()?.iter().filter(|token| token["kind"] == "id_token") {
        let file = token["file"].as_str()?;
        let pastes = vec![
            Paste::capture("id_token.jwt", fs::read(folder.join(file)).ok()?),
            Paste::support("jwks.json", keys.clone()),
        ];
        let mut lent = Keys::default();
        lent.add(
            "client-secret.txt",
            text(&config["client_secret"]).unwrap_or("none".to_owned()).into_bytes(),
        )
        .unwrap();
        let expectations = Expectations::new(Playbook::read("", &single).unwrap()).with_keys(lent);
        let at =
            time(&token["t"])? + TimeDelta::seconds(config["rp_clock_offset_seconds"].as_i64().unwrap_or(0));
        let name = format!("{} {file}", folder.file_name()?.to_string_lossy());
        reports.push((name, asked(pastes, expectations, at)));
    }
    Some(reports)
}

fn asked(pastes: Vec<Paste>, expectations: Expectations, at: DateTime<Utc>) -> Report {
    examine(pastes, &expectations.with_second_opinion(SECOND_OPINION), Clock::Given(at)).report
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|time| time.to_utc())
}

#[test]
fn on_the_corpus() {
    let Some(corpus) = shared("corpus") else { return };
    let mut tally = Tally::default();
    let manifest = fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    for row in manifest.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        if row.get(4) != Some(&"jwt") {
            continue;
        }
        let params: Value = serde_json::from_str(row[7]).unwrap();
        let keys = [("audience", "oidc.rp.client_id"), ("nonce", "oidc.rp.nonce")];
        let single: Vec<String> = keys
            .iter()
            .filter_map(|(param, key)| Some(format!("{key}={}", params[*param].as_str()?)))
            .collect();
        let provider = serde_json::json!({
            "issuer": params["issuer"],
            "jwks_uri": "https://issuer.example/jwks.json",
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        });
        let pastes = vec![
            Paste::capture("id_token.jwt", fs::read(corpus.join(row[0])).unwrap()),
            Paste::support("jwks.json", fs::read(corpus.join(params["jwks"].as_str().unwrap())).unwrap()),
            Paste::support("openid-configuration.json", provider.to_string()),
        ];
        let expectations =
            Expectations::new(Playbook::read("", &single).unwrap()).with_skew(TimeDelta::zero());
        tally.compare(row[0], &asked(pastes, expectations, time(&params["instant"]).unwrap()));
    }
    tally.finish("the corpus", 45);
}
