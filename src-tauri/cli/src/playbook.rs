//! Reads a playbook and the files that it names, which lie beside it.

use std::path::{Path, PathBuf};

use ssoscope_core::Paste;
use ssoscope_core::expect::{Fault, FileNamed, Playbook};
use ssoscope_core::integration::Drawer;

use crate::{CliError, files};

/// A playbook's file.
pub(crate) struct PlaybookFile {
    path: PathBuf,
    /// What it says, single values set over it.
    pub(crate) playbook: Playbook,
}

impl PlaybookFile {
    /// Reads it, with single values set over it.
    pub(crate) fn read(path: &Path, single: &[String]) -> Result<Self, CliError> {
        let text = text(path)?;
        let playbook = Playbook::read(&text, single).map_err(|error| faults(path, &error.faults))?;
        Ok(PlaybookFile { path: path.to_path_buf(), playbook })
    }

    /// Where a file lies that it names.
    pub(crate) fn beside(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }

    /// The files that it names as support, as pastes.
    pub(crate) fn support(&self) -> Result<Vec<Paste>, CliError> {
        let named = self.playbook.files();
        let files = named.iter().map(|named| {
            let bytes = self.bytes(named).map_err(|fault| faults(&self.path, &[fault]))?;
            let name = Path::new(&named.path).file_name().map(|name| name.to_string_lossy().into_owned());
            Ok(Paste::support(name.unwrap_or_else(|| named.path.clone()), bytes))
        });
        let inline = self.playbook.inline_certificates().map(|text| Ok(Paste::support("playbook", text)));
        files.chain(inline).collect()
    }

    /// Every file that it names, its cases' included; all that can't be read is told at once.
    pub(crate) fn drawer(&self) -> Result<Drawer, CliError> {
        let (mut drawer, mut unread) = (Drawer::default(), Vec::new());
        for named in self.playbook.files().into_iter().chain(self.playbook.case_files()) {
            match self.bytes(&named) {
                Ok(bytes) => drawer.put(named.path, bytes),
                Err(fault) => unread.push(fault),
            }
        }
        if unread.is_empty() { Ok(drawer) } else { Err(faults(&self.path, &unread)) }
    }

    fn bytes(&self, named: &FileNamed) -> Result<Vec<u8>, Fault> {
        files::bytes(&self.beside(&named.path)).map_err(|error| match error {
            CliError::File { why, .. } => ssoscope_core::integration::unread(&self.playbook, named, &why),
            other => ssoscope_core::integration::unread(&self.playbook, named, &other.to_string()),
        })
    }
}

/// A playbook's text.
pub(crate) fn text(path: &Path) -> Result<String, CliError> {
    String::from_utf8(files::bytes(path)?)
        .map_err(|_| CliError::File { path: path.display().to_string(), why: "it is not UTF-8".to_owned() })
}

/// Each fault in one line, with file, line and column.
pub(crate) fn faults(path: &Path, faults: &[Fault]) -> CliError {
    let lines = faults.iter().map(|fault| match fault.at {
        Some(_) => format!("{}:{fault}", path.display()),
        None => fault.to_string(),
    });
    CliError::Playbook(lines.collect::<Vec<_>>().join("\n"))
}
