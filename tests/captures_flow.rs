//! Real network logs: who took part, which messages travelled in which order, and what ties them, from the log alone.

#![allow(clippy::unwrap_used)] // a test may stop

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ssoscope_core::flow::{FlowKind, PartyRole, TieKind, host};
use ssoscope_core::report::{FlowShape, Report, StepShape};
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::{captures, inside};

/// Logs that can't show what the facts hold, and why.
const EXCEPTED: &[(&str, &str)] = &[
    (
        "devtools-no-preserve-log-ssp-shib/capture.devtools-full.har",
        "the browser forgot what came before the last page",
    ),
    (
        "devtools-no-preserve-log-ssp-shib/capture.devtools-sanitized.har",
        "the browser forgot what came before the last page",
    ),
    (
        "firefox-samlp-onelogin/capture.firefox.har",
        "the browser left out what the provider's page sent to itself",
    ),
    (
        "saml-idp-login-state-lost-ssp-nodesaml/capture.har",
        "the provider started over and forgot the request: its answer names none, and it is one sign-in all the same",
    ),
    (
        "saml-acs-wrong-host-samlp-onelogin/capture.har",
        "the answer goes to a host that is not the one that asked: both are shown",
    ),
];

/// A log and what is true of it.
struct Log {
    name: String,
    facts: Value,
    report: Report,
}

fn logs() -> Vec<Log> {
    let folders = ["A", "B", "C"].into_iter().flat_map(captures);
    folders.flat_map(|folder| of_folder(&folder)).collect()
}

fn of_folder(folder: &Path) -> Vec<Log> {
    let facts: Value = serde_json::from_slice(&fs::read(folder.join("facts.json")).unwrap()).unwrap();
    let mut files = inside(folder);
    files.retain(|file| file.extension().is_some_and(|end| end == "har"));
    let log = |file: &PathBuf| {
        let name =
            format!("{}/{}", folder.file_name().unwrap().display(), file.file_name().unwrap().display());
        let paste = Paste::capture(name.clone(), fs::read(file).unwrap());
        let examined =
            examine(vec![paste], &Expectations::default(), Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH));
        Log { name, facts: facts.clone(), report: examined.report }
    };
    files.iter().map(log).collect()
}

/// A message on its way: what it is, and where it goes.
type Sent = (String, String);

impl Log {
    fn steps(&self) -> Vec<&StepShape> {
        let mut steps: Vec<&StepShape> = self.report.flows.iter().flat_map(|flow| &flow.steps).collect();
        steps.sort_by_key(|step| step.number);
        steps
    }

    /// The messages as they were seen to travel.
    fn seen(&self) -> Vec<Sent> {
        let told = |step: &&StepShape| {
            let name = step.carries.as_deref()?.split(':').next()?;
            let through_browser = [
                "AuthnRequest",
                "Response",
                "LogoutRequest",
                "LogoutResponse",
                "authorization request",
                "authorization response",
            ];
            through_browser.contains(&name).then(|| (name.to_owned(), step.url.clone().unwrap_or_default()))
        };
        self.steps().iter().filter_map(told).collect()
    }

    /// The messages as the lab saw them travel.
    fn true_messages(&self) -> Vec<Sent> {
        let facts = &self.facts["facts"];
        let Some(messages) = facts["messages"].as_array() else { return self.true_steps() };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        messages.iter().map(|message| (text(&message["message"]), text(&message["to"]))).collect()
    }

    fn true_steps(&self) -> Vec<Sent> {
        let steps = self.facts["facts"]["steps"].as_array().map_or(&[][..], Vec::as_slice);
        let named = |step: &Value| {
            let url = step["url"].as_str()?;
            let address = url.split('?').next()?.to_owned();
            let has = |name: &str| {
                url.contains(&format!("?{name}="))
                    || url.contains(&format!("&{name}="))
                    || step["request_fields"][name].is_string()
            };
            let asks = has("client_id") && (has("response_type") || has("request_uri") || has("request"));
            let answers = has("response")
                || has("id_token")
                || (has("code") || has("error")) && (has("state") || has("iss"));
            let name = match (asks, answers) {
                (true, _) => "authorization request",
                (_, true) => "authorization response",
                _ => return None,
            };
            Some((name.to_owned(), address))
        };
        steps.iter().filter(|step| step["from"] == "browser").filter_map(named).collect()
    }

