//! Files that people pick, drop or name: read in pieces, and of a large one only what may tell is held.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use ssoscope_core::limits::Limits;
use ssoscope_core::{Paste, Role, Sieve, Watch};

use crate::given::GivenPaste;
use crate::held::Held;
use crate::refusal::Refusal;
use crate::waiting::Waiting;

/// What came of opening several files.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Opened {
    /// Those that were read.
    pub(crate) pastes: Vec<GivenPaste>,
    /// Why others were not.
    pub(crate) refused: Vec<Refusal>,
}

/// Opens files; one that can't be read does not keep the others out.
pub(crate) fn open<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    held: &Held,
    waiting: &Waiting,
) -> Opened {
    let mut opened = Opened::default();
    for path in paths {
        match paste(path.as_ref(), Role::Capture, &waiting.work(name(path.as_ref()))) {
            Ok(paste) => opened.pastes.push(held.paste(paste)),
            Err(refusal) => opened.refused.push(refusal),
        }
    }
    opened
}

/// Reads one file as a paste in this role.
pub(crate) fn paste(path: &Path, role: Role, watch: &dyn Watch) -> Result<Paste, Refusal> {
    let (file, size) = file(path)?;
    let read = Sieve::new(name(path), role).read(file, Some(size), watch);
    let paste = read.map_err(|why| unreadable(path, &why))?.ok_or_else(|| Refusal::Stopped(name(path)))?;
    let size = paste.kept.as_ref().filter(|kept| kept.items == 0).map(|kept| kept.size);
    size.map_or(Ok(paste), |size| Err(too_large(path, size)))
}

/// What people call a file: its name without the way to it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The bytes of a file that is held whole, within the limit.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let (file, size) = file(path)?;
    let limit = Limits::PASTE_BYTES as u64;
    let mut bytes = Vec::new();
    // a pipe or a growing file says nothing true of its length, so the reading itself is bounded
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|why| unreadable(path, &why))?;
    let read = bytes.len() as u64;
    if read > limit { Err(too_large(path, size.max(read))) } else { Ok(bytes) }
}

fn file(path: &Path) -> Result<(File, u64), Refusal> {
    let file = File::open(path).map_err(|why| unreadable(path, &why))?;
    let metadata = file.metadata().map_err(|why| unreadable(path, &why))?;
    if metadata.is_dir() { Err(Refusal::Folder(name(path))) } else { Ok((file, metadata.len())) }
}

fn unreadable(path: &Path, why: &std::io::Error) -> Refusal {
    Refusal::FileUnreadable { name: name(path), why: why.to_string() }
}

fn too_large(path: &Path, size: u64) -> Refusal {
    let limit = Limits::PASTE_BYTES as u64;
    Refusal::FileTooLarge { name: name(path), megabytes: size >> 20, limit: limit >> 20 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_file_keeps_no_other_out() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = [here.join("Cargo.toml"), here.join("absent"), here.join("src")];
        let opened = open(files, &Held::default(), &Waiting::default());
        assert_eq!(opened.pastes.iter().map(|paste| paste.name.as_str()).collect::<Vec<_>>(), ["Cargo.toml"]);
        let says: Vec<String> = opened.refused.iter().map(ToString::to_string).collect();
        assert!(says[0].starts_with("absent can't be read: "), "{}", says[0]);
        assert_eq!(says[1], "src is a folder; open or drop the files in it.");
    }
}
