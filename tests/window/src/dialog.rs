//! Native dialogs, which no WebDriver reaches: found and typed into as a hand would.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::window::{Failure, Window};

/// A pause that a dialog needs before it takes the next key.
const PAUSE: Duration = Duration::from_millis(500);

impl Window {
    /// Waits for a native file dialog by its title, and gives it a path.
    pub async fn answer_dialog(&self, title: &str, path: &Path) -> Result<(), Failure> {
        self.focus_native(title).await?;
        self.display.xdotool(&["key", "ctrl+l"]); // GTK: shows and focuses the field for a path
        tokio::time::sleep(PAUSE).await;
        self.display.xdotool(&["key", "ctrl+a"]);
        self.display.xdotool(&["type", "--delay", "15", &path.display().to_string()]);
        for _ in 0..5 {
            tokio::time::sleep(PAUSE).await;
            self.display.xdotool(&["key", "Return"]); // on a busy machine the first one only closes what the field proposes
            tokio::time::sleep(PAUSE).await;
            if self.native(title).is_none() {
                return Ok(());
            }
        }
        Err(format!("the native window “{title}” takes no answer").into())
    }

    /// Waits for the dialog that asks how the page is to be printed, and prints it.
    pub async fn print(&self) -> Result<(), Failure> {
        self.focus_native("^Print$").await?;
        self.display.xdotool(&["key", "Return"]);
        Ok(())
    }

    /// Waits for a native window by its title; there is no window manager that would focus it.
    pub(crate) async fn focus_native(&self, title: &str) -> Result<(), Failure> {
        let started = Instant::now();
        loop {
            if let Some(id) = self.native(title) {
                tokio::time::sleep(PAUSE).await;
                self.display.xdotool(&["windowfocus", "--sync", &id]);
                return Ok(());
            }
            if started.elapsed() > Duration::from_secs(20) {
                return Err(format!("no native window is called “{title}”").into());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    /// The number of a native window that is seen.
    fn native(&self, title: &str) -> Option<String> {
        let seen = self.display.xdotool(&["search", "--onlyvisible", "--name", title]);
        seen.lines().next().map(str::to_owned)
    }
}