    fn party(&self, role: PartyRole) -> BTreeSet<String> {
        self.report
            .parties
            .iter()
            .filter(|party| party.role == role)
            .flat_map(|party| party.hosts.clone())
            .collect()
    }

    fn sign_ins(&self) -> impl Iterator<Item = &FlowShape> {
        self.report.flows.iter().filter(|flow| flow.kind != FlowKind::SignOut)
    }

    /// What is not as the facts have it.
    fn differences(&self) -> Vec<String> {
        let (seen, truth) = (self.seen(), self.true_messages());
        let mut wrong = Vec::new();
        if seen != truth {
            wrong.push(format!("messages\n    seen  {seen:?}\n    truth {truth:?}"));
        }
        let to = |name: &[&str]| -> BTreeSet<String> {
            truth
                .iter()
                .filter(|(known, _)| name.contains(&known.as_str()))
                .filter_map(|(_, to)| host(to))
                .collect()
        };
        let providers = to(&["AuthnRequest", "authorization request"]);
        let applications = to(&["Response", "authorization response"]);
        for (role, truth) in
            [(PartyRole::IdentityProvider, providers), (PartyRole::Application, applications)]
        {
            let found = self.party(role);
            if !truth.is_subset(&found) || found.len() > truth.len().max(1) {
                wrong.push(format!("{role:?}: {found:?} found, {truth:?} true"));
            }
        }
        wrong.extend(self.ties());
        wrong
    }

    fn ties(&self) -> Option<String> {
        let messages = self.facts["facts"]["messages"].as_array()?;
        let ids: BTreeSet<&str> =
            messages.iter().filter_map(|message| message["fields"]["ID"].as_str()).collect();
        let truth: usize = messages
            .iter()
            .filter(|message| message["fields"]["InResponseTo"].as_str().is_some_and(|id| ids.contains(id)))
            .count();
        let ties = self.report.flows.iter().flat_map(|flow| &flow.ties);
        let found = ties.filter(|tie| tie.kind == TieKind::InResponseTo).count();
        let asked: BTreeSet<&str> = messages
            .iter()
            .filter(|message| message["message"] == "AuthnRequest")
            .filter_map(|message| message["fields"]["ID"].as_str())
            .collect();
        let unasked = messages
            .iter()
            .filter(|message| message["message"] == "Response" && message["fields"]["InResponseTo"].is_null())
            .count();
        let flows = self.sign_ins().count();
        let right = found == truth && flows == asked.len() + unasked;
        (!right).then(|| {
            format!("{found} of {truth} tied by InResponseTo, {flows} of {} sign-ins", asked.len() + unasked)
        })
    }
}

#[test]
fn a_log_alone_tells_parties_messages_order_and_ties() {
    let logs = logs();
    let mut wrong = Vec::new();
    let mut messages = 0;
    for log in &logs {
        let differences = log.differences();
        let excepted = EXCEPTED.iter().any(|(name, _)| *name == log.name);
        messages += log.seen().len();
        match (differences.is_empty(), excepted) {
            (true, false) | (false, true) => {}
            (true, true) => wrong.push(format!("{}: it is right now, and still excepted", log.name)),
            (false, false) => wrong.push(format!("{}:\n  {}", log.name, differences.join("\n  "))),
        }
    }
    println!("{} logs, {messages} messages, {} excepted", logs.len(), EXCEPTED.len());
    EXCEPTED.iter().for_each(|(name, why)| println!("Excepted: {name}: {why}"));
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
