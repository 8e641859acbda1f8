//! `ssoscope`: prints what the core reports.

mod arguments;
mod books;
mod check;
mod examine;
mod explain;
mod files;
mod keys;
mod list;
mod output;
mod playbook;
mod waiting;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// A report is many small texts: with this allocator it is made in four fifths of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the exit status says: part of the command line's contract.
pub(crate) mod status {
    /// The sign-in would be accepted.
    pub(crate) const ACCEPTED: u8 = 0;
    /// It would be refused.
    pub(crate) const REJECTED: u8 = 1;
    /// The command line or the input can't be used.
    pub(crate) const UNUSABLE: u8 = 2;
    /// It can't be told without something that is missing.
    pub(crate) const UNDETERMINED: u8 = 3;
    /// Somebody pressed Ctrl+C: 128 and the number of the signal, as shells have it.
    pub(crate) const STOPPED: u8 = 130;
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Examine(arguments) => examine::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Playbook(books) => books::run(&books),
        Command::Explain { id } => explain::run(&id),
        Command::List { what, format } => list::run(what, format),
    };
    match outcome {
        Ok(status) => ExitCode::from(status),
        Err(CliError::Stopped) => {
            eprintln!("ssoscope: stopped");
            ExitCode::from(status::STOPPED)
        }
        Err(error) => {
            output::complain(&error.to_string());
            ExitCode::from(status::UNUSABLE)
        }
    }
}

/// What keeps the command from doing its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// A file can't be read.
    #[error("{path} can't be read: {why}")]
    File {
        /// The file as it was named.
        path: String,
        /// What the system says.
        why: String,
    },
    /// Nothing was named, and nothing comes in.
    #[error("nothing to examine: name a file, or send a SAMLResponse or an ID token to the standard input")]
    Nothing,
    /// Somebody pressed Ctrl+C.
    #[error("stopped")]
    Stopped,
    /// The playbook or a single expectation can't be used.
    #[error("{0}")]
    Playbook(String),
    /// What is asked for can't be done with what was given.
    #[error("{0}")]
    Unusable(String),
    /// A key file can't be used.
    #[error(transparent)]
    Key(#[from] ssoscope_core::expect::KeyFileError),
    /// A protected key, and no password.
    #[error("{0}: give it with --key-password-file FILE, or in the environment as SSOSCOPE_KEY_PASSWORD")]
    Password(ssoscope_core::expect::KeyFileError),
    /// Nothing has that name.
    #[error("there is no check, no cause and no error text called “{id}”{}", nearest.map(|n| format!("; “{n}” comes nearest")).unwrap_or_default())]
    UnknownId {
        /// The name.
        id: String,
        /// The one that comes nearest.
        nearest: Option<&'static str>,
    },
    /// The report can't be written out.
    #[error("the output can't be written: {0}")]
    Output(#[from] std::io::Error),
    /// The report can't be turned into JSON.
    #[error("the report can't be turned into JSON: {0}")]
    Json(#[from] serde_json::Error),
}
