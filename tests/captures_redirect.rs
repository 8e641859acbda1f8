//! Real signatures of the redirect binding: each query as it was sent verifies with the certificate that the facts name, and
//! no longer once a letter of it is another.

#![allow(clippy::unwrap_used)] // a test may stop

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ssoscope_core::report::State;
use ssoscope_core::{Clock, Expectations, Paste, examine};
use ssoscope_tests::{files, shared};

/// A signed query, and the metadata of both sides.
struct Signed {
    name: String,
    url: String,
    support: Vec<Paste>,
}

fn all() -> Vec<Signed> {
    let Some(captures) = shared("captures") else { return Vec::new() };
    files(&captures, "facts.json").iter().filter_map(|facts| facts.parent()).flat_map(of_folder).collect()
}

fn of_folder(folder: &Path) -> Vec<Signed> {
    let read = |file: &str| fs::read(folder.join(file)).ok();
    let facts: Value = serde_json::from_slice(&read("facts.json").unwrap()).unwrap();
    let messages = facts["facts"]["messages"].as_array().cloned().unwrap_or_default();
    let urls = urls(folder);
    let signed = messages.iter().filter(|message| {
        message["redirect_signature"]["valid_with"].as_array().is_some_and(|with| !with.is_empty())
    });
    let support = || {
        let paste = |file: &str| Some(Paste::support(file, read(file)?));
        ["idp-metadata.xml", "sp-metadata.xml"].into_iter().filter_map(paste).collect()
    };
    let of = |message: &Value| {
        let raw = fs::read_to_string(folder.join(message["raw"].as_str()?)).ok()?;
        let url = urls.iter().find(|url| url.contains(raw.trim()) && url.contains("Signature="))?;
        let name = format!("{} {}", folder.file_name()?.display(), message["n"]);
        Some(Signed { name, url: url.clone(), support: support() })
    };
    signed.filter_map(of).collect()
}

/// The URLs that the browser asked for, as its logs have them.
fn urls(folder: &Path) -> Vec<String> {
    let logs: Vec<PathBuf> = files(folder, ".har");
    let log = |file: &PathBuf| serde_json::from_slice::<Value>(&fs::read(file).ok()?).ok();
    let entries = logs
        .iter()
        .filter_map(log)
        .flat_map(|log| log["log"]["entries"].as_array().cloned().unwrap_or_default());
    entries.filter_map(|entry| entry["request"]["url"].as_str().map(str::to_owned)).collect()
}

fn verdict(signed: &Signed, url: &str) -> State {
    let mut pastes = signed.support.clone();
    pastes.push(Paste::capture("url.txt", url));
    let clock = Clock::CaptureOr(chrono::DateTime::UNIX_EPOCH);
    let report = examine(pastes, &Expectations::default(), clock).report;
    report.checks.iter().find(|check| check.id == "saml/redirect_signature").unwrap().verdict
}

/// The query with another letter in its message.
fn changed(url: &str) -> String {
    let at = url.find("SAMLRe").and_then(|at| Some(at + url[at..].find('=')? + 20)).unwrap();
    let other = if url.as_bytes()[at] == b'A' { "B" } else { "A" };
    format!("{}{other}{}", &url[..at], &url[at + 1..])
}

#[test]
fn each_query_verifies_as_it_was_sent_and_not_otherwise() {
    let (all, mut wrong) = (all(), Vec::new());
    for signed in &all {
        let (sent, other) = (verdict(signed, &signed.url), verdict(signed, &changed(&signed.url)));
        if (sent, other) != (State::Pass, State::Fail) {
            wrong.push(format!("{}: {sent:?} as it was sent, {other:?} with another letter", signed.name));
        }
    }
    println!("{} signed redirects", all.len());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), all.len(), wrong.join("\n"));
    assert!(all.is_empty() || all.len() >= 70, "only {} were found", all.len());
}
