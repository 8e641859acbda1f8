//! Real OpenID Connect sign-ins: the good ones are accepted without a single error, and where the fault of a bad one stands
//! in a token or an answer, the check that speaks of it fails.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use ssoscope_core::check::Severity;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::report::{Outcome, State};
use ssoscope_core::{Clock, Expectations, Paste, Report, examine};
use ssoscope_tests::{files, server_log, shared};

/// Good sign-ins that are not accepted yet, and why.
const NOT_YET: &[(&str, &str)] = &[];

/// What was broken, by the name that the captures give it, and the check that has to fail on the token, its answer or the
/// network log.
const SHOWN: &[(&str, &str)] = &[
    ("access-token-expired", "oidc/error_response"),
    ("auth-time-too-old", "oidc/auth_time"),
    ("basic-auth-encoding", "oidc/error_response"),
    ("claim-missing", "oidc/application_error"),
    ("client-id-unknown", "oidc/client_id"),
    ("client-secret-wrong", "oidc/error_response"),
    ("code-expired", "oidc/error_response"),
    ("consent-required", "oidc/error_response"),
    ("cookie-samesite-lost", "oidc/application_error"),
    ("discovery-not-found", "oidc/discovery_url"),
    ("encryption-unexpected", "oidc/encrypted"),
    ("id-token-alg-mismatch", "oidc/alg"),
    ("idp-login-state-lost", "oidc/error_page"),
    ("issuer-mismatch", "oidc/discovery_issuer"),
    ("jwks-key-not-found", "oidc/kid"),
    ("jwks-kid-reused", "oidc/signature"),
    ("login-required", "oidc/error_response"),
    ("nonce-missing", "oidc/nonce"),
    ("op-clock-ahead", "oidc/iat"),
    ("op-clock-behind", "oidc/exp"),
    ("pkce-challenge-lost", "oidc/error_response"),
    ("post-logout-uri-mismatch", "oidc/post_logout_redirect_uri"),
    ("redirect-uri-http-behind-proxy", "oidc/redirect_uri"),
    ("redirect-uri-mismatch", "oidc/redirect_uri"),
    ("rp-clock-behind", "oidc/iat"),
    ("scope-not-allowed", "oidc/error_response"),
    ("scope-openid-missing", "oidc/scope_openid"),
    ("state-cookie-lost", "oidc/application_error"),
    ("state-missing", "oidc/state"),
    ("user-not-provisioned", "oidc/application_error"),
];

