//! Programs beside the test: ended with it, however it ends.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};

/// A program that is ended when this goes out of scope.
pub(crate) struct Background(Child);

impl Background {
    /// Starts it.
    pub(crate) fn start(command: &mut Command) -> Self {
        Background(command.spawn().unwrap())
    }

    /// The lines of its standard output, which must be piped.
    pub(crate) fn output(&mut self) -> Receiver<String> {
        lines(self.0.stdout.take().unwrap())
    }

    /// The lines of its standard error, which must be piped.
    pub(crate) fn error(&mut self) -> Receiver<String> {
        lines(self.0.stderr.take().unwrap())
    }

    /// Waits for its own end.
    pub(crate) fn wait(&mut self) {
        let _ = self.0.wait();
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether the system has a program of this name.
pub(crate) fn is_there(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|directory| directory.join(name).is_file())
}

/// A program of the system; `package` is what Debian calls it.
pub(crate) fn program(name: &str, package: &str) -> Command {
    assert!(is_there(name), "{name} is needed and was not found: install Debian's package {package}");
    Command::new(name)
}

/// A stream's lines, read by a thread of their own, so that waiting for one can have a limit.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
