//! Files that are dropped on the window: read here, handed to the page through the channel that it gave.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime};

use crate::files::{self, Opened};
use crate::held::Held;
use crate::recent::Recent;
use crate::waiting::Waiting;

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

/// Reads files that were dropped or that another start brings, beside the thread that paints, and hands them on.
pub(crate) fn opened<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>) {
    let app = app.clone();
    std::thread::spawn(move || {
        if let Some(channel) = app.state::<Drops>().channel() {
            let opened = files::open(&paths, &app.state::<Held>(), &app.state::<Waiting>());
            app.state::<Recent>().note(&paths);
            // a page that is gone wants nothing
            let _ = channel.send(opened);
        }
    });
}