/// Cases of those whose fault stands elsewhere.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "oidc-pinned-key-old-panva-mozdjango",
        "the pinned key has no name, so that the signature fails instead of kid",
    ),
    (
        "oidc-maxage-authtime-missing-llng-openidclient",
        "with max_age=0 the person's sign-in is four seconds too old, which the tolerance for clocks covers",
    ),
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
        let facts = json(&folder.join("facts.json"))?;
        let config = json(&folder.join("rp-config.json"))?;
        let name = folder.file_name()?.to_string_lossy().into_owned();
        Some(Capture { name, folder: folder.to_owned(), facts, config })
    }

    /// What the application was configured with, and the nonce of the request that it sent.
    fn expectations(&self) -> Expectations {
        let mut single = Vec::new();
        let mut say = |key: &str, value: &Value| match value {
            Value::String(text) => single.push(format!("{key}={text}")),
            Value::Number(number) => single.push(format!("{key}={number}")),
            _ => {}
        };
        let issuer = &self.config["library_options"]["staticServer"]["issuer"];
        say("oidc.op.issuer", if issuer.is_string() { issuer } else { &self.config["issuer"] });
        say("oidc.rp.client_id", &self.config["client_id"]);
        let registered = json(&self.folder.join("op-client-registration.json")).unwrap_or_default();
        let uri = &registered["redirect_uris"][0];
        say("oidc.rp.redirect_uri", if uri.is_string() { uri } else { &self.config["redirect_uri"] });
        say("oidc.rp.max_age", &self.config["library_options"]["maxAge"]);
        let alg = &self.config["expected_id_token_alg"];
        say("oidc.rp.id_token_alg", &if alg.is_string() { alg.clone() } else { Value::from("RS256") });
        if self.truth() == "encryption-unexpected" {
            say("oidc.rp.id_token_encrypted", &Value::from("false"));
        }
        let mut keys = Keys::default();
        let secret = self.config["client_secret"].as_str().unwrap_or_default();
        keys.add("client-secret.txt", secret.as_bytes().to_vec()).unwrap();
        if let Some(key) = self.file("keys/rp-decryption.jwk.json") {
            keys.add("rp-decryption.jwk.json", key).unwrap();
        }
        Expectations::new(Playbook::read("", &single).unwrap()).with_keys(keys)
    }

    fn truth(&self) -> &str {
        self.facts["truth"]["slug"].as_str().unwrap_or_default()
    }

    fn file(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// What the application holds of the provider.
    fn support(&self) -> Vec<Paste> {
        let pinned = self.config["library_options"]["signKey"].as_str();
        let keys = match (pinned, self.file("jwks-as-rp-has-it.json"), self.file("jwks.json")) {
            (Some(pem), ..) => Some(Paste::support("pinned.pem", pem)),
            (None, Some(copy), _) => Some(Paste::support("jwks-as-rp-has-it.json", copy)),
            (None, None, present) => present.map(|present| Paste::support("jwks.json", present)),
        };
        let discovery = self.file("discovery.json").map(|text| Paste::support("discovery.json", text));
        keys.into_iter().chain(discovery).collect()
    }

    /// The request that the application sent.
    fn request(&self) -> Option<Paste> {
        let asked = self.facts["facts"]["authorization_request"].as_object()?;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let encoded = |value: &Value| {
            percent_encoding::utf8_percent_encode(&text(value), percent_encoding::NON_ALPHANUMERIC)
                .to_string()
        };
        let pairs: Vec<String> =
            asked.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        Some(Paste::capture("request", format!("https://op.example/authorize?{}", pairs.join("&"))))
    }

    /// The tokens, each with its kind and the time at which it was seen.
    fn tokens(&self) -> Vec<(Vec<u8>, String, DateTime<Utc>)> {
        let listed = self.facts["facts"]["tokens"].as_array().cloned().unwrap_or_default();
        let of = |token: &Value| {
            let text = self.file(token["file"].as_str()?)?;
            Some((text, token["kind"].as_str()?.to_owned(), time(&token["t"])?))
        };
        listed.iter().filter_map(of).collect()
    }

    /// The instant by the application's own clock.
    fn by_its_clock(&self, at: DateTime<Utc>) -> Clock {
        Clock::Given(at + TimeDelta::seconds(self.config["rp_clock_offset_seconds"].as_i64().unwrap_or(0)))
    }

    fn judge(&self, mut pastes: Vec<Paste>, clock: Clock) -> Report {
        pastes.extend(self.support());
        examine(pastes, &self.expectations(), clock).report
    }
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|time| time.to_utc())
}

fn captures(group: &str) -> Vec<Capture> {
    let Some(folder) = shared("captures") else { return Vec::new() };
    let facts = files(&folder.join(group), "facts.json");
    facts
        .iter()
        .filter_map(|facts| Capture::read(facts.parent()?))
        .filter(|capture| capture.facts["protocol"] == "oidc")
        .collect()
}

/// The errors that a report finds.
fn errors(report: &Report) -> Vec<String> {
    let failed = report
        .checks
        .iter()
        .filter(|check| check.verdict == State::Fail && check.severity == Severity::Error);
    failed
        .map(|check| format!("{}: {}", check.id, check.findings.first().map_or("", |finding| &finding.says)))
        .collect()
}

/// What keeps a report from accepting.
fn objections(report: &Report) -> Vec<String> {
    let needs = report.needs.iter().filter(|need| need.decides).map(|need| format!("needs {}", need.what));
    let said: Vec<String> = errors(report).into_iter().chain(needs).collect();
    if said.is_empty() { vec![report.headline.clone()] } else { said }
}

