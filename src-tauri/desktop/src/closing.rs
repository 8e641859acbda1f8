//! The window is not closed over changes that were not saved, unless the person says so.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;
use tauri::{Runtime, State, WebviewWindow};

/// Whether something is unsaved, and who asks the person about it.
#[derive(Default)]
pub(crate) struct Closing {
    unsaved: AtomicBool,
    asked: Mutex<Option<Channel<()>>>,
}

impl Closing {
    /// Whether the window may go. Where it may not, the page asks the person; a page that is gone keeps no window open.
    pub(crate) fn may_go(&self) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let asks = || asked.as_ref().is_some_and(|channel| channel.send(()).is_ok());
        !(self.unsaved.load(Ordering::Relaxed) && asks())
    }
}

/// The page has changes that were not saved, or has none any more.
#[tauri::command]
pub(crate) fn unsaved(is: bool, closing: State<'_, Closing>) {
    closing.unsaved.store(is, Ordering::Relaxed);
}

/// The page asks the person when the window is to be closed over them.
#[tauri::command]
pub(crate) fn watch_close(channel: Channel<()>, closing: State<'_, Closing>) {
    *closing.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
}

/// The person has decided: the window goes.
#[tauri::command]
pub(crate) fn close_window<R: Runtime>(window: WebviewWindow<R>) {
    // a window that is gone already is what was wanted
    let _ = window.destroy();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unsaved_changes_that_somebody_asks_about_hold_the_window() {
        let closing = Closing::default();
        assert!(closing.may_go());
        closing.unsaved.store(true, Ordering::Relaxed);
        assert!(closing.may_go(), "nobody asks");
        *closing.asked.lock().unwrap() = Some(Channel::new(|_| Ok(())));
        assert!(!closing.may_go());
        closing.unsaved.store(false, Ordering::Relaxed);
        assert!(closing.may_go());
    }
}
