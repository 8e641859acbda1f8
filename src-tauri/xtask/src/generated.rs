//! Files that are made by programs and checked in: the report's types and schema, and the samples.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::process::cargo;
use crate::workspace;

/// What is generated, from the checkout's root.
const PLACES: &[&str] = &["ui/src/core/report.ts", "src-tauri/core/report.schema.json", "samples"];

/// Makes the samples anew.
pub(crate) fn samples() -> Result<(), String> {
    cargo(&["run", "--quiet", "--package", "ssoscope-forge"]).run("samples")
}

/// Makes the report's TypeScript types and JSON Schema anew; tests of the core write both.
pub(crate) fn types() -> Result<(), String> {
    cargo(&["test", "--quiet", "--package", "ssoscope-core", "--lib", "export"]).run("types")
}

/// The generated files as they are at one moment.
pub(crate) struct Snapshot(BTreeMap<PathBuf, Vec<u8>>);

impl Snapshot {
    /// As they are now.
    pub(crate) fn take() -> Self {
        let mut files = BTreeMap::new();
        PLACES.iter().for_each(|place| collect(&workspace::root().join(place), &mut files));
        Snapshot(files)
    }

    /// Fails where making them anew changed, added or removed one: what is checked in was out of date.
    pub(crate) fn unchanged(&self) -> Result<(), String> {
        let changed = self.differences(&Snapshot::take());
        if changed.is_empty() {
            return Ok(());
        }
        Err(format!(
            "generated files were out of date; they are fresh now, commit them: {}",
            changed.join(", ")
        ))
    }

    fn differences(&self, other: &Snapshot) -> Vec<String> {
        let mut paths: Vec<&PathBuf> = self.0.keys().chain(other.0.keys()).collect();
        paths.sort();
        paths.dedup();
        paths.retain(|path| self.0.get(*path) != other.0.get(*path));
        let root = workspace::root();
        paths.iter().map(|path| path.strip_prefix(&root).unwrap_or(path).display().to_string()).collect()
    }
}

fn collect(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        entries.flatten().for_each(|entry| collect(&entry.path(), files));
    } else if let Ok(bytes) = std::fs::read(path) {
        files.insert(path.to_path_buf(), bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        Snapshot(files.iter().map(|(path, text)| (path.into(), text.as_bytes().to_vec())).collect())
    }

    #[test]
    fn changes_additions_and_removals_are_named() {
        let before = snapshot(&[("same", "1"), ("changed", "1"), ("removed", "1")]);
        let after = snapshot(&[("same", "1"), ("changed", "2"), ("added", "1")]);
        assert_eq!(before.differences(&after), ["added", "changed", "removed"]);
        assert!(before.differences(&before).is_empty());
    }
}
