//! A stage imports only from its left, and the tree keeps its manners.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::path::Path;

use ssoscope_tests::{files, root};

/// The modules of the core from left to right; those on one line may import one another.
const STAGES: &[&[&str]] = &[
    &[
        "artefact",
        "byte_block",
        "byte_set",
        "span",
        "limits",
        "instant",
        "exchange",
        "kept",
        "place",
        "watch",
        "case",
        "expect",
        "knowledge",
    ],
    &["peel"],
    &["decode"],
    &["flow"],
    &["check"],
    &["diagnose"],
    &["report"],
    &["integration"],
    &["lib"],
];

/// What each crate may depend on among our own.
const CRATES: &[(&str, &[&str])] = &[
    ("crypto", &[]),
    ("xml", &["ssoscope-crypto"]),
    ("jose", &["ssoscope-crypto"]),
    ("core", &["ssoscope-crypto", "ssoscope-xml", "ssoscope-jose"]),
    ("strict", &["ssoscope-core"]),
    ("cli", &["ssoscope-core", "ssoscope-strict"]),
    ("desktop", &["ssoscope-core"]),
];

/// Names that say nothing.
const VAGUE: &[&str] = &["util", "utils", "helper", "helpers", "common", "manager", "misc", "service"];

#[test]
fn a_stage_imports_only_from_its_left() {
    let source = root().join("src-tauri/core/src");
    let mut wrong = Vec::new();
    for file in files(&source, ".rs") {
        let inside = file.strip_prefix(&source).unwrap();
        let own =
            stage(inside.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs"));
        for imported in imports(&std::fs::read_to_string(&file).unwrap()) {
            if stage(&imported) > own {
                wrong.push(format!("{} imports {imported}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn stage(module: &str) -> usize {
    STAGES
        .iter()
        .position(|stage| stage.contains(&module))
        .unwrap_or_else(|| panic!("{module} is in no stage"))
}

/// The modules of the core that a file names with `crate::`.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let named = code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let word = |rest: String| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
    };
    named.map(word).filter(|name| STAGES.iter().any(|stage| stage.contains(&name.as_str()))).collect()
}

#[test]
fn a_crate_depends_only_on_those_to_its_left() {
    for (name, allowed) in CRATES {
        let manifest = root().join("src-tauri").join(name).join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).unwrap();
        let normal = text.split("[dev-dependencies]").next().unwrap();
        for line in normal.lines().filter(|line| line.starts_with("ssoscope-")) {
            let dependency = line.split(['.', ' ', '=']).next().unwrap();
            assert!(allowed.contains(&dependency), "{name} depends on {dependency}");
        }
    }
}

#[test]
fn the_core_reads_no_clock_no_file_and_no_network() {
    for file in files(&root().join("src-tauri/core/src"), ".rs") {
        let text = std::fs::read_to_string(&file).unwrap();
        let product = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for forbidden in
            ["Utc::now", "SystemTime", "Instant::now", "std::fs", "std::net", "std::env", "println!", "tauri"]
        {
            assert!(!product.contains(forbidden), "{} mentions {forbidden}", file.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for file in ["src-tauri", "tests"].iter().flat_map(|folder| files(&root().join(folder), ".rs")) {
        if file.components().any(|part| part.as_os_str() == "gen" || part.as_os_str() == "target") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let stem = file.file_stem().unwrap().to_str().unwrap();
        if text.lines().count() > 400 {
            wrong.push(format!("{} has {} lines", shown(&file), text.lines().count()));
        }
        if !text.lines().take(3).any(|line| line.starts_with("//!")) {
            wrong.push(format!("{} does not say what it is", shown(&file)));
        }
        if VAGUE.contains(&stem) {
            wrong.push(format!("{} has a name that says nothing", shown(&file)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}