/// The ID tokens of a good sign-in, alone and in the answer that brought them, with the request.
fn accepted(capture: &Capture) -> Result<usize, Vec<String>> {
    let mut judged = Vec::new();
    let ids =
        capture.tokens().into_iter().filter(|(_, kind, _)| kind == "id_token" || kind == "logout_token");
    let request = if capture.name.starts_with("prompt-none") { None } else { capture.request() };
    for (text, _, at) in ids {
        let alone = Paste::capture("token", text);
        judged.push(
            capture.judge(
                [Some(alone), request.clone()].into_iter().flatten().collect(),
                capture.by_its_clock(at),
            ),
        );
    }
    let last = capture.tokens().last().map(|(.., at)| *at);
    if let (Some(answer), Some(at)) = (capture.file("token-response.json"), last) {
        let answer = Paste::capture("token-response.json", answer);
        judged.push(
            capture.judge([Some(answer), request].into_iter().flatten().collect(), capture.by_its_clock(at)),
        );
    }
    let refused = judged.iter().filter(|report| report.verdict != Outcome::Accepted);
    let objections: Vec<String> = refused.flat_map(objections).collect();
    if objections.is_empty() && !judged.is_empty() { Ok(judged.len()) } else { Err(objections) }
}

#[test]
fn good_sign_ins_are_accepted() {
    let (mut wrong, mut tried, mut sound) = (Vec::new(), 0, 0);
    for capture in captures("B") {
        tried += 1;
        let excepted = NOT_YET.iter().any(|(name, _)| *name == capture.name);
        match (accepted(&capture), excepted) {
            (Ok(_), false) => sound += 1,
            (Ok(_), true) => wrong.push(format!("{} is accepted; take it off the list", capture.name)),
            (Err(objections), false) => wrong.push(format!("{}: {objections:#?}", capture.name)),
            (Err(objections), true) => {
                assert!(
                    objections.iter().all(|said| said.starts_with("needs ")),
                    "{}: {objections:#?}",
                    capture.name
                );
            }
        }
    }
    eprintln!("good OpenID Connect sign-ins: {tried} tried, {sound} accepted, {} excepted", NOT_YET.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_network_log_of_a_good_sign_in_holds_no_error() {
    let mut wrong = Vec::new();
    let mut tried = 0;
    for capture in captures("B") {
        let Some(log) = capture.file("capture.har") else { continue };
        tried += 1;
        let seen = time(&capture.facts["captured"]["to"]).unwrap();
        let report = capture.judge(vec![Paste::capture("capture.har", log)], Clock::CaptureOr(seen));
        let errors = errors(&report);
        if !errors.is_empty() {
            wrong.push(format!("{}: {errors:#?}", capture.name));
        }
    }
    eprintln!("network logs of good sign-ins: {tried} tried");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The logs of the browser and of the server, the answer of the token endpoint, and what the provider has registered.
fn faulted(capture: &Capture) -> Report {
    let names = ["capture.har", "capture.devtools-full.har", "token-response.json"];
    let mut pastes: Vec<Paste> =
        names.iter().filter_map(|name| Some(Paste::capture(*name, capture.file(name)?))).collect();
    pastes.extend(server_log(&capture.folder).map(|log| Paste::capture("server.har", log)));
    let registered = capture.file("op-client-registration.json");
    pastes.extend(registered.map(|text| Paste::support("registration.json", text)));
    if capture.file("token-response.json").is_none() {
        pastes.extend(capture.tokens().into_iter().map(|(text, ..)| Paste::capture("token", text)));
    }
    let seen =
        capture.tokens().last().map(|(.., at)| *at).or(time(&capture.facts["captured"]["to"])).unwrap();
    capture.judge(pastes, capture.by_its_clock(seen))
}

#[test]
fn the_fault_of_a_bad_sign_in_is_seen_where_it_stands() {
    let (mut wrong, mut shown, mut others) = (Vec::new(), 0, Vec::new());
    for capture in captures("C") {
        let report = faulted(&capture);
        let errors = errors(&report);
        let Some((_, check)) = SHOWN.iter().find(|(slug, _)| *slug == capture.truth()) else {
            others.push(format!("{} ({}): {errors:?}", capture.name, capture.truth()));
            continue;
        };
        let seen = errors.iter().any(|error| error.starts_with(&format!("{check}:")));
        let excepted = ELSEWHERE.iter().any(|(name, _)| *name == capture.name);
        shown += usize::from(seen);
        if seen == excepted {
            wrong.push(format!("{} ({}, {check}): {errors:#?}", capture.name, capture.truth()));
        }
    }
    eprintln!(
        "faulted OpenID Connect sign-ins: {shown} seen by the check in question, {} excepted",
        ELSEWHERE.len()
    );
    eprintln!("faults that stand in no token and no answer: {others:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
