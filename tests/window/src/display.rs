//! A display of its own for each test: an X server without a screen.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::background::{Background, tied};

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
        let mut command = tied("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"]);
        let mut server = Background::start(command.stdout(Stdio::piped()).stderr(Stdio::null()), "xvfb");
        let number =
            server.output().recv_timeout(Duration::from_secs(20)).expect("Xvfb starts (Debian package xvfb)");
        Display { name: format!(":{}", number.trim()), _server: server }
    }

    /// As `DISPLAY` wants it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Moves the mouse and presses keys, as a hand would; what xdotool prints.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        let output = Command::new("xdotool").args(arguments).env("DISPLAY", &self.name).output();
        let output = output.expect("xdotool (Debian package xdotool)");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Puts a text on the clipboard.
    pub(crate) fn copy(&self, text: &str) {
        use std::io::Write;
        let mut command = Command::new("xclip");
        command.args(["-selection", "clipboard", "-in"]).env("DISPLAY", &self.name);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut xclip = command.spawn().expect("xclip (Debian package xclip)");
        xclip.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        xclip.wait().unwrap(); // it returns at once; a fork of it keeps the text until the server ends
    }

    /// What is on the clipboard.
    pub(crate) fn copied(&self) -> String {
        let mut command = tied("xclip");
        command.args(["-selection", "clipboard", "-out"]).env("DISPLAY", &self.name);
        String::from_utf8_lossy(&command.output().expect("xclip").stdout).into_owned()
    }
}
