//! Playbooks learned from real good sign-ins: they take the other good ones of the same pair and refuse the faulted ones,
//! for the right cause.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::integration::{
    CheckReport, Drawer, Fate, GivenCapture, Integrated, LearnError, Papers, RowOutcome, check_integration,
    differences, learn, rehearse,
};
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Paste};
use ssoscope_forge::samples;
use ssoscope_tests::{server_log, shared};

/// A real sign-in: what was captured, and what its application has of the provider.
struct Real {
    name: String,
    folder: PathBuf,
    facts: Value,
    config: Value,
}

impl Real {
    fn read(folder: &Path) -> Option<Real> {
        let json =
            |name: &str| -> Option<Value> { serde_json::from_slice(&fs::read(folder.join(name)).ok()?).ok() };
        let name = folder.file_name()?.to_string_lossy().into_owned();
        let config = json("sp-config.json").or_else(|| json("rp-config.json"))?;
        Some(Real { name, folder: folder.to_owned(), facts: json("facts.json")?, config })
    }

    /// Provider and application, by the end of the name: `ssp-nodesaml`.
    fn pair(&self) -> String {
        let parts: Vec<&str> = self.name.split('-').collect();
        parts[parts.len().saturating_sub(2)..].join("-")
    }

    fn capture(&self) -> GivenCapture {
        let logs = ["capture.har", "capture.devtools-full.har"];
        let log =
            logs.iter().find_map(|name| Some(Paste::capture(*name, fs::read(self.folder.join(name)).ok()?)));
        let server = server_log(&self.folder).map(|log| Paste::capture("server.har", log));
        GivenCapture { name: self.name.clone(), pastes: log.into_iter().chain(server).collect() }
    }

    /// What the application has of the provider, under the names that a playbook gives it.
    fn papers(&self) -> Vec<Paste> {
        let named = [
            ("idp.xml", ["idp-metadata-as-sp-has-it.xml", "idp-metadata.xml"]),
            ("jwks.json", ["jwks-as-rp-has-it.json", "jwks.json"]),
            ("discovery.json", ["discovery.json", "discovery.json"]),
        ];
        let found = named.iter().filter_map(|(name, lie)| {
            lie.iter().find_map(|lie| Some(Paste::support(*name, fs::read(self.folder.join(lie)).ok()?)))
        });
        found.collect()
    }

    fn keys(&self) -> Keys {
        let mut keys = Keys::default();
        for name in ["keys/sp-encryption.key", "keys/rp-decryption.jwk.json"] {
            if let Ok(key) = fs::read(self.folder.join(name)) {
                keys.add(name, key).unwrap();
            }
        }
        if let Some(secret) = self.config["client_secret"].as_str() {
            keys.add("client-secret.txt", secret.as_bytes().to_vec()).unwrap();
        }
        keys
    }

    /// When the application saw the answer, by its own clock.
    fn clock(&self) -> Clock {
        let time = |value: &Value| DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc());
        let offset = ["sp_clock_offset_seconds", "rp_clock_offset_seconds"];
        let offset = offset.iter().find_map(|key| self.config[*key].as_i64()).unwrap_or(0);
        let messages = self.facts["facts"]["messages"].as_array().cloned().unwrap_or_default();
        let tokens = self.facts["facts"]["tokens"].as_array().cloned().unwrap_or_default();
        let answers = messages.iter().filter(|message| message["kind"] == "SAMLResponse");
        let seen: Option<DateTime<Utc>> =
            answers.chain(&tokens).filter_map(|message| time(&message["t"])).max();
        let at = seen.or_else(|| time(&self.facts["captured"]["to"])).unwrap();
        Clock::Given(at + TimeDelta::seconds(offset))
    }

    fn check(&self, text: &str) -> CheckReport {
        let playbook =
            Playbook::read(text, &[]).unwrap_or_else(|error| panic!("{}: {error}\n{text}", self.name));
        let mut drawer = Drawer::default();
        self.papers().into_iter().for_each(|paper| drawer.put(paper.name, paper.bytes));
        check_integration(
            "learned.toml",
            &playbook,
            &drawer,
            vec![self.capture()],
            &self.keys(),
            self.clock(),
        )
        .unwrap_or_else(|faults| panic!("{}: {faults:?}", self.name))
    }
}

fn group(group: &str) -> Vec<Real> {
    ssoscope_tests::captures(group).iter().filter_map(|folder| Real::read(folder)).collect()
}

/// A playbook of each pair, learned from its plain sign-in alone.
fn learned() -> BTreeMap<String, String> {
    let bases = group("A").into_iter().chain(group("B")).filter(|real| real.name.starts_with("base-"));
    bases
        .filter_map(|real| {
            let draft = learn(vec![real.capture()], &real.papers(), &real.keys(), real.clock());
            match draft {
                Ok(draft) => Some((real.pair(), draft.text())),
                Err(error) => {
                    println!("NOT LEARNED {error}");
                    None
                }
            }
        })
        .collect()
}

