//! Drives the real window: the program that people get, in the web engine that they get, on a display of its own; or the
//! same page, served by the same program, in Chromium.
//!
//! ```no_run
//! ssoscope_window_tests::open(async |window| {
//!     window.paste("body", "<samlp:Response/>").await?;
//!     window.shows("main").await?;
//!     window.picture("pasted").await
//! });
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // all of it is test code

mod axe;
mod background;
mod closing;
mod dialog;
mod display;
mod drag;
mod driver;
mod home;
mod outline;
mod reach;
mod session;
mod window;

pub use session::{Engine, Opening, Scheme, open};
pub use window::{Failure, Window, key};

use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// Where pictures go: `target/window`.
pub fn pictures() -> PathBuf {
    programs().with_file_name("window")
}

/// Where cargo put this run's programs: test programs lie in `deps`, one below.
fn programs() -> PathBuf {
    std::env::current_exe().unwrap().ancestors().nth(2).unwrap().to_path_buf()
}
