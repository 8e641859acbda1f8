//! Reads what the command line names, and nothing else; a file that is far too large is refused before it is read.

use std::io::{IsTerminal, Read};
use std::path::Path;

use ssoscope_core::limits::Limits;
use ssoscope_core::{Paste, Role};

use crate::CliError;

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
