//! Reads what the command line names, and nothing else, in pieces: of a large file only what may tell is held.

use std::fs::File;
use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use ssoscope_core::limits::Limits;
use ssoscope_core::{Paste, Role, Sieve, Unwatched};
use walkdir::{DirEntry, WalkDir};

use crate::CliError;
use crate::waiting::{self, Terminal};

/// A named file, or all files of a folder and its folders, in the order of their names.
pub(crate) fn pastes(path: &Path, role: Role) -> Result<Vec<Paste>, CliError> {
    if path.as_os_str() != "-" && path.is_dir() { folder(path, role) } else { Ok(vec![paste(path, role)?]) }
}

/// The name of each paste of a path, and where it lies.
pub(crate) fn named(path: &Path) -> Vec<(String, String)> {
    let lies = |name: &str| if path.is_dir() { path.join(name) } else { path.to_path_buf() };
    let own = |file: &Path| file.strip_prefix(path).unwrap_or(file).to_string_lossy().into_owned();
    let names: Vec<String> = match path.is_dir() {
        true => below(path, Limits::EXCERPTS).unwrap_or_default().iter().map(|file| own(file)).collect(),
        false => vec![path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()],
    };
    names.into_iter().map(|name| (name.clone(), lies(&name).display().to_string())).collect()
}

/// The files of a folder as pastes.
fn folder(path: &Path, role: Role) -> Result<Vec<Paste>, CliError> {
    let named = |file: &PathBuf| {
        let name = file.strip_prefix(path).unwrap_or(file).to_string_lossy().into_owned();
        of_file(file, name, role)
    };
    below(path, Limits::EXCERPTS)?.iter().map(named).collect()
}

/// The files of a folder and its folders, sorted; what is hidden is left aside, and links are not followed.
pub(crate) fn below(path: &Path, most: usize) -> Result<Vec<PathBuf>, CliError> {
    let shown =
        |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut files = Vec::new();
    for (seen, entry) in WalkDir::new(path).into_iter().filter_entry(shown).enumerate() {
        let entry = entry.map_err(|error| refused(path, &error.into()))?;
        if seen > most {
            let why = format!("it holds more than {most} files; name those of the sign-in");
            return Err(CliError::File { path: path.display().to_string(), why });
        }
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    files.sort();
    Ok(files)
}

/// A named file as a paste; `-` is the standard input.
pub(crate) fn paste(path: &Path, role: Role) -> Result<Paste, CliError> {
    if path.as_os_str() == "-" {
        return standard_input(role);
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    of_file(path, name, role)
}

/// What may tell of a sign-in in a file, however large it is.
fn of_file(path: &Path, name: String, role: Role) -> Result<Paste, CliError> {
    let (file, size) = open(path)?;
    let watch = Terminal::waiting_for(name.as_str());
    let read = Sieve::new(name, role).read(file, Some(size), &watch);
    read.map_err(|why| refused(path, &why))?.ok_or(CliError::Stopped)
}

/// The bytes of a file that is held whole.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let (file, _) = open(path)?;
    let mut bytes = Vec::new();
    let read = file.take(Limits::PASTE_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| refused(path, &error))
}

fn open(path: &Path) -> Result<(File, u64), CliError> {
    let file = File::open(path).map_err(|error| refused(path, &error))?;
    let metadata = file.metadata().map_err(|error| refused(path, &error))?;
    if metadata.is_dir() {
        let why = "it is a folder; name the files in it".to_owned();
        return Err(CliError::File { path: path.display().to_string(), why });
    }
    Ok((file, metadata.len()))
}

fn refused(path: &Path, why: &std::io::Error) -> CliError {
    CliError::File { path: path.display().to_string(), why: why.to_string() }
}

fn standard_input(role: Role) -> Result<Paste, CliError> {
    const NAME: &str = "standard input";
    let (sieve, input) = (Sieve::new(NAME, role), std::io::stdin());
    let read = if input.is_terminal() {
        eprintln!("ssoscope: reading the standard input; paste, then press Ctrl+D");
        waiting::while_typing(|| sieve.read(input.lock(), None, &Unwatched))
    } else {
        sieve.read(input.lock(), None, &Terminal::waiting_for(NAME))
    };
    read.map_err(|why| refused(Path::new("the standard input"), &why))?.ok_or(CliError::Stopped)
}
