//! The command line of the window: what it should show when it opens, written as for `ssoscope examine`.

use std::path::{Path, PathBuf};

use clap::Parser;
use ssoscope_core::{Role, Unwatched};

use crate::case_file;
use crate::files;
use crate::given::{Given, GivenPaste};
use crate::held::Held;
use crate::refusal::Refusal;

/// Opens the window of SSOscope, on these files where some are named.
#[derive(Debug, Default, Parser)]
#[command(name = "ssoscope-desktop", version)]
pub struct Arguments {
    /// What to examine, or a case that was saved
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What you vouch for: metadata, a JWKS, a certificate
    #[arg(long, value_name = "FILE", num_args = 1..)]
    with: Vec<PathBuf>,
    /// The integration's expectations
    #[arg(long, value_name = "FILE")]
    playbook: Option<PathBuf>,
    /// One expectation, such as saml.sp.entity_id=https://app.example/sp
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    expect: Vec<(String, String)>,
    /// A private key, or a file with a client secret
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// The instant to judge at
    #[arg(long, value_name = "INSTANT|now|capture")]
    at: Option<String>,
    /// The tolerance for clocks that differ, such as 60s
    #[arg(long, value_name = "DURATION")]
    skew: Option<String>,
}

impl Arguments {
    /// The files, from the root of the disk, where nothing else is said: such a start may go to a window that is open.
    pub(crate) fn only_files(&self) -> Option<Vec<PathBuf>> {
        let Arguments { files, with, playbook, expect, key, at, skew } = self;
        let others = with.is_empty() && expect.is_empty() && key.is_empty();
        let alone = others && playbook.is_none() && at.is_none() && skew.is_none();
        alone.then(|| {
            files.iter().map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone())).collect()
        })
    }

    /// Reads the files that are named.
    ///
    /// # Errors
    ///
    /// Where one of them can't be read, or is no playbook where one has to be.
    pub fn read(self, held: &Held) -> Result<Given, Refusal> {
        if let [file] = self.files.as_slice()
            && case_file::is_case(file)
        {
            return case_file::open(file, held);
        }
        let captures = self.files.iter().map(|file| (file, Role::Capture));
        let supports = self.with.iter().map(|file| (file, Role::Support));
        let pastes = captures.chain(supports).map(|(file, role)| paste(file, role, held));
        let mut pastes: Vec<GivenPaste> = pastes.collect::<Result<_, _>>()?;
        let opened = self.playbook.as_deref().map(|file| files::playbook(file, &mut pastes, held));
        let opened = opened.transpose()?;
        let (book, playbook) = (opened.as_ref().map(|one| one.book), opened.map(|one| one.text));
        let key = |file: &PathBuf| Ok(held.key(files::name(file), files::read(file)?));
        let keys = self.key.iter().map(key).collect::<Result<_, Refusal>>()?;
        let (expect, at, skew) = (self.expect, self.at, self.skew);
        Ok(Given { pastes, playbook, book, expect, keys, at, skew, ..Given::default() })
    }
}

fn paste(file: &Path, role: Role, held: &Held) -> Result<GivenPaste, Refusal> {
    files::paste(file, role, &Unwatched).map(|paste| held.paste(paste))
}

fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("KEY=VALUE is wanted")?;
    Ok((key.to_owned(), value.to_owned()))
}
