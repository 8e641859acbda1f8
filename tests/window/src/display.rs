//! A display of its own for each test: an X server without a screen.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::background::{Background, program};

/// How wide and high the display is: a little larger than the window.
pub(crate) const SIZE: (u32, u32) = (1400, 900);

/// An X server without a screen.
pub(crate) struct Display {
    name: String,
    _server: Background,
}

impl Display {
    /// Starts it; it picks a free number and prints it when it is ready.
    pub(crate) fn start() -> Self {
        let screen = format!("{}x{}x24", SIZE.0, SIZE.1);
        let mut command = program("Xvfb", "xvfb");
        command.args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"]);
        let mut server = Background::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let number = server.output().recv_timeout(Duration::from_secs(20)).expect("Xvfb starts");
        Display { name: format!(":{}", number.trim()), _server: server }
    }

    /// As `DISPLAY` wants it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Moves the mouse and presses keys, as a hand would; what xdotool prints.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output =
            program("xdotool", "xdotool").args(arguments).env("DISPLAY", &self.name).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Puts a text on the clipboard.
    pub(crate) fn copy(&self, text: &str) {
        let mut command = self.clipboard("-in");
        let mut xclip =
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        xclip.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        xclip.wait().unwrap(); // it returns at once; a fork of it keeps the text until the server ends
    }

    /// What is on the clipboard.
    pub(crate) fn copied(&self) -> String {
        String::from_utf8_lossy(&self.clipboard("-out").output().unwrap().stdout).into_owned()
    }

    fn clipboard(&self, direction: &str) -> Command {
        let mut command = program("xclip", "xclip");
        command.args(["-selection", "clipboard", direction]).env("DISPLAY", &self.name);
        command
    }
}
