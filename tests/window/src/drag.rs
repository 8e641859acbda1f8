//! Files dragged from another program onto the window.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::background::Background;
use crate::programs;
use crate::window::{Failure, Window};

/// Where the other program offers the files, and the way from there into the window.
const WAY: [(&str, &str); 5] =
    [("1345", "850"), ("1200", "750"), ("900", "600"), ("700", "500"), ("690", "490")];
const STEP: Duration = Duration::from_millis(100);

impl Window {
    /// Drags files from another program onto the middle of the window and lets go.
    pub async fn drop_files(&self, files: &[&Path]) -> Result<(), Failure> {
        let mut command = Command::new(programs().join("drag-source"));
        command
            .args(files)
            .env("DISPLAY", self.display.name())
            .env("GDK_BACKEND", "x11")
            .stderr(Stdio::null());
        let mut source = Background::start(&mut command);
        self.focus_native("drag-source").await?;
        self.display.xdotool(&["mousemove", "1360", "865", "mousedown", "1"]);
        for (x, y) in WAY {
            tokio::time::sleep(STEP).await;
            self.display.xdotool(&["mousemove", x, y]);
        }
        tokio::time::sleep(STEP * 2).await;
        self.display.xdotool(&["mouseup", "1"]);
        source.wait();
        Ok(())
    }
}
