//! The report's JSON Schema is the one that is checked in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use ssoscope_core::Report;
use ssoscope_tests::root;

#[test]
fn the_schema_is_current() {
    let schema = schemars::schema_for!(Report);
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = root().join("src-tauri/core/report.schema.json");
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