/// Good sign-ins that a playbook learned from one plain sign-in does not take, and why.
const NOT_TAKEN: &[(&str, &str)] = &[
    (
        "attrs-450-groups-ssp-nodesaml",
        "the identity provider was set to send groups in place of what the plain one brings",
    ),
    (
        "authncontext-requested-ssp-shib",
        "the application asks for a password, gets something else, and does not check",
    ),
    ("firefox-samlp-onelogin", "the browser's export has no form bodies, and so no answer"),
    ("firefox-ssp-nodesaml", "the browser's export has no form bodies, and so no answer"),
];

#[test]
fn a_learned_playbook_takes_the_other_good_sign_ins_of_its_pair() {
    let books = learned();
    let (mut taken, mut wrong) = (0, Vec::new());
    for real in group("A").into_iter().chain(group("B")) {
        let Some(book) = books.get(&real.pair()) else { continue };
        let row = real.check(book).rows.pop().unwrap();
        let excused = NOT_TAKEN.iter().any(|(name, _)| *name == real.name);
        match (row.outcome == RowOutcome::AsWanted, excused) {
            (true, false) => taken += 1,
            (false, true) => {}
            (true, true) => wrong.push(format!("{} is taken by now", real.name)),
            (false, false) => {
                wrong.push(format!("{}: {:?} {:?} {}", real.name, row.outcome, row.causes, row.says))
            }
        }
    }
    println!("{taken} other good sign-ins are taken by the playbook of their pair");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(books.is_empty() || taken >= 70, "{taken}");
}

/// What is broken, and the cause that has to be told first; the kinds that one capture and a playbook can show.
const FAULTS: &[(&str, &str)] = &[
    ("acs-url-wrong", "wrong_endpoint"),
    ("audience-mismatch", "audience_mismatch"),
    ("client-secret-wrong", "secret_expired_or_wrong_method"),
    ("destination-mismatch", "wrong_endpoint"),
    ("encrypted-for-wrong-key", "encrypted_for_another_key"),
    ("idp-clock-ahead", "clock_skew"),
    ("idp-clock-behind", "clock_skew"),
    ("idp-metadata-expired", "expired_metadata"),
    ("jwks-key-not-found", "stale_jwks"),
    ("jwks-kid-reused", "stale_jwks"),
    ("nameid-source-missing", "name_id_mismatch"),
    ("nonce-missing", "wrong_nonce"),
    ("nothing-signed", "unsigned"),
    ("op-clock-ahead", "clock_skew"),
    ("op-clock-behind", "clock_skew"),
    ("rp-clock-behind", "clock_skew"),
    ("sp-clock-ahead", "clock_skew"),
    ("sp-clock-behind", "clock_skew"),
    ("status-nopassive", "idp_refused"),
];

/// Faulted sign-ins of those kinds in which the playbook's files don't hold what the application had.
const NOT_TOLD: &[(&str, &str)] =
    &[("oidc-pinned-key-old-panva-mozdjango", "the application had one key pinned in its own settings")];

#[test]
fn a_learned_playbook_refuses_the_faulted_sign_ins_for_the_right_cause() {
    let books = learned();
    let (mut told, mut wrong) = (0, Vec::new());
    for real in group("C") {
        let slug = real.facts["truth"]["slug"].as_str().unwrap_or_default();
        let causes: Vec<&str> =
            FAULTS.iter().filter(|(kind, _)| *kind == slug).map(|(_, cause)| *cause).collect();
        let excused = NOT_TOLD.iter().any(|(name, _)| *name == real.name);
        let Some(book) = books.get(&real.pair()).filter(|_| !causes.is_empty() && !excused) else { continue };
        let row = real.check(book).rows.pop().unwrap();
        match row.verdict == Outcome::Rejected
            && row.causes.first().is_some_and(|cause| causes.contains(cause))
        {
            true => told += 1,
            false => {
                wrong.push(format!("{}: {slug}: {:?} {:?} {}", real.name, row.verdict, row.causes, row.says))
            }
        }
    }
    println!("{told} faulted sign-ins are refused by the playbook of their pair, for the right cause");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(books.is_empty() || told >= 40, "{told}");
}

fn sample(name: &str, file: &str) -> Vec<u8> {
    fs::read(samples().join("playbooks").join(name).join(file)).unwrap()
}

fn made(file: &'static str) -> GivenCapture {
    let pastes = ["request.txt", file].map(|name| Paste::capture(name, sample("ledgerline", name)));
    GivenCapture { name: file.to_owned(), pastes: pastes.to_vec() }
}

fn at(text: &str) -> Clock {
    Clock::Given(text.parse().unwrap())
}

