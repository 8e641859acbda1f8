//! The case behind the report that the page shows, so that it can ask for more of it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use ssoscope_core::Examined;

use crate::refusal::Refusal;

/// What was examined last.
#[derive(Default)]
pub(crate) struct Latest(Mutex<State>);

#[derive(Default)]
struct State {
    begun: u64,
    kept: u64,
    examined: Option<Examined>,
}

/// The number of an examination, in the order in which they began.
#[derive(Clone, Copy)]
pub(crate) struct Turn(u64);

impl Latest {
    /// An examination begins.
    pub(crate) fn begin(&self) -> Turn {
        let mut state = self.state();
        state.begun += 1;
        Turn(state.begun)
    }

    /// It is done; kept unless a later one was done before it.
    pub(crate) fn done(&self, turn: Turn, examined: Examined) {
        let mut state = self.state();
        if turn.0 > state.kept {
            state.kept = turn.0;
            state.examined = Some(examined);
        }
    }

    /// Asks what was examined last.
    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Examined) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        question(self.state().examined.as_ref().ok_or(Refusal::NothingExamined)?)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
