//! A sample's folder as it is read back: the case that is examined, and what should be said about it.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::{Clock, Examined, Expectations, Paste, examine};

/// What `case.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The situation in one line.
    pub title: String,
    /// Who saw what.
    pub story: String,
    /// The instant that is judged at.
    pub at: DateTime<Utc>,
    /// The files that are pasted.
    pub capture: Vec<String>,
    /// The files that are vouched for.
    pub with: Vec<String>,
    /// The private keys and client secrets that are lent.
    #[serde(default)]
    pub keys: Vec<String>,
    /// The playbook's file.
    pub playbook: Option<String>,
    /// Whether a strict relying party is asked along.
    #[serde(default)]
    pub second_opinion: bool,
    /// `accepted`, `rejected` or `undetermined`.
    pub verdict: String,
    /// The first cause, or `none`.
    pub cause: String,
    /// Every check of severity error that fails.
    pub fails: Vec<String>,
    /// Warnings and notes that are among those that fail.
    #[serde(default)]
    pub warns: Vec<String>,
    /// Single expectations.
    #[serde(default)]
    pub expect: BTreeMap<String, String>,
}

/// A sample's folder.
pub struct Case {
    /// What `case.toml` says.
    pub file: CaseFile,
    files: BTreeMap<String, Vec<u8>>,
}

impl Case {
    /// Takes a folder's files by name.
    ///
    /// # Errors
    /// A `case.toml` that is missing or can't be read.
    pub fn of(files: BTreeMap<String, Vec<u8>>) -> Result<Self, String> {
        let text = files.get("case.toml").ok_or("there is no case.toml")?;
        let file = toml::from_slice(text).map_err(|error| error.to_string())?;
        Ok(Case { file, files })
    }

    /// Reads a folder.
    ///
    /// # Errors
    /// A file that can't be read, or a `case.toml` that can't be understood.
    pub fn read(folder: &Path) -> Result<Self, String> {
        Case::of(files_of(folder).map_err(|error| format!("{}: {error}", folder.display()))?)
    }

    /// The bytes of one of its files.
    ///
    /// # Errors
    /// No such file.
    pub fn bytes(&self, name: &str) -> Result<&[u8], String> {
        self.files.get(name).map(Vec::as_slice).ok_or_else(|| format!("there is no file {name}"))
    }

    /// Examines it as its `case.toml` says.
    ///
    /// # Errors
    /// A file that is missing, an expectation or a key that can't be used.
    pub fn examine(&self) -> Result<Examined, String> {
        let expectations = self.expectations()?;
        let expectations = if self.file.second_opinion { asking(expectations) } else { expectations };
        Ok(examine(self.pastes()?, &expectations, Clock::Given(self.file.at)))
    }

    /// Examines it with a strict relying party asked along, whatever its `case.toml` says.
    ///
    /// # Errors
    /// As [`Case::examine`].
    pub fn examine_asking(&self) -> Result<Examined, String> {
        Ok(examine(self.pastes()?, &asking(self.expectations()?), Clock::Given(self.file.at)))
    }

    /// What is pasted, then what is vouched for.
    ///
    /// # Errors
    /// A file that is missing.
    pub fn pastes(&self) -> Result<Vec<Paste>, String> {
        let paste = |name: &String, make: fn(String, Vec<u8>) -> Paste| {
            Ok(make(name.clone(), self.bytes(name)?.to_vec()))
        };
        let captures = self.file.capture.iter().map(|name| paste(name, Paste::capture));
        captures.chain(self.file.with.iter().map(|name| paste(name, Paste::support))).collect()
    }

    /// What is expected, with the keys that are lent.
    ///
    /// # Errors
    /// A file that is missing, an expectation or a key that can't be used.
    pub fn expectations(&self) -> Result<Expectations, String> {
        let playbook = self.file.playbook.as_ref().map_or(Ok(&[] as &[u8]), |name| self.bytes(name))?;
        let single: Vec<String> =
            self.file.expect.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let playbook =
            Playbook::read(&String::from_utf8_lossy(playbook), &single).map_err(|error| error.to_string())?;
        let mut keys = Keys::default();
        for name in &self.file.keys {
            keys.add(name, self.bytes(name)?.to_vec()).map_err(|error| error.to_string())?;
        }
        Ok(Expectations::new(playbook).with_keys(keys))
    }
}

fn asking(expectations: Expectations) -> Expectations {
    expectations.with_second_opinion(ssoscope_strict::SECOND_OPINION)
}

fn files_of(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        files.insert(entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path())?);
    }
    Ok(files)
}
