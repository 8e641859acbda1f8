//! Files that are dropped on the window: read here, handed to the page through the channel that it gave.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;
use tauri::{Manager, Runtime, Window};

use crate::files::{self, Opened};
use crate::held::Held;
use crate::recent::Recent;

/// Where dropped files go, once the page listens.
#[derive(Default)]
pub(crate) struct Drops(Mutex<Option<Channel<Opened>>>);

impl Drops {
    /// The page listens from now on.
    pub(crate) fn watch(&self, channel: Channel<Opened>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    fn channel(&self) -> Option<Channel<Opened>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads dropped files, beside the thread that paints, and hands them on.
pub(crate) fn dropped<R: Runtime>(window: &Window<R>, paths: Vec<PathBuf>) {
    let window = window.clone();
    std::thread::spawn(move || {
        if let Some(channel) = window.state::<Drops>().channel() {
            let opened = files::open(&paths, &window.state::<Held>());
            window.state::<Recent>().note(&paths);
            // a page that is gone wants nothing
            let _ = channel.send(opened);
        }
    });
}
