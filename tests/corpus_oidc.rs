//! Other projects' tokens, key sets and discovery documents: what should be accepted is, what should be refused is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta};
use serde_json::Value;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::{Outcome, State};
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_tests::shared;

/// Rows that come out otherwise than the corpus says, and why.
const EXCEPTED: &[(&str, &str)] = &[
    (
        "jwe-zip-bomb.jwt",
        "its direct key is told in a note only and not lent, so nothing is opened or inflated",
    ),
    ("multi-audience-no-azp.jwt", "the specification says SHOULD, so it is a warning"),
    ("azp-mismatch.jwt", "the specification says SHOULD, so it is a warning"),
];

/// What the corpus says is wrong, and the cause that names it. Claims that differ are other tests' business.
const NAMED: &[(&str, &str)] = &[
    ("attack:alg-none", "unsigned"),
    ("attack:alg-confusion-hs256-with-public-key", "public_key_as_secret"),
    ("attack:signature-stripped", "damaged_paste"),
    ("attack:embedded-jwk", "key_in_the_token"),
    ("attack:x5c-injection", "key_in_the_token"),
    ("attack:jku-injection", "key_in_the_token"),
    ("attack:x5u-injection", "key_in_the_token"),
    ("attack:kid-injection", "worthless_signature"),
    ("attack:weak-hmac-secret", "worthless_signature"),
    ("attack:ecdsa-zero-signature (CVE-2022-21449)", "worthless_signature"),
    ("attack:duplicate-claim", "incomplete_message"),
    ("invalid:malformed", "damaged_paste"),
    ("invalid:kid-not-in-jwks", "stale_jwks"),
    ("invalid:ecdsa-der-encoding", "misread_signature"),
    ("invalid:alg-key-mismatch", "misread_signature"),
    ("invalid:crit-not-understood", "incomplete_message"),
    ("invalid:crit-empty", "incomplete_message"),
    ("invalid:b64-without-crit", "incomplete_message"),
    ("invalid:duplicate-header-member", "incomplete_message"),
    ("invalid:signature", "altered_after_signing"),
    ("invalid:base64-padding", "altered_after_signing"),
];

/// A row of the manifest.
struct Row {
    path: PathBuf,
    expected: String,
    params: Value,
}

impl Row {
    fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    fn param(&self, name: &str) -> Option<&str> {
        self.params[name].as_str()
    }
}

/// The rows of one kind, with the folder that their parameters count from.
fn rows(corpus: &Path, kind: &str) -> Vec<Row> {
    let manifest = std::fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let rows = manifest.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.get(4) == Some(&kind))
        .map(|row| Row {
            path: corpus.join(row[0]),
            expected: row[5].to_owned(),
            params: serde_json::from_str(row[7]).unwrap_or_default(),
        })
        .collect()
}

fn judge(corpus: &Path, row: &Row) -> Report {
    let single: Vec<String> =
        [("issuer", "oidc.op.issuer"), ("audience", "oidc.rp.client_id"), ("nonce", "oidc.rp.nonce")]
            .iter()
            .filter_map(|(param, key)| Some(format!("{key}={}", row.param(param)?)))
            .collect();
    let mut lent = Keys::default();
    if let Some(key) = row.param("key") {
        lent.add(key, std::fs::read(corpus.join(key)).unwrap()).unwrap();
    }
    let expectations = Expectations::new(Playbook::read("", &single).unwrap());
    let expectations = expectations.with_skew(TimeDelta::zero()).with_keys(lent);
    let jwks = std::fs::read(corpus.join(row.param("jwks").unwrap())).unwrap();
    let token = std::fs::read_to_string(&row.path).unwrap();
    let pastes = vec![paste(row, &token), Paste::support("jwks.json", jwks)];
    let at = DateTime::parse_from_rfc3339(row.param("instant").unwrap()).unwrap().to_utc();
    examine(pastes, &expectations, Clock::Given(at)).report
}

/// The token, beside its access token where the row gives one and the token is in one piece.
fn paste(row: &Row, token: &str) -> Paste {
    let whole = token.trim();
    match row.param("access_token").filter(|_| !whole.contains(char::is_whitespace)) {
        Some(access) => {
            let answer =
                serde_json::json!({ "access_token": access, "token_type": "Bearer", "id_token": whole });
            Paste::capture("token-response.json", answer.to_string())
        }
        None => Paste::capture(row.name(), token),
    }
}

