//! Files that people pick, drop or name: read in pieces, and of a large one only what may tell is held.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use ssoscope_core::expect::Playbook;
use ssoscope_core::limits::Limits;
use ssoscope_core::{Paste, Role, Sieve, Unwatched, Watch};
use walkdir::{DirEntry, WalkDir};

use crate::case_file;
use crate::given::{Given, GivenPaste};
use crate::held::Held;
use crate::playbooks::OpenedBook;
use crate::refusal::Refusal;
use crate::waiting::Waiting;

/// What came of opening several files.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Opened {
    /// Those that were read.
    pub(crate) pastes: Vec<GivenPaste>,
    /// Why others were not.
    pub(crate) refused: Vec<Refusal>,
    /// A case that was saved before, where one is among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<Given>,
    /// A playbook, where one is among them; the files that it names are among the pastes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) playbook: Option<OpenedBook>,
}

/// How many files of a folder are opened at once.
const FOLDER_FILES: usize = 64;
/// How deep folders in folders are looked into.
const FOLDER_DEPTH: usize = 4;

/// Opens files, and those in folders; one that can't be read does not keep the others out.
pub(crate) fn open<P: AsRef<Path>>(
    paths: impl IntoIterator<Item = P>,
    held: &Held,
    waiting: &Waiting,
) -> Opened {
    let mut opened = Opened::default();
    for path in paths {
        let path = path.as_ref();
        let files = if path.is_dir() { in_folder(path) } else { Ok(vec![path.to_owned()]) };
        match files {
            Ok(files) => files.iter().for_each(|file| opened.take(file, held, waiting)),
            Err(refusal) => opened.refused.push(refusal),
        }
    }
    opened
}

impl Opened {
    fn take(&mut self, file: &Path, held: &Held, waiting: &Waiting) {
        let outcome = if case_file::is_case(file) {
            case_file::open(file, held).map(|case| self.case = Some(case))
        } else if is_playbook(file) {
            playbook(file, &mut self.pastes, held).map(|book| self.playbook = Some(book))
        } else {
            let read = paste(file, Role::Capture, &waiting.work(name(file)));
            read.map(|paste| self.pastes.push(held.paste(paste)))
        };
        self.refused.extend(outcome.err());
    }
}

/// The files in a folder and in the folders in it, by name; hidden ones are left aside, and links are not followed.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let shown =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).max_depth(FOLDER_DEPTH + 1).into_iter().filter_entry(shown) {
        let entry = entry.map_err(|why| unreadable(folder, &why.into()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
        if files.len() > FOLDER_FILES {
            return Err(Refusal::FolderTooFull { name: name(folder), limit: FOLDER_FILES });
        }
    }
    files.sort();
    if files.is_empty() { Err(Refusal::Folder(name(folder))) } else { Ok(files) }
}

/// Whether a file is a playbook: by its name, and by what is in it.
fn is_playbook(file: &Path) -> bool {
    let toml = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    toml && read(file).is_ok_and(|bytes| Playbook::read(&String::from_utf8_lossy(&bytes), &[]).is_ok())
}

/// A playbook; the files that it names, from where it lies, join the pastes as support.
pub(crate) fn playbook(
    file: &Path,
    pastes: &mut Vec<GivenPaste>,
    held: &Held,
) -> Result<OpenedBook, Refusal> {
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let beside = file.parent().unwrap_or(Path::new(""));
    for named in Playbook::read(&text, &[])?.files() {
        pastes.push(held.paste(paste(&beside.join(named.path), Role::Support, &Unwatched)?));
    }
    Ok(OpenedBook::at(file, text, held))
}

/// A playbook that may be broken, with as many of the files that it names as can be had.
pub(crate) fn open_playbook(file: &Path, held: &Held) -> Result<Opened, Refusal> {
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let beside = file.parent().unwrap_or(Path::new(""));
    let named = Playbook::read(&text, &[]).map(|playbook| playbook.files()).unwrap_or_default();
    let papers =
        named.iter().filter_map(|named| paste(&beside.join(&named.path), Role::Support, &Unwatched).ok());
    let pastes = papers.map(|paper| held.paste(paper)).collect();
    let playbook = Some(OpenedBook::at(file, text, held));
    Ok(Opened { pastes, playbook, ..Opened::default() })
}

/// Writes a text where the person said: beside the place first, then moved there, so that a crash leaves the old one whole.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Refusal> {
    let unwritable = |why: std::io::Error| Refusal::FileUnwritable { name: name(path), why: why.to_string() };
    let beside = path.with_file_name(format!("{}.part", name(path)));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    };
    write().map_err(unwritable)
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
    if size > limit {
        return Err(too_large(path, size));
    }
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
        let opened =
            open([here.join("Cargo.toml"), here.join("absent")], &Held::default(), &Waiting::default());
        assert_eq!(names(&opened), ["Cargo.toml"]);
        let says: Vec<String> = opened.refused.iter().map(ToString::to_string).collect();
        assert!(says[0].starts_with("absent can't be read: "), "{}", says[0]);
    }

    fn names(opened: &Opened) -> Vec<&str> {
        opened.pastes.iter().map(|paste| paste.name.as_str()).collect()
    }

    #[test]
    fn a_folder_is_opened_with_all_that_is_in_it() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let opened = open([samples.join("saml/log-clock")], &Held::default(), &Waiting::default());
        assert_eq!(names(&opened), ["capture.har", "case.toml", "idp.xml", "report.txt"]);
        let opened = open([samples.join("saml/good-with-playbook")], &Held::default(), &Waiting::default());
        assert!(opened.playbook.is_some_and(|book| book.text.contains("[saml.sp]")));
        let refused = open([samples.join("saml")], &Held::default(), &Waiting::default()).refused;
        assert!(refused[0].to_string().starts_with("saml holds more than 64 files"), "{}", refused[0]);
    }
}
