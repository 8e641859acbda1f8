//! The person at the window, who sees how far a long reading or examination is, and may stop it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde::Serialize;
use ssoscope_core::{Progress, Stage, Watch};
use tauri::ipc::Channel;

/// Where it is told how far the work is, and how often it was stopped.
#[derive(Default)]
pub(crate) struct Waiting {
    told: Mutex<Option<Channel<Told>>>,
    stops: AtomicU64,
}

/// How far something is, as the page gets it: the first word comes where it takes longer than a moment.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Told {
    /// The file that is read; empty for an examination.
    name: String,
    /// What is being done.
    stage: Stage,
    /// How much of it is done: bytes that were read, layers that were opened.
    done: u64,
    /// How much there is, where that is known.
    of: Option<u64>,
}

/// Milliseconds between two words, and before the first.
const PACE: u64 = 100;

impl Waiting {
    /// The page listens from now on.
    pub(crate) fn tell(&self, channel: Channel<Told>) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// All that is being done is given up at its next step.
    pub(crate) fn stop(&self) {
        self.stops.fetch_add(1, Ordering::Relaxed);
    }

    /// Work that begins now.
    pub(crate) fn work(&self, name: impl Into<String>) -> Work<'_> {
        Work {
            waiting: self,
            name: name.into(),
            stops: self.stops.load(Ordering::Relaxed),
            begun: Instant::now(),
            said: AtomicU64::new(0),
        }
    }
}

/// Work that is watched.
pub(crate) struct Work<'w> {
    waiting: &'w Waiting,
    name: String,
    stops: u64,
    begun: Instant,
    said: AtomicU64,
}

impl Watch for Work<'_> {
    fn at(&self, Progress { stage, done, of }: Progress) -> ControlFlow<()> {
        let now = self.begun.elapsed().as_millis() as u64;
        if now >= self.said.load(Ordering::Relaxed) + PACE {
            self.said.store(now, Ordering::Relaxed);
            if let Some(channel) = self.waiting.told.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                // a page that is gone wants nothing
                let _ = channel.send(Told { name: self.name.clone(), stage, done, of });
            }
        }
        match self.waiting.stops.load(Ordering::Relaxed) == self.stops {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_before_a_stop_ends_and_what_begins_after_goes_on() {
        let waiting = Waiting::default();
        let before = waiting.work("a.har");
        let progress = Progress::stage(Stage::Check);
        assert!(before.at(progress).is_continue());
        waiting.stop();
        assert!(before.at(progress).is_break());
        assert!(waiting.work("b.har").at(progress).is_continue());
    }
}
