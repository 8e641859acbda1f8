//! SAML messages of other projects' tests, with the verdict that those projects give: what is said here agrees, or is
//! listed with a reason.

#![allow(clippy::unwrap_used)] // a test may stop

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::check::Severity;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::{CheckShape, Outcome, State};
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_tests::shared;

/// The kinds of rows that are judged.
const KINDS: [&str; 4] = ["saml-authnrequest", "saml-logoutrequest", "saml-logoutresponse", "saml-response"];

/// The reasons for a refusal that the corpus names, and the checks of which one has to fail.
const CODES: &[(&str, &[&str])] = &[
    ("audience-mismatch", &["saml/audience"]),
    ("audience-missing", &["saml/audience"]),
    ("authnstatement-missing", &["saml/authn_statement"]),
    ("comment-truncation", &["saml/name_id_text"]),
    ("conditions-missing", &["saml/audience"]),
    ("destination-empty", &["saml/destination"]),
    ("destination-mismatch", &["saml/destination"]),
    ("doctype", &["saml/doctype"]),
    ("encryption-structure", &["saml/decryptable"]),
    ("expired", &["saml/not_on_or_after"]),
    ("in-response-to-mismatch", &["saml/in_response_to"]),
    ("issuer-mismatch", &["saml/issuer"]),
    ("issuer-missing", &["saml/issuer"]),
    ("nameid-empty", &["saml/name_id"]),
    ("nameid-missing", &["saml/name_id"]),
    ("no-signature", &["saml/signature_present"]),
    ("not-yet-valid", &["saml/not_before"]),
    ("resigned-with-own-key", &["saml/signature_key", "saml/signature_verifies"]),
    ("sc-data-missing", &["saml/recipient"]),
    ("sc-expired", &["saml/confirmation_not_on_or_after"]),
    ("sc-in-response-to-mismatch", &["saml/in_response_to"]),
    ("sc-method", &["saml/bearer_confirmation"]),
    ("sc-missing", &["saml/bearer_confirmation"]),
    ("sc-not-yet-valid", &["saml/confirmation_not_before"]),
    ("sc-notonorafter-missing", &["saml/confirmation_not_on_or_after"]),
    ("sc-recipient-mismatch", &["saml/recipient"]),
    ("session-expired", &["saml/session_not_on_or_after"]),
    ("sig-digest-mismatch", &["saml/signature_verifies"]),
    ("sig-reference-count", &["saml/signature_verifies"]),
    ("sig-untrusted-key", &["saml/signature_key"]),
    ("sig-value-mismatch", &["saml/signature_key", "saml/signature_verifies"]),
    ("status-missing", &["saml/status"]),
    ("status-not-success", &["saml/status"]),
    ("version", &["saml/version"]),
];

/// Rows that come out otherwise than the corpus says, and why.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "SAML-Toolkits__python3-saml/data/responses/invalids/encrypted_nameID_without_keyinfo.xml.base64",
        "XML Encryption, section 3.1 lets KeyInfo be left out where the key is agreed on: which key is a need here, and the \
         message is refused for its signature",
    ),
    (
        "SAML-Toolkits__python3-saml/data/responses/valid_response_without_inresponseto.xml.base64",
        "the row names the request and takes an answer that names none; here the answer to a named request names it",
    ),
    (
        "SAML-Toolkits__python3-saml/data/responses/response_without_assertion_reference_uri.xml.base64",
        "the signature of the assertion refers to the whole document; SAML Core 5.4.2 wants the assertion's ID",
    ),
    (
        "SAML-Toolkits__python3-saml/data/responses/invalids/no_saml2.xml.base64",
        "a SAML 1.1 message is named as such and not judged",
    ),
    (
        "SAML-Toolkits__ruby-saml/responses/invalids/no_saml2.xml.base64",
        "a SAML 1.1 message is named as such and not judged",
    ),
    (
        "node-saml__node-saml/signatures/valid/response.root-signed.assertion-unsigned-encrypted.xml",
        "inside the encrypted assertion NotOnOrAfter is “2020-09-25T16=7:00:00+00:00”, which is no time",
    ),
];

/// A row of the manifest.
struct Row {
    path: String,
    expected: String,
    params: Value,
}

impl Row {
    fn param(&self, name: &str) -> Option<&str> {
        self.params[name].as_str()
    }

