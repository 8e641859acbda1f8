//! Reads what the command line names, and nothing else; a file that is far too large is refused before it is read.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use ssoscope_core::limits::Limits;
use ssoscope_core::{Paste, Role};

use crate::CliError;

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
        Ok(Paste { name, bytes: bytes(file)?, role })
    };
    below(path, Limits::EXCERPTS)?.iter().map(named).collect()
}

/// The files of a folder and its folders, sorted; what is hidden is left aside, and links are not followed.
pub(crate) fn below(path: &Path, most: usize) -> Result<Vec<PathBuf>, CliError> {
    let refused = |why: String| CliError::File { path: path.display().to_string(), why };
    let (mut files, mut waiting) = (Vec::new(), vec![path.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| refused(error.to_string()))?.flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !hidden => waiting.push(entry.path()),
                Ok(kind) if kind.is_file() && !hidden => files.push(entry.path()),
                _ => {}
            }
            if files.len() + waiting.len() > most {
                return Err(refused(format!("it holds more than {most} files; name those of the sign-in")));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A named file as a paste; `-` is the standard input.
pub(crate) fn paste(path: &Path, role: Role) -> Result<Paste, CliError> {
    if path.as_os_str() == "-" {
        return standard_input().map(|bytes| Paste { name: "standard input".to_owned(), bytes, role });
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Paste { name, bytes: bytes(path)?, role })
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, CliError> {
    let refused = |why: String| CliError::File { path: path.display().to_string(), why };
    let file = std::fs::File::open(path).map_err(|error| refused(error.to_string()))?;
    let size = file.metadata().map_err(|error| refused(error.to_string()))?;
    if size.is_dir() {
        return Err(refused("it is a folder; name the files in it".to_owned()));
    }
    read_at_most(file, Limits::PASTE_BYTES + 1).map_err(|error| refused(error.to_string()))
}

fn standard_input() -> Result<Vec<u8>, CliError> {
    if std::io::stdin().is_terminal() {
        eprintln!("ssoscope: reading the standard input; paste, then press Ctrl+D");
    }
    read_at_most(std::io::stdin().lock(), Limits::PASTE_BYTES + 1)
        .map_err(|error| CliError::File { path: "the standard input".to_owned(), why: error.to_string() })
}

fn read_at_most(from: impl Read, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
