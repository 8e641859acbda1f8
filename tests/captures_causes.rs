//! The causes of real, faulted sign-ins: what is named first is what was broken, wherever one message and its context can
//! show it.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::Outcome;
use ssoscope_core::{Clock, Examined, Expectations, Paste, examine};
use ssoscope_tests::server_log;
use ssoscope_tests::truth::BY_MESSAGE;

/// Faulted sign-ins of a kind that is named, whose own message and context can't show it, and why.
const NOT_SHOWN: &[(&str, &str)] = &[
    (
        "saml-nameid-format-unsupported-llng-nodesaml",
        "the answer is what was asked for; that names everybody alike",
    ),
    (
        "saml-nameid-format-unsupported-pyidp-nodesaml",
        "the identity provider shows a page and sends no answer",
    ),
];

/// Causes in sign-ins that the application let in, and why they are right all the same.
const LET_IN: &[(&str, &str, &str)] = &[
    ("alg-sha1-accepted-samlp-onelogin", "weak_algorithm", "a warning: the application takes SHA-1"),
    (
        "authncontext-requested-ssp-shib",
        "authn_context_mismatch",
        "the application asks for Password and does not check",
    ),
    (
        "sign-response-only-ssp-shib",
        "not_signed_as_wanted",
        "the wish is written down and the application does not check",
    ),
];

/// A faulted sign-in, and what is true of it.
struct Capture {
    name: String,
    folder: PathBuf,
    facts: Value,
}

impl Capture {
    fn read(folder: &Path) -> Option<Capture> {
        let facts = json(&folder.join("facts.json"))?;
        Some(Capture {
            name: folder.file_name()?.to_string_lossy().into_owned(),
            folder: folder.to_owned(),
            facts,
        })
    }

    fn truth(&self, key: &str) -> &str {
        self.facts["truth"][key].as_str().unwrap_or_default()
    }

    fn support(&self, names: &[&str]) -> Option<Paste> {
        names.iter().find_map(|name| Some(Paste::support(*name, fs::read(self.folder.join(name)).ok()?)))
    }

    /// The messages as one would paste them, each with the time at which a third clock saw it.
    fn saml(&self) -> Option<Examined> {
        let config = json(&self.folder.join("sp-config.json"))?;
        let messages = self.facts["facts"]["messages"].as_array()?;
        let answers = || {
            messages.iter().filter(|message| message["kind"] == "SAMLResponse" && message["raw"].is_string())
        };
        let last = time(&answers().next_back()?["t"])?;
        let requests =
            messages.iter().filter(|message| message["kind"] == "SAMLRequest" && message["raw"].is_string());
        let mut pastes: Vec<Paste> =
            answers().chain(requests).filter_map(|message| self.pasted(message)).collect();
        pastes.extend(self.support(&["sp-metadata.xml"]));
        pastes.extend(self.support(&["idp-metadata-as-sp-has-it.xml", "idp-metadata.xml"]));
        let mut keys = Keys::default();
        if let Ok(key) = fs::read(self.folder.join("keys/sp-encryption.key")) {
            keys.add("sp-encryption.key", key).unwrap();
        }
        let clock = last + TimeDelta::seconds(config["sp_clock_offset_seconds"].as_i64().unwrap_or(0));
        let expect = Expectations::new(playbook_of_sp(&config)).with_keys(keys);
        Some(examine(pastes, &expect, Clock::Given(clock)))
    }

    fn pasted(&self, message: &Value) -> Option<Paste> {
        let raw = fs::read_to_string(self.folder.join(message["raw"].as_str()?)).ok()?;
        let name = message["kind"].as_str()?;
        let body = if raw.contains("SAML") { raw } else { format!("{name}={}", raw.replace('+', "%2B")) };
        Some(Paste::capture(name, format!("Date: {}\n\n{body}\n", http_date(&message["t"])?)))
    }

