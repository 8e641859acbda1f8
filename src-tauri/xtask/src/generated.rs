//! Files that programs make and that are checked in: the samples, and the report's types and schema.

use std::fs::File;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::process::cargo;
use crate::workspace;

/// Makes the samples anew.
pub(crate) fn samples() -> Result<(), String> {
    cargo(&["run", "--quiet", "--package", "ssoscope-forge"]).run("samples")
}

/// Writes the manual as pages; they are not checked in.
pub(crate) fn manual() -> Result<(), String> {
    let folder = workspace::root().join("target/manual");
    let folder = folder.to_string_lossy();
    cargo(&["run", "--quiet", "--package", "ssoscope-core", "--example", "manual", "--", &folder])
        .run("manual")
}

/// Puts faults into good sign-ins, prints what is named for them, and keeps the table in `tests/`.
pub(crate) fn bench_causes() -> Result<(), String> {
    cargo(&["run", "--quiet", "--package", "ssoscope-forge", "--", "bench-causes"]).run("bench of causes")
}

/// Makes the report's TypeScript types and its JSON Schema anew; tests write both.
pub(crate) fn types() -> Result<(), String> {
    cargo(&["test", "--quiet", "--package", "ssoscope-core", "--lib", "export_bindings"]).run("types")?;
    let schema = cargo(&["test", "--quiet", "--package", "ssoscope-tests", "--test", "schema"]);
    schema.env("SSOSCOPE_UPDATE", "1").run("schema")
}

/// The report's TypeScript types before the tests write them anew. Tests of their own look after the other files.
pub(crate) struct Types {
    text: Option<Vec<u8>>,
    changed: Option<SystemTime>,
}

impl Types {
    /// As they are now.
    pub(crate) fn now() -> Self {
        Types { text: std::fs::read(path()).ok(), changed: workspace::changed(&path()) }
    }

    /// Fails where they differ now: what is checked in was out of date.
    pub(crate) fn unchanged(&self) -> Result<(), String> {
        if std::fs::read(path()).ok() != self.text {
            return Err("ui/src/core/report.ts was out of date; it is fresh now, commit it".to_owned());
        }
        self.keep_time()
    }

    /// Gives them their time back, or else the pages would be built again for nothing.
    fn keep_time(&self) -> Result<(), String> {
        let Some(changed) = self.changed else { return Ok(()) };
        let file = File::options().append(true).open(path()).and_then(|file| file.set_modified(changed));
        file.map_err(|error| format!("{}: {error}", path().display()))
    }
}

fn path() -> PathBuf {
    workspace::ui().join("src/core/report.ts")
}
