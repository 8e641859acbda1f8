//! Attacks of other projects' advisories and tests: each is named by its kind, and not only refused.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::Value;
use ssoscope_core::expect::Playbook;
use ssoscope_core::report::State;
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_tests::shared;

/// What the corpus calls an attack, the check that has to fail, and what that has to say.
const NAMED: &[(&str, &str, &str)] = &[
    ("xsw1", "saml/wrapping", "XSW1"),
    ("xsw2", "saml/wrapping", "XSW2"),
    ("xsw3", "saml/wrapping", "XSW3"),
    ("xsw4", "saml/wrapping", "XSW4"),
    ("xsw5", "saml/wrapping", "XSW5"),
    ("xsw6", "saml/wrapping", "XSW6"),
    ("xsw7", "saml/wrapping", "XSW"),
    ("xsw8", "saml/wrapping", "XSW"),
    ("xsw9", "saml/wrapping", "XSW"),
    ("xsw-advice", "saml/wrapping", "Advice"),
    ("xsw-statusdetail", "saml/wrapping", "StatusDetail"),
    ("xsw-duplicate-id", "saml/wrapping", "doubled ID"),
    ("xsw-ds-object", "saml/wrapping", "XSW"),
    ("xsw", "saml/wrapping", "XSW"),
    ("spoofed-response-signature", "saml/wrapping", "XSW"),
    ("multiple-assertions-CVE-2022-41912", "saml/wrapping", "CVE-2022-41912"),
    ("digest-smuggling (CVE-2024-45409)", "saml/smuggled_parts", "CVE-2024-45409"),
    ("wrapped-SignedInfo (CVE-2025-29774)", "saml/smuggled_parts", "CVE-2025-29774"),
    ("multiple-SignedInfo (CVE-2025-29774)", "saml/smuggled_parts", "CVE-2025-29774"),
    ("comment-in-DigestValue (CVE-2025-29775)", "saml/smuggled_parts", "CVE-2025-29775"),
    ("void-c14n", "saml/void_signature", "void canonicalisation"),
    ("void-c14n (CVE-2025-66475)", "saml/void_signature", "CVE-2025-66475"),
    ("doctype-roundtrip-CVE-2025-25291", "saml/parser_traps", "CVE-2025-25291"),
    ("namespace-confusion-CVE-2025-25292", "saml/parser_traps", "CVE-2025-25292"),
    ("entity-id-parser-CVE-2025-23369", "saml/parser_traps", "CVE-2025-23369"),
    ("xxe", "saml/parser_traps", "fetches it"),
    ("billion-laughs", "saml/parser_traps", "billion laughs"),
    ("doctype", "saml/doctype", "DOCTYPE"),
    ("doctype-entity", "saml/doctype", "DOCTYPE"),
    ("comment-truncation", "saml/name_id_text", "CVE-2017-11427"),
    ("comment-in-attribute", "saml/name_id_text", "CVE-2017-11427"),
    ("pi-in-nameid", "saml/name_id_text", "CVE-2017-11427"),
    ("xpath-transform", "saml/signature_covers", "may be changed at will"),
    ("resigned-with-own-key", "saml/signature_key", ""),
    ("signature-on-status-element", "saml/signature_covers", "stands in the Status"),
    ("cdata-injection", "saml/signature_verifies", "changed after it was signed"),
];

/// Rows that are not named so, and why.
const OTHERWISE: &[(&str, &str)] = &[
    (
        "signedAssertionWithInvalidReferencedId.xml",
        "its reference names no element: nothing genuine stands beside the forged one",
    ),
    ("attackxee.xml", "it is no SAML message at all, and said to be none"),
];

struct Row {
    path: String,
    attack: String,
    params: Value,
}

fn rows(corpus: &Path) -> Vec<Row> {
    let manifest = fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let columns = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let attacks = columns.filter(|row| row[4].starts_with("saml-") || row[4] == "har" || row[4] == "xmldsig");
    attacks
        .filter_map(|row| {
            let attack = row[5].strip_prefix("attack:")?.to_owned();
            Some(Row {
                path: row[0].to_owned(),
                attack,
                params: serde_json::from_str(row[7]).unwrap_or_default(),
            })
        })
        .collect()
}

impl Row {
    fn report(&self, corpus: &Path) -> Option<Report> {
        let mut pastes = vec![Paste::capture("message", fs::read(corpus.join(&self.path)).ok()?)];
        for name in ["cert", "metadata"] {
            if let Some(file) = self.params[name].as_str() {
                pastes.push(Paste::support(file, fs::read(corpus.join(file)).ok()?));
            }
        }
        let instant = self.params["instant"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
        let clock = Clock::Given(instant.unwrap_or(DateTime::UNIX_EPOCH));
        Some(examine(pastes, &Expectations::new(Playbook::read("", &[]).unwrap()), clock).report)
    }

    /// Whether the report names the attack, and what it says.
    fn named(&self, report: &Report, check: &str, phrase: &str) -> Result<String, String> {
        let failed = report.checks.iter().filter(|shape| shape.verdict == State::Fail);
        let of_check = failed.clone().filter(|shape| shape.id == check);
        let says: Vec<&str> =
            of_check.flat_map(|shape| &shape.findings).map(|finding| finding.says.as_str()).collect();
        match says.iter().find(|says| says.contains(phrase)) {
            Some(says) => Ok((*says).to_owned()),
            None => Err(format!(
                "{check} says {says:?}; failed {:?}",
                failed.map(|shape| shape.id).collect::<Vec<_>>()
            )),
        }
    }
}

#[test]
fn attacks_are_named_by_their_kind() {
    let Some(corpus) = shared("corpus") else { return };
    let (mut named, mut excepted, mut unlisted, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for row in rows(&corpus) {
        let Some((_, check, phrase)) = NAMED.iter().find(|(attack, ..)| *attack == row.attack) else {
            unlisted.push(format!("{} ({})", row.attack, row.path));
            continue;
        };
        let Some(report) = row.report(&corpus) else { continue };
        let exception = OTHERWISE.iter().find(|(part, _)| row.path.ends_with(part));
        match (row.named(&report, check, phrase), exception) {
            (Ok(says), None) => {
                named += 1;
                println!("{:42} {}", row.attack, says.chars().take(140).collect::<String>());
            }
            (Err(_), Some((_, why))) => {
                excepted += 1;
                println!("{:42} excepted: {why}", row.attack);
            }
            (Ok(_), Some(_)) => wrong.push(format!("{}: it is named now, and still excepted", row.path)),
            (Err(why), None) => wrong.push(format!("{} ({}): {why}", row.path, row.attack)),
        }
    }
    println!(
        "{named} attacks named, {excepted} excepted; of kinds that are not SAML signatures': {unlisted:?}"
    );
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(named > 50, "{named}");
}
