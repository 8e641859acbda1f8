//! The files that were opened last, so that they can be opened again: their paths only, never what is in them.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::files;

/// How many are kept.
const KEPT: usize = 12;

/// The list, newest first, and the file that it is kept in.
#[derive(Default)]
pub(crate) struct Recent {
    file: Option<PathBuf>,
    paths: Mutex<Vec<PathBuf>>,
}

/// A line of the list; the page names a file by its place only.
#[derive(Debug, Serialize)]
pub(crate) struct RecentLine {
    name: String,
    folder: String,
}

impl Recent {
    /// Reads the list that is kept in a file; nothing is there yet on a first start.
    pub(crate) fn kept_in(file: Option<PathBuf>) -> Self {
        let text = file.as_deref().and_then(|file| std::fs::read(file).ok()).unwrap_or_default();
        let paths = serde_json::from_slice(&text).unwrap_or_default();
        Recent { file, paths: Mutex::new(paths) }
    }

    /// Puts files on top.
    pub(crate) fn note<P: AsRef<Path>>(&self, opened: &[P]) {
        self.change(|paths| {
            for path in opened.iter().rev().map(AsRef::as_ref).filter(|path| path.is_absolute()) {
                paths.retain(|known| known != path);
                paths.insert(0, path.to_owned());
            }
            paths.truncate(KEPT);
        });
    }

    /// Forgets all of them.
    pub(crate) fn forget(&self) {
        self.change(Vec::clear);
    }

    /// The lines, newest first.
    pub(crate) fn lines(&self) -> Vec<RecentLine> {
        let folder = |path: &Path| path.parent().map(|at| at.display().to_string()).unwrap_or_default();
        self.paths().iter().map(|path| RecentLine { name: files::name(path), folder: folder(path) }).collect()
    }

    /// The path in this place.
    pub(crate) fn path(&self, place: usize) -> Option<PathBuf> {
        self.paths().get(place).cloned()
    }

    fn change(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        let mut paths = self.paths();
        change(&mut paths);
        if let (Some(file), Ok(text)) = (&self.file, serde_json::to_vec(&*paths)) {
            // a list that can't be kept is only shorter the next time
            let _ = file.parent().map(std::fs::create_dir_all);
            let _ = std::fs::write(file, text);
        }
    }

    fn paths(&self) -> std::sync::MutexGuard<'_, Vec<PathBuf>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stands_first_and_once_and_all_can_be_forgotten() {
        let file = std::env::temp_dir().join(format!("ssoscope-{}-recent.json", std::process::id()));
        let recent = Recent::kept_in(Some(file.clone()));
        recent.note(&["/a/one.har"]);
        recent.note(&["/a/two.har"]);
        recent.note(&["/a/one.har", "relative.har"]);
        let again = Recent::kept_in(Some(file.clone()));
        let names: Vec<String> = again.lines().into_iter().map(|line| line.name).collect();
        assert_eq!(names, ["one.har", "two.har"]);
        again.forget();
        assert!(Recent::kept_in(Some(file.clone())).lines().is_empty());
        std::fs::remove_file(file).unwrap();
    }
}