#[test]
fn a_bad_sign_in_teaches_nothing() {
    let support = [Paste::support("idp.xml", sample("ledgerline", "idp.xml"))];
    let refused =
        learn(vec![made("invalid-signature.txt")], &support, &Keys::default(), at("2026-05-12T08:15:32Z"));
    assert!(matches!(refused, Err(LearnError::NotGood { .. })), "{refused:?}");
    let nothing = GivenCapture { name: "x".to_owned(), pastes: vec![Paste::capture("x", "hello")] };
    let refused = learn(vec![nothing], &support, &Keys::default(), at("2026-05-12T08:15:32Z"));
    assert!(matches!(refused, Err(LearnError::NoAnswer(_))), "{refused:?}");
}

#[test]
fn two_integrations_are_not_learned_as_one() {
    let other = ["request.txt", "good.txt"].map(|name| Paste::capture(name, sample("rotawell", name)));
    let other = GivenCapture { name: "rotawell".to_owned(), pastes: other.to_vec() };
    let refused = learn(vec![made("good.txt"), other], &[], &Keys::default(), at("2026-05-12T08:15:32Z"));
    assert!(matches!(refused, Err(LearnError::Different { .. })), "{refused:?}");
}

#[test]
fn what_was_seen_once_is_a_suggestion_and_no_key_is_taken_from_the_message() {
    let draft =
        learn(vec![made("good.txt")], &[], &Keys::default(), at("2026-05-12T08:15:32Z")).unwrap().text();
    assert!(draft.contains("# signed = \"assertion\"  # seen in 1 of 1 sign-in"), "{draft}");
    assert!(!draft.contains("certificates ="), "{draft}");
    assert!(draft.contains("No key of the identity provider was given"), "{draft}");
    assert!(draft.contains("required = true  # it was there in the one sign-in that was given"), "{draft}");
    let twice =
        learn(vec![made("good.txt"), made("good.txt")], &[], &Keys::default(), at("2026-05-12T08:15:32Z"))
            .unwrap()
            .text();
    assert!(twice.contains("\nsigned = \"assertion\"  # seen in 2 of 2 sign-ins"), "{twice}");
    assert!(twice.contains("required = true  # it was always there"), "{twice}");
}

#[test]
fn what_one_of_the_sign_ins_lacks_is_not_required() {
    // This one is refused only where the attribute is asked for; to a playbook that is being learned it is as good as any.
    let both = vec![made("good.txt"), made("missing-attribute.txt")];
    let draft = learn(both, &[], &Keys::default(), at("2026-05-12T08:15:32Z")).unwrap().text();
    let email = draft.split("[[saml.attribute]]").find(|part| part.contains("name = \"email\"")).unwrap();
    assert!(email.contains("# seen in 1 of 2 sign-ins") && email.contains("required = false"), "{draft}");
}

#[test]
fn a_rollover_of_real_metadata_tells_who_breaks() {
    let Some(captures) = shared("captures") else { return };
    for name in ["saml-cert-rolled-ssp-shib", "saml-cert-rolled-samlp-shib"] {
        let folder = captures.join("C").join(name);
        let paper = |file: &str| Paste::support("idp.xml", fs::read(folder.join(file)).unwrap());
        let (old, new) = (paper("idp-metadata-as-sp-has-it.xml"), paper("idp-metadata.xml"));
        let (before, after) = (Papers::read(vec![old.clone()]), Papers::read(vec![new.clone()]));
        let with = |name: &str, paper: &Paste| Integrated {
            name: name.to_owned(),
            playbook: Playbook::read("[saml.idp]\nmetadata = \"idp.xml\"", &[]).unwrap(),
            papers: vec![paper.clone()],
        };
        let stranger = Integrated {
            papers: vec![Paste::support("idp.xml", sample("ledgerline", "idp.xml"))],
            ..with("a stranger", &old)
        };
        let all = [with("behind", &old), with("ready", &new), stranger];
        let rehearsal = rehearse(&before, &after, &all, None);
        let fates: Vec<(&str, Fate)> =
            rehearsal.integrations.iter().map(|one| (one.integration.as_str(), one.fate)).collect();
        assert_eq!(
            fates,
            [("behind", Fate::Breaks), ("ready", Fate::Works), ("a stranger", Fate::NotConcerned)],
            "{name}"
        );
        assert!(
            !rehearsal.overlap && rehearsal.goes.len() == 1 && rehearsal.comes.len() == 1,
            "{rehearsal:#?}"
        );
        assert!(differences(&before, &after).iter().any(|one| one.what == "IdP signing key"));
        assert!(differences(&before, &before).is_empty());
    }
}

#[test]
fn a_rollover_with_overlap_breaks_nobody_at_once() {
    let Some(captures) = shared("captures") else { return };
    let read =
        |path: &str| Papers::read(vec![Paste::support("idp.xml", fs::read(captures.join(path)).unwrap())]);
    let before = read("C/saml-cert-rolled-ssp-shib/idp-metadata-as-sp-has-it.xml");
    let both = read("A/rollover-two-certs-ssp-shib/idp-metadata.xml");
    let rehearsal = rehearse(&before, &both, &[], None);
    assert_eq!(rehearsal.overlap, !rehearsal.stays.is_empty());
}
