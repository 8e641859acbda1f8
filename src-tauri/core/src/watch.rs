//! Somebody who waits: is told how far a long examination is, and may give it up.

use std::ops::ControlFlow;

/// Who waits for an examination.
pub trait Watch: Sync {
    /// Is called often, and has to be quick. `Break` ends the work: nothing comes of it.
    fn at(&self, progress: Progress) -> ControlFlow<()>;
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done: bytes that were read, layers that were opened; 0 where nothing is counted.
    pub done: u64,
    /// How much there is, where that is known.
    pub of: Option<u64>,
}

/// What is being done, in the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// A file is read, and what may tell of a sign-in is kept.
    Read,
    /// Encodings are taken off.
    Open,
    /// What was found is decoded and judged.
    Check,
}

impl Progress {
    /// A stage of which nothing is counted.
    pub fn stage(stage: Stage) -> Self {
        Progress { stage, done: 0, of: None }
    }
}

/// Nobody waits.
pub struct Unwatched;

impl Watch for Unwatched {
    fn at(&self, _: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