    /// The browser's log and the server's, as a proxy at either would keep them; what the application was configured
    /// with, and what the provider has registered.
    fn oidc(&self) -> Option<Examined> {
        let config = json(&self.folder.join("rp-config.json"))?;
        let logs = ["capture.har", "capture.devtools-full.har"];
        let log =
            logs.iter().find_map(|name| Some(Paste::capture(*name, fs::read(self.folder.join(name)).ok()?)));
        let mut pastes: Vec<Paste> = log
            .into_iter()
            .chain(server_log(&self.folder).map(|log| Paste::capture("server.har", log)))
            .collect();
        match config["library_options"]["signKey"].as_str() {
            Some(pinned) => pastes.push(Paste::support("pinned.pem", pinned)),
            None => pastes.extend(self.support(&["jwks-as-rp-has-it.json", "jwks.json"])),
        }
        pastes.extend(self.support(&["discovery.json"]));
        pastes.extend(self.support(&["op-client-registration.json"]));
        let tokens = self.facts["facts"]["tokens"].as_array().map_or(&[][..], Vec::as_slice);
        let seen = tokens
            .iter()
            .filter_map(|token| time(&token["t"]))
            .next_back()
            .or_else(|| time(&self.facts["captured"]["to"]))?;
        let offset = config["rp_clock_offset_seconds"].as_i64().unwrap_or(0);
        let key = self.folder.join("keys/rp-decryption.jwk.json");
        let mut keys = Keys::default();
        if let Ok(key) = fs::read(&key) {
            keys.add("rp-decryption.jwk.json", key).ok();
        }
        if let Some(secret) = config["client_secret"].as_str() {
            keys.add("client-secret.txt", secret.as_bytes().to_vec()).unwrap();
        }
        let expect = Expectations::new(playbook_of_rp(&config, key.exists())).with_keys(keys);
        Some(examine(pastes, &expect, Clock::Given(seen + TimeDelta::seconds(offset))))
    }

    fn examined(&self) -> Option<Examined> {
        if self.facts["protocol"] == "saml" { self.saml() } else { self.oidc() }
    }
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc())
}

