//! The JSON Schemas are those that are checked in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use ssoscope_core::Report;
use ssoscope_core::integration::CheckReport;
use ssoscope_tests::root;

#[test]
fn the_schema_is_current() {
    current(
        "src-tauri/core/report.schema.json",
        serde_json::to_value(schemars::schema_for!(Report)).unwrap(),
    );
}

#[test]
fn the_schema_of_a_check_is_current() {
    current(
        "src-tauri/core/check.schema.json",
        serde_json::to_value(schemars::schema_for!(CheckReport)).unwrap(),
    );
}

#[test]
fn the_schema_of_a_playbook_is_current() {
    current("src-tauri/core/playbook.schema.json", ssoscope_core::expect::schema());
}

fn current(path: &str, schema: serde_json::Value) {
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = root().join(path);
    if std::env::var_os("SSOSCOPE_UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        generated == checked_in,
        "run the tests once with SSOSCOPE_UPDATE=1 and commit {}",
        path.display()
    );
}
