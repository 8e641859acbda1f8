//! Names the commands that the page may be allowed, and embeds the samples.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Naming our commands turns "allowed everywhere" into "refused unless a capability allows it".
const COMMANDS: &[&str] = &[
    "accept_values",
    "check_playbook",
    "close_window",
    "differing_values",
    "examine",
    "explain",
    "forget_recent",
    "hold_secret",
    "initial_files",
    "layer_bytes",
    "learn_playbook",
    "open_files",
    "open_keys",
    "open_playbook",
    "open_recent",
    "painted",
    "playbook_case",
    "print",
    "recent",
    "rendered",
    "sample",
    "samples",
    "save_case",
    "save_picture",
    "save_playbook",
    "save_text",
    "stop",
    "trace",
    "ui_ready",
    "unlock",
    "unsaved",
    "watch_close",
    "watch_drops",
    "watch_progress",
    "zoom",
];

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    embed_samples()
}

/// The folders under `samples/` that hold samples, not what they are made from.
const SAMPLES: [&str; 2] = ["saml", "oidc"];

/// Writes a table of every file of every sample: its path under `samples/`, and its bytes.
fn embed_samples() -> Result<(), Box<dyn Error>> {
    let samples = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("../../samples");
    println!("cargo::rerun-if-changed={}", samples.display());
    let mut files = Vec::new();
    for group in SAMPLES.map(|group| samples.join(group)).iter().filter(|group| group.is_dir()) {
        collect(group, &mut files)?;
    }
    files.sort();
    let mut table = String::from("&[\n");
    for file in files {
        let inside = file.strip_prefix(&samples)?.display().to_string().replace('\\', "/");
        writeln!(table, "    ({inside:?}, include_bytes!({:?})),", file.canonicalize()?)?;
    }
    table.push(']');
    Ok(std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("samples.rs"), table)?)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