    fn report(&self, corpus: &Path) -> Option<Report> {
        let message = fs::read(corpus.join(&self.path)).ok()?;
        let mut pastes = vec![Paste::capture("message", message)];
        let files = ["cert", "metadata"].into_iter().filter_map(|name| self.param(name));
        let several = self.params["certs"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for file in files.chain(several) {
            pastes.push(Paste::support(file, fs::read(corpus.join(file)).ok()?));
        }
        let instant = self.param("instant").and_then(|at| at.parse::<DateTime<Utc>>().ok());
        let clock = Clock::Given(instant.unwrap_or(DateTime::UNIX_EPOCH));
        Some(examine(pastes, &self.expectations(corpus), clock).report)
    }

    fn expectations(&self, corpus: &Path) -> Expectations {
        let keys = [
            ("issuer", "saml.idp.entity_id"),
            ("audience", "saml.sp.entity_id"),
            ("acs", "saml.sp.acs"),
            ("in_response_to", "saml.sp.request_id"),
        ];
        let single: Vec<String> =
            keys.into_iter().filter_map(|(name, key)| Some(format!("{key}={}", self.param(name)?))).collect();
        let mut lent = Keys::default();
        if let Some(key) = self.param("key").and_then(|key| fs::read(corpus.join(key)).ok()) {
            let _ = lent.add("key", key);
        }
        Expectations::new(Playbook::read("", &single).unwrap()).with_keys(lent).with_skew(TimeDelta::zero())
    }

    /// What is wrong with the report, by the corpus; nothing where they agree.
    fn disagreement(&self, report: &Report) -> Option<String> {
        let failed: Vec<&CheckShape> =
            report.checks.iter().filter(|check| check.verdict == State::Fail).collect();
        let ids: Vec<&str> = failed.iter().map(|check| check.id).collect();
        let claimed = |check: &str| match check {
            "saml/signature_present" => self.param("policy") != Some("none"),
            "saml/audience" => self.param("audience").is_some(),
            _ => true,
        };
        let fatal: Vec<&str> = failed
            .iter()
            .filter(|check| check.severity == Severity::Error && claimed(check.id))
            .map(|check| check.id)
            .collect();
        let parts: Vec<&str> = self.expected.split("; ").collect();
        for part in parts {
            let reason = part.split_once(':').map(|(_, code)| code.split(' ').next().unwrap_or(code));
            let wrong = match (part.split(':').next().unwrap_or(part), reason) {
                ("valid", _) => !fatal.is_empty(),
                ("sig-valid", _) => {
                    ids.iter().any(|id| ["saml/signature_verifies", "saml/signature_key"].contains(id))
                }
                ("decrypts", _) => ids.contains(&"saml/decryptable"),
                ("invalid" | "attack", Some(code)) => match CODES.iter().find(|(known, _)| *known == code) {
                    Some((_, checks)) => !checks.iter().any(|check| ids.contains(check)),
                    None => ids.is_empty() && report.verdict == Outcome::Accepted,
                },
                _ => false,
            };
            if wrong {
                return Some(format!(
                    "{part}: {:?}, failed {ids:?}, instant {:?}",
                    report.verdict,
                    self.param("instant")
                ));
            }
        }
        None
    }
}

fn rows(corpus: &Path) -> Vec<Row> {
    let manifest = fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let rows = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let saml = rows.filter(|row| KINDS.contains(&row[4]));
    saml.map(|row| Row {
        path: row[0].to_owned(),
        expected: row[5].to_owned(),
        params: serde_json::from_str(row[7]).unwrap_or_default(),
    })
    .collect()
}

#[test]
fn messages_of_other_projects_are_judged_alike() {
    let Some(corpus): Option<PathBuf> = shared("corpus") else { return };
    let (mut counts, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for row in rows(&corpus) {
        let Some(report) = row.report(&corpus) else { continue };
        *counts.entry("attempted").or_default() += 1;
        let excepted = OTHERWISE.iter().any(|(path, _)| *path == row.path);
        match (row.disagreement(&report), excepted) {
            (None, false) => *counts.entry("agreeing").or_default() += 1,
            (Some(_), true) => *counts.entry("excepted").or_default() += 1,
            (None, true) => wrong.push(format!("{}: it agrees now, and is still excepted", row.path)),
            (Some(why), false) => wrong.push(format!("{}: {why}", row.path)),
        }
    }
    println!("SAML messages of the corpus: {counts:?}");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
