//! Files that people pick, drop or name: read whole, within the limit.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::Serialize;
use ssoscope_core::Role;
use ssoscope_core::limits::Limits;

use crate::given::GivenPaste;
use crate::held::Held;
use crate::refusal::Refusal;

/// What came of opening several files.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Opened {
    /// Those that were read.
    pub(crate) pastes: Vec<GivenPaste>,
    /// Why others were not.
    pub(crate) refused: Vec<Refusal>,
}

/// Opens files; one that can't be read does not keep the others out.
pub(crate) fn open<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>, held: &Held) -> Opened {
    let mut opened = Opened::default();
    for path in paths {
        match paste(path.as_ref(), Role::Capture, held) {
            Ok(paste) => opened.pastes.push(paste),
            Err(refusal) => opened.refused.push(refusal),
        }
    }
    opened
}

/// Reads one file as a paste in this role.
pub(crate) fn paste(path: &Path, role: Role, held: &Held) -> Result<GivenPaste, Refusal> {
    let bytes = read(path)?;
    Ok(held.paste(name(path), role, bytes))
}

/// What people call a file: its name without the way to it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The bytes of a file, within the limit.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |why: std::io::Error| Refusal::FileUnreadable { name: name(path), why: why.to_string() };
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(Refusal::Folder(name(path)));
    }
    let limit = Limits::PASTE_BYTES as u64;
    let mut bytes = Vec::new();
    // a pipe or a growing file says nothing true of its length, so the reading itself is bounded
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        let size = metadata.len().max(bytes.len() as u64);
        return Err(Refusal::FileTooLarge { name: name(path), megabytes: size >> 20, limit: limit >> 20 });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_file_keeps_no_other_out() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let opened = open([here.join("Cargo.toml"), here.join("absent"), here.join("src")], &Held::default());
        assert_eq!(opened.pastes.iter().map(|paste| paste.name.as_str()).collect::<Vec<_>>(), ["Cargo.toml"]);
        let says: Vec<String> = opened.refused.iter().map(ToString::to_string).collect();
        assert!(says[0].starts_with("absent can't be read: "), "{}", says[0]);
        assert_eq!(says[1], "src is a folder; open or drop the files in it.");
    }
}
