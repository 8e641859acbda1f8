//! A place of its own for what the program keeps, so that no test finds what another one chose.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A directory that goes when this goes out of scope.
pub(crate) struct Home(PathBuf);

impl Home {
    /// Makes it.
    pub(crate) fn make() -> std::io::Result<Self> {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ssoscope-window-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Home(path))
    }

    /// Has a program keep here what it keeps.
    pub(crate) fn lend(&self, command: &mut Command) {
        for kept in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(kept, &self.0);
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
