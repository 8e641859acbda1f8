//! Where things lie in the checkout.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The web side of the window.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The directory that cargo puts this profile's programs in: the one that this program lies in.
pub(crate) fn programs() -> Result<PathBuf, String> {
    let this =
        std::env::current_exe().map_err(|error| format!("cannot tell where xtask itself lies: {error}"))?;
    Ok(this.parent().unwrap_or(&this).to_path_buf())
}

/// When a file, or the newest file in a directory, was last changed; absent where there is none.
pub(crate) fn changed(path: &Path) -> Option<SystemTime> {
    let metadata = std::fs::metadata(path).ok()?;
    if !metadata.is_dir() {
        return metadata.modified().ok();
    }
    std::fs::read_dir(path).ok()?.flatten().filter_map(|entry| changed(&entry.path())).max()
}

/// Whether a made thing is absent or older than one of its sources.
pub(crate) fn stale(made: &Path, sources: &[PathBuf]) -> bool {
    let made = changed(made);
    made.is_none() || sources.iter().any(|source| changed(source) > made)
}
