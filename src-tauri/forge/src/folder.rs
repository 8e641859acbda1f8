//! The folder `samples/`: what is made in it, what differs from that, and what is left over from before.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::sample::Files;

/// The folders under `samples/` that hold nothing but what is made, as do the folders of `playbooks`; the others hold what
/// it is made from.
const MADE: [&str; 2] = ["saml", "oidc"];

/// `samples/` in this checkout.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// Writes the files and removes what is left over.
///
/// # Errors
/// A file that can't be written, read or removed.
pub fn write(root: &Path, files: &Files) -> io::Result<()> {
    for path in left_over(root, files)? {
        let path = root.join(path);
        fs::remove_file(&path)?;
        // A folder that still holds something stays.
        path.parent().map(fs::remove_dir);
    }
    for (path, bytes) in files {
        let path = root.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        if fs::read(&path).ok().as_deref() != Some(bytes) {
            fs::write(path, bytes)?;
        }
    }
    Ok(())
}

/// The paths that differ, are missing or are left over, sorted.
///
/// # Errors
/// A folder that can't be read.
pub fn differences(root: &Path, files: &Files) -> io::Result<Vec<String>> {
    let changed = files.iter().filter(|(path, bytes)| fs::read(root.join(path)).ok().as_ref() != Some(bytes));
    let mut paths: Vec<String> = changed.map(|(path, _)| path.clone()).collect();
    paths.extend(left_over(root, files)?);
    paths.sort();
    Ok(paths)
}

fn left_over(root: &Path, files: &Files) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for made in MADE {
        walk(root, made, &mut found)?;
    }
    for folder in fs::read_dir(root.join("playbooks")).into_iter().flatten().flatten() {
        if folder.file_type()?.is_dir() {
            walk(root, &format!("playbooks/{}", folder.file_name().to_string_lossy()), &mut found)?;
        }
    }
    found.retain(|path| !files.contains_key(path));
    Ok(found)
}

fn walk(root: &Path, below: &str, found: &mut Vec<String>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(below)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() { walk(root, &path, found)? } else { found.push(path) }
    }
    Ok(())
}
