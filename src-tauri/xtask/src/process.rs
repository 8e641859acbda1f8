//! Other programs: started cleanly, timed, and ended within a limit.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::lifeline::{self, Running, lines};
use crate::workspace;

/// A program to be run from the checkout's root.
pub(crate) struct Program(Command);

/// A program of the system.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Program {
    Program(lifeline::command(name)).settled()
}

/// Cargo, the one that runs xtask.
pub(crate) fn cargo(arguments: &[&str]) -> Program {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args(arguments)
}

/// npm, in the web side's directory.
pub(crate) fn npm(arguments: &[&str]) -> Program {
    let mut npm = program("npm").args(arguments);
    npm.0.current_dir(workspace::ui());
    npm
}

/// What a program prints, where it is there and succeeds.
pub(crate) fn answer(name: &str, arguments: &[&str]) -> Option<String> {
    let output =
        Command::new(name).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Which of a background program's streams is listened to; the other is dropped.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

impl Program {
    /// From the root, without what `cargo run` told xtask of itself: it would confuse a cargo inside.
    fn settled(mut self) -> Self {
        self.0.current_dir(workspace::root());
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| text.starts_with(prefix)) {
                self.0.env_remove(&name);
            }
        }
        self
    }

    /// With these arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.0.args(arguments);
        self
    }

    /// From where the person stands, so that the paths that they give are theirs.
    pub(crate) fn here(mut self) -> Self {
        if let Ok(here) = std::env::current_dir() {
            self.0.current_dir(here);
        }
        self
    }

    /// With this environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// Without this environment variable.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    /// Runs it to its end, says how long that took, and fails where it fails.
    pub(crate) fn run(self, title: &str) -> Result<(), String> {
        let started = Instant::now();
        end(self.start(title)?, title, started)
    }

    /// Runs it to its end and shows each line of its output to `see` as it passes by; it is ended when the time is up.
    pub(crate) fn run_seen(
        mut self,
        title: &str,
        limit: Duration,
        mut see: impl FnMut(&str),
    ) -> Result<(), String> {
        self.0.stdout(Stdio::piped());
        let started = Instant::now();
        let (running, lines) = self.start_listening(title, Stream::Output)?;
        loop {
            match lines.recv_timeout(limit.saturating_sub(started.elapsed())) {
                Ok(line) => {
                    println!("{line}");
                    see(&line);
                }
                Err(RecvTimeoutError::Disconnected) => return end(running, title, started),
                Err(RecvTimeoutError::Timeout) => return Err(too_long(title, limit)),
            }
        }
    }

    /// Runs it for at most so long and gives its exit status; it is ended when the time is up.
    pub(crate) fn run_at_most(self, title: &str, limit: Duration) -> Result<Option<i32>, String> {
        let mut running = self.start(title)?;
        let started = Instant::now();
        while started.elapsed() < limit {
            match running.0.try_wait() {
                Ok(Some(status)) => return Ok(status.code()),
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                Err(error) => return Err(format!("{title}: {error}")),
            }
        }
        Err(too_long(title, limit))
    }

    /// Starts it in the background and listens to one of its streams.
    pub(crate) fn start_heard(
        mut self,
        title: &str,
        stream: Stream,
    ) -> Result<(Running, Receiver<String>), String> {
        match stream {
            Stream::Output => self.0.stdout(Stdio::piped()).stderr(Stdio::null()),
            Stream::Error => self.0.stdout(Stdio::null()).stderr(Stdio::piped()),
        };
        self.start_listening(title, stream)
    }

    fn start_listening(self, title: &str, stream: Stream) -> Result<(Running, Receiver<String>), String> {
        let mut running = self.start(title)?;
        let heard = match stream {
            Stream::Output => running.0.stdout.take().map(lines),
            Stream::Error => running.0.stderr.take().map(lines),
        };
        Ok((running, heard.ok_or_else(|| format!("{title}: cannot be heard"))?))
    }

    fn start(mut self, title: &str) -> Result<Running, String> {
        self.0.spawn().map(Running).map_err(|error| format!("{title} cannot be started: {error}"))
    }
}

/// Waits for the end of a program and says how long it took.
fn end(running: Running, title: &str, started: Instant) -> Result<(), String> {
    let status = running.end().map_err(|error| format!("{title}: {error}"))?;
    eprintln!("xtask: {title}: {:.1} s", started.elapsed().as_secs_f32());
    if status.success() { Ok(()) } else { Err(format!("{title} failed ({status})")) }
}

fn too_long(title: &str, limit: Duration) -> String {
    format!("{title}: still busy after {} s, and ended", limit.as_secs())
}
