//! Coverage: every failure that the catalogue of sign-in failures knows is told by a check or a cause, or stands here with the
//! reason why a capture can't show it.
//!
//! The table is `tests/coverage/table.md`; it is made from the entries here and from the registry's own titles, by running this
//! test with `SSOSCOPE_UPDATE=1`.

// What should not happen stops the test; clippy allows that in test functions only, and not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

mod oidc;
mod saml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use ssoscope_core::{check, diagnose};
use ssoscope_tests::{root, shared};

/// A failure by its name in the catalogue, and what becomes of it here.
struct Entry {
    slug: &'static str,
    told: Told,
}

/// What becomes of a failure.
enum Told {
    /// These checks and causes tell it.
    By(&'static [&'static str]),
    /// No capture shows it, and why.
    Not(&'static str),
}

const fn by(slug: &'static str, ids: &'static [&'static str]) -> Entry {
    Entry { slug, told: Told::By(ids) }
}

const fn not(slug: &'static str, why: &'static str) -> Entry {
    Entry { slug, told: Told::Not(why) }
}

fn all() -> impl Iterator<Item = &'static Entry> {
    saml::ENTRIES.iter().chain(oidc::ENTRIES)
}

/// The title of each check and cause.
fn titles() -> BTreeMap<&'static str, &'static str> {
    let checks = check::all().map(|check| (check.id, check.title));
    checks.chain(diagnose::all().map(|cause| (cause.id, cause.title))).collect()
}

fn table() -> String {
    let titles = titles();
    let count = |wanted: fn(&Told) -> bool| all().filter(|entry| wanted(&entry.told)).count();
    let mut out = format!(
        "# What is told of each known failure\n\n\
         Made by `SSOSCOPE_UPDATE=1 cargo test -p ssoscope-tests --test coverage` from the entries beside it.\n\n\
         {} failures: {} are told by a check or a cause, {} can't be seen in a capture.\n\n\
         | failure | what tells it |\n|---|---|\n",
        all().count(),
        count(|told| matches!(told, Told::By(_))),
        count(|told| matches!(told, Told::Not(_))),
    );
    for entry in all() {
        let said = match &entry.told {
            Told::By(ids) => {
                let named = ids.iter().map(|id| format!("`{id}` {}", titles.get(id).unwrap_or(&"?")));
                named.collect::<Vec<_>>().join("; ")
            }
            Told::Not(why) => format!("*not shown:* {why}"),
        };
        let _ = writeln!(out, "| {} | {said} |", entry.slug);
    }
    out
}

#[test]
fn every_named_check_and_cause_exists() {
    let titles = titles();
    let unknown: Vec<String> = all()
        .filter_map(|entry| match &entry.told {
            Told::By(ids) => Some((entry.slug, ids)),
            _ => None,
        })
        .flat_map(|(slug, ids)| ids.iter().map(move |id| (slug, *id)))
        .filter(|(_, id)| !titles.contains_key(id))
        .map(|(slug, id)| format!("{slug}: there is no {id}"))
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn every_failure_stands_once_and_says_something() {
    let mut seen = BTreeSet::new();
    for entry in all() {
        assert!(seen.insert(entry.slug), "{} stands twice", entry.slug);
        match &entry.told {
            Told::By(ids) => assert!(!ids.is_empty(), "{}", entry.slug),
            Told::Not(text) => assert!(text.len() > 20, "{}: say why", entry.slug),
        }
    }
}

#[test]
fn every_failure_of_the_catalogue_is_here() {
    let Some(folder) = shared("knowledge") else { return };
    let text = std::fs::read_to_string(folder.join("catalogue.json")).unwrap();
    let catalogue: serde_json::Value = serde_json::from_str(&text).unwrap();
    let of = |protocol: &str| catalogue[protocol].as_array().cloned().unwrap_or_default();
    let wanted: BTreeSet<String> = ["saml", "oidc"]
        .into_iter()
        .flat_map(of)
        .filter_map(|entry| entry["slug"].as_str().map(str::to_owned))
        .collect();
    let here: BTreeSet<String> = all().map(|entry| entry.slug.to_owned()).collect();
    let missing: Vec<_> = wanted.difference(&here).collect();
    let made_up: Vec<_> = here.difference(&wanted).collect();
    assert!(missing.is_empty() && made_up.is_empty(), "missing {missing:?}\nunknown {made_up:?}");
}

#[test]
fn the_table_is_as_it_is_made() {
    let path = root().join("tests/coverage/table.md");
    let made = table();
    if std::env::var_os("SSOSCOPE_UPDATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "run the tests once with SSOSCOPE_UPDATE=1 and commit tests/coverage/table.md");
}
