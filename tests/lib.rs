//! Laws across the whole: what the tests share, which is where things lie.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A folder of real sign-ins or of other projects' vectors, which is not part of the checkout: in `SSOSCOPE_SHARED`,
/// else in `shared` beside the checkout. Where it is absent, says so loudly.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("SSOSCOPE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: there is no folder {folder} in {}; nothing of it was tested", shared.display());
    None
}

/// The files below a folder whose names end in `ending`, sorted.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
