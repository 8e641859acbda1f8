//! Why a command could not do what it was asked to: the one error of this crate.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use ssoscope_core::expect::{DurationError, KeyFileError, PlaybookError};

/// Why a command could not do what it was asked to, in a sentence for people.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// An answer was asked for before anything was examined.
    #[error("Nothing has been examined yet.")]
    NothingExamined,
    /// The report speaks of no such layer.
    #[error("There is no layer {0} in this case.")]
    NoSuchLayer(u32),
    /// There is no such check.
    #[error("There is no check called {0}.")]
    NoSuchCheck(String),
    /// There is no such sample.
    #[error("There is no sample called {0}.")]
    NoSuchSample(String),
    /// A playbook has no such case.
    #[error("The playbook has no case {0}.")]
    NoSuchCase(usize),
    /// Nothing can be learned from what is on the table.
    #[error("{0}.")]
    NotLearned(String),
    /// A file can't be read.
    #[error("{name} can't be read: {why}.")]
    FileUnreadable {
        /// The file.
        name: String,
        /// What the system says.
        why: String,
    },
    /// A directory was given where a file is wanted.
    #[error("{0} is a folder with nothing in it to open.")]
    Folder(String),
    /// A folder holds more than is opened at once.
    #[error("{name} holds more than {limit} files; open or drop the ones that belong to this sign-in.")]
    FolderTooFull {
        /// The folder.
        name: String,
        /// How many files are opened at once.
        limit: usize,
    },
    /// A file that should be a case is none.
    #[error("{name} is not a case that can be opened: {why}.")]
    NoCase {
        /// The file.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no rendering of that name.
    #[error("There is no format called {0}.")]
    NoSuchFormat(String),
    /// A picture came as something else than base64.
    #[error("The picture could not be made.")]
    NoPicture,
    /// A file is too large.
    #[error("{name} has {megabytes} MB; at most {limit} MB are read at once.")]
    FileTooLarge {
        /// The file.
        name: String,
        /// Its size in megabytes (2^20 bytes).
        megabytes: u64,
        /// What is read at most, in megabytes.
        limit: u64,
    },
    /// A file that was opened before is no longer held.
    #[error("{0} is no longer held; open it again.")]
    NoLongerHeld(String),
    /// A paste came with no content, or with base64 that is none.
    #[error("{0} came without content that can be read.")]
    NoContent(String),
    /// A file can't be written.
    #[error("{name} can't be written: {why}.")]
    FileUnwritable {
        /// The file.
        name: String,
        /// What the system says.
        why: String,
    },
    /// The system takes nothing to print.
    #[error("It can't be printed: {0}.")]
    Unprintable(String),
    /// An expectation can't be used.
    #[error(transparent)]
    Expectation(#[from] PlaybookError),
    /// A key can't be used.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// A tolerance can't be read.
    #[error(transparent)]
    Skew(#[from] DurationError),
    /// An instant can't be read.
    #[error("“{0}” is not an instant; write it like 2026-03-01T09:30:00Z, or “now”, or “capture”.")]
    Instant(String),
    /// The person stopped it.
    #[error("{0} was stopped.")]
    Stopped(String),
    /// The core failed, which it should never do.
    #[error("SSOscope itself failed on this input; that is a fault in SSOscope, not in your sign-in.")]
    Fault,
}

impl Refusal {
    /// A short name, for code that decides on it.
    fn id(&self) -> &'static str {
        match self {
            Refusal::NothingExamined => "nothing-examined",
            Refusal::NoSuchLayer(_) => "no-such-layer",
            Refusal::NoSuchCheck(_) => "no-such-check",
            Refusal::NoSuchSample(_) => "no-such-sample",
            Refusal::NoSuchCase(_) => "no-such-case",
            Refusal::NotLearned(_) => "not-learned",
            Refusal::FileUnreadable { .. } => "file-unreadable",
            Refusal::Folder(_) => "folder",
            Refusal::FolderTooFull { .. } => "folder-too-full",
            Refusal::NoCase { .. } => "no-case",
            Refusal::NoSuchFormat(_) => "no-such-format",
            Refusal::NoPicture => "no-picture",
            Refusal::Unprintable(_) => "unprintable",
            Refusal::FileTooLarge { .. } => "file-too-large",
            Refusal::NoLongerHeld(_) => "no-longer-held",
            Refusal::NoContent(_) => "no-content",
            Refusal::FileUnwritable { .. } => "file-unwritable",
            Refusal::Expectation(_) => "expectation",
            Refusal::Key(KeyFileError::NeedsPassword { .. }) => "key-needs-password",
            Refusal::Key(KeyFileError::WrongPassword { .. }) => "key-wrong-password",
            Refusal::Key(_) => "key",
            Refusal::Skew(_) => "skew",
            Refusal::Instant(_) => "instant",
            Refusal::Stopped(_) => "stopped",
            Refusal::Fault => "fault",
        }
    }
}

/// As the page gets it: `{ id, says }`.
impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut shape = serializer.serialize_struct("Refusal", 2)?;
        shape.serialize_field("id", self.id())?;
        shape.serialize_field("says", &self.to_string())?;
        shape.end()
    }
}