fn agrees(expected: &str, report: &Report) -> Option<bool> {
    let refused = expected.starts_with("invalid") || expected.starts_with("attack");
    match expected {
        _ if refused => Some(report.verdict == Outcome::Rejected),
        "valid" | "decrypts; valid" => Some(report.verdict == Outcome::Accepted),
        _ => None,
    }
}

fn said(report: &Report) -> String {
    let failed = report.checks.iter().filter(|check| check.verdict == State::Fail);
    let failed: Vec<String> =
        failed.map(|check| format!("{}: {}", check.id, check.findings[0].says)).collect();
    format!("{:?} {failed:?} {:?}", report.verdict, report.headline)
}

#[test]
fn tokens_are_accepted_and_refused_as_they_should_be() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<&str, usize>::new());
    for row in rows(&corpus, "jwt") {
        let report = judge(&corpus, &row);
        let excepted = EXCEPTED.iter().any(|(name, _)| *name == row.name());
        let class = match (agrees(&row.expected, &report), excepted) {
            (None, _) => "without a claim",
            (Some(true), false) => "agree",
            (Some(false), true) => "excepted",
            (Some(agreed), _) => {
                wrong.push(format!("{} ({}, agrees {agreed}): {}", row.name(), row.expected, said(&report)));
                "wrong"
            }
        };
        if row.expected != "valid" && row.expected != "decrypts; valid" && report.verdict == Outcome::Accepted
        {
            let warned = report.checks.iter().any(|check| check.verdict == State::Fail);
            assert!(warned, "{} is accepted without a word", row.name());
        }
        *counts.entry(class).or_default() += 1;
    }
    eprintln!("tokens of the corpus: {counts:?}");
    EXCEPTED.iter().for_each(|(name, why)| eprintln!("  excepted: {name}: {why}"));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn attacks_and_broken_signatures_are_named() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut wrong, mut named) = (Vec::new(), 0);
    for row in rows(&corpus, "jwt") {
        let Some((_, cause)) = NAMED.iter().find(|(expected, _)| *expected == row.expected) else { continue };
        let report = judge(&corpus, &row);
        match report.causes.first().map(|first| first.id) {
            Some(first) if first == *cause => named += 1,
            first => wrong.push(format!("{} ({}): {first:?}; {}", row.name(), row.expected, said(&report))),
        }
    }
    eprintln!("attacks and broken signatures of the corpus: {named} named");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Key sets of live providers that are not quite what RFC 7518 asks for, and what is said of them; their keys are read all
/// the same.
const DEPARTURES: &[(&str, &str)] = &[
    ("battle-net", "oidc/jwks_format"),
    ("paypal", "oidc/jwks_format"),
    ("yahoo", "oidc/jwks_format"),
    ("yahoo", "oidc/jwks_reuse"),
    ("yahoo", "oidc/jwks_strength"),
    ("klarna", "oidc/jwks_reuse"),
    ("lego", "oidc/jwks_certificate_dates"),
];

/// What live providers publish is read as what it is, with nothing to complain of.
fn read_as(corpus: &Path, rows: &str, kind: &str) -> usize {
    let rows: Vec<Row> =
        self::rows(corpus, rows).into_iter().filter(|row| row.expected == "parses").collect();
    for row in &rows {
        let pastes = vec![Paste::support(row.name(), std::fs::read(&row.path).unwrap())];
        let at = DateTime::parse_from_rfc3339("2025-02-01T00:00:00Z").unwrap().to_utc();
        let report = examine(pastes, &Expectations::default(), Clock::Given(at)).report;
        let kinds: Vec<&str> = report.messages.iter().map(|message| message.kind).collect();
        assert_eq!(kinds, [kind], "{}", row.path.display());
        let provider =
            row.path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
        let departures = DEPARTURES.iter().filter(|(name, _)| kind == "jwks" && *name == provider);
        let expected: Vec<&str> = departures.map(|(_, check)| *check).collect();
        let failed = report.checks.iter().filter(|check| check.verdict == State::Fail);
        let failed: Vec<&str> = failed.map(|check| check.id).collect();
        assert_eq!(failed, expected, "{}: {}", row.path.display(), said(&report));
        assert!(!report.messages[0].fields.is_empty(), "{}", row.path.display());
    }
    rows.len()
}

#[test]
fn published_documents_and_key_sets_are_read() {
    let Some(corpus) = shared("corpus") else { return };
    let documents = read_as(&corpus, "oidc-discovery", "discovery");
    let sets = read_as(&corpus, "jwks", "jwks");
    eprintln!("of live providers: {documents} discovery documents and {sets} key sets read");
}