/// As a Date header writes it (RFC 9110, section 5.6.7).
fn http_date(value: &Value) -> Option<String> {
    Some(time(value)?.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
}

/// `key = value` in TOML, for a text; nothing for an absent one.
fn line(key: &str, value: &Value) -> String {
    value.as_str().map_or(String::new(), |text| format!("{key} = {text:?}\n"))
}

fn playbook_of_sp(config: &Value) -> Playbook {
    let flag = |key: &str| config[key].as_bool() == Some(true);
    let signed = match (flag("want_response_signed"), flag("want_assertions_signed")) {
        (true, true) => "both",
        (true, false) => "response",
        (false, true) => "assertion",
        (false, false) => "either",
    };
    let certificates: Vec<&str> =
        config["idp_certs_pem"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut text = format!("[saml.idp]\ncertificates = {certificates:?}\n");
    text += &line("entity_id", &config["idp_entity_id"]);
    text += &format!("[saml.sp]\nsigned = \"{signed}\"\nencrypted = {}\n", flag("want_encrypted"));
    text += &line("entity_id", &config["entity_id"]);
    text += &line("acs", &config["acs_url"]);
    for name in config["required_attributes"].as_array().into_iter().flatten() {
        text += &format!("[[saml.attribute]]\nrequired = true\n{}", line("name", name));
    }
    Playbook::read(&text, &[]).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

fn playbook_of_rp(config: &Value, encrypted: bool) -> Playbook {
    let of_settings = &config["library_options"]["staticServer"]["issuer"];
    let issuer = if of_settings.is_string() { of_settings } else { &config["issuer"] };
    let mut text = format!("[oidc.op]\n{}", line("issuer", issuer));
    text += &format!("[oidc.rp]\nid_token_encrypted = {encrypted}\n");
    text += &line("client_id", &config["client_id"]);
    text += &line("redirect_uri", &config["redirect_uri"]);
    text += &format!("id_token_alg = {:?}\n", config["expected_id_token_alg"].as_str().unwrap_or("RS256"));
    Playbook::read(&text, &[]).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

fn captures(group: &str) -> Vec<Capture> {
    ssoscope_tests::captures(group).iter().filter_map(|folder| Capture::read(folder)).collect()
}

fn owner(examined: &Examined) -> String {
    let first = examined.report.causes.first().map(|cause| serde_json::to_value(cause.owner).unwrap());
    first.and_then(|owner| owner.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What came of the captures, kind by kind.
#[derive(Default)]
struct Tally {
    right: usize,
    owners: usize,
    wrong: Vec<String>,
    elsewhere: BTreeSet<String>,
}

impl Tally {
    fn add(&mut self, capture: &Capture, causes: &[&str], owner_agrees: bool) {
        let slug = capture.truth("slug");
        let not_shown = NOT_SHOWN.iter().any(|(name, _)| *name == capture.name);
        let named: Vec<&str> =
            BY_MESSAGE.iter().filter(|(named, _)| *named == slug).map(|(_, cause)| *cause).collect();
        let Some(cause) = named.first() else {
            self.elsewhere.insert(slug.to_owned());
            return;
        };
        match (causes.first().is_some_and(|first| named.contains(first)), not_shown) {
            (true, false) => {
                self.right += 1;
                self.owners += usize::from(owner_agrees);
            }
            (false, true) => {}
            (true, true) => self.wrong.push(format!("{}: it is named now, and still excepted", capture.name)),
            (false, false) => {
                self.wrong.push(format!("{}: {cause} expected, {causes:?} named", capture.name))
            }
        }
    }
}

#[test]
fn what_was_broken_is_named_first() {
    let mut tally = Tally::default();
    for capture in captures("C") {
        let examined = capture.examined();
        let causes: Vec<&str> =
            examined.iter().flat_map(|seen| &seen.report.causes).map(|cause| cause.id).collect();
        let owner = examined.as_ref().map(owner).unwrap_or_default();
        let (slug, fixer) = (capture.truth("slug"), capture.truth("fixer"));
        println!("{:60} {slug:28} {fixer:10} | {owner:10} {causes:?}", capture.name);
        let refused = examined.as_ref().is_some_and(|seen| seen.report.verdict == Outcome::Rejected);
        if capture.facts["protocol"] == "oidc" && capture.facts["outcome"] == "failure" && !refused {
            tally.wrong.push(format!("{}: it failed, and is not rejected", capture.name));
        }
        tally.add(&capture, &causes, owner == fixer);
    }
    println!("\n{} named rightly, {} of them with the right owner", tally.right, tally.owners);
    println!("Need the traffic around the message: {:?}", tally.elsewhere);
    NOT_SHOWN.iter().for_each(|(name, why)| println!("Not shown: {name}: {why}"));
    assert!(tally.wrong.is_empty(), "\n{}", tally.wrong.join("\n"));
    assert_eq!(tally.owners, tally.right, "another owner than the truth has");
}

#[test]
fn a_good_sign_in_has_no_cause() {
    let (mut seen, mut wrong) = (0, Vec::new());
    for capture in captures("A").into_iter().chain(captures("B")) {
        let Some(examined) = capture.examined() else { continue };
        seen += 1;
        // Whether encrypted tokens are opened and accepted, captures_oidc.rs holds.
        let sealed = capture.folder.join("keys/rp-decryption.jwk.json").exists();
        if capture.facts["protocol"] == "oidc" && !sealed && examined.report.verdict != Outcome::Accepted {
            wrong.push(format!(
                "{}: {:?}: {}",
                capture.name, examined.report.verdict, examined.report.headline
            ));
        }
        let excepted = |id: &str| LET_IN.iter().any(|(name, cause, _)| *name == capture.name && *cause == id);
        let causes = examined.report.causes.iter().filter(|cause| !excepted(cause.id));
        wrong.extend(causes.map(|cause| format!("{}: {} ({})", capture.name, cause.id, cause.happened)));
    }
    println!("{seen} good sign-ins without a cause, but for {} that were let in carelessly", LET_IN.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
