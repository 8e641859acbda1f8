//! Every check and every cause has the name of its file, a full form, and keeps its name for good.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::collections::BTreeSet;

use ssoscope_core::{check, diagnose, peel};
use ssoscope_tests::{files, root};

fn core(path: &str) -> std::path::PathBuf {
    root().join("src-tauri/core/src").join(path)
}

#[test]
fn an_id_is_the_path_of_its_file() {
    for check in check::all() {
        assert!(core(&format!("check/{}.rs", check.id)).is_file(), "{}", check.id);
    }
    for cause in diagnose::all() {
        assert!(core(&format!("diagnose/{}.rs", cause.id)).is_file(), "{}", cause.id);
    }
    let files = files(&core("peel"), ".rs");
    for form in peel::FORMS {
        let named = |file: &std::path::PathBuf| file.file_stem().is_some_and(|stem| stem == form.name);
        assert!(files.iter().any(named), "{}", form.name);
    }
}

#[test]
fn a_form_says_everything() {
    for check in check::all() {
        let texts = [check.title, check.why, check.remedy_idp, check.remedy_sp];
        assert!(texts.iter().all(|text| text.len() > 15), "{}: a text is missing", check.id);
        assert!(!check.spec.is_empty(), "{}: no citation", check.id);
        assert!(!check.title.ends_with('.'), "{}: a title is no sentence", check.id);
    }
    let known: BTreeSet<&str> = check::all().map(|check| check.id).collect();
    for cause in diagnose::all() {
        assert!(cause.title.len() > 15 && cause.prevention.len() > 15, "{}: a text is missing", cause.id);
        let unknown: Vec<_> = cause.explains.iter().filter(|id| !known.contains(**id)).collect();
        assert!(unknown.is_empty(), "{} explains checks that are none: {unknown:?}", cause.id);
    }
}

#[test]
fn ids_are_unique_and_none_is_ever_lost() {
    let ids: Vec<&str> =
        check::all().map(|check| check.id).chain(diagnose::all().map(|cause| cause.id)).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len(), "an id stands twice");
    let path = root().join("tests/registry.snapshot");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let lost: Vec<&str> = before.lines().filter(|id| !known.contains(id)).collect();
    assert!(lost.is_empty(), "people have linked to these, and they are gone: {lost:?}");
    let all: BTreeSet<&str> = before.lines().chain(known.iter().copied()).collect();
    let after = all.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    if after != before && std::env::var_os("SSOSCOPE_UPDATE").is_some() {
        std::fs::write(&path, &after).unwrap();
    }
    let now = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        now, after,
        "new ids: run the tests once with SSOSCOPE_UPDATE=1 and commit tests/registry.snapshot"
    );
}
