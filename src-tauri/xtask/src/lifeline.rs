//! Programs that never outlive xtask.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};

/// Runs a program, and ends it with all that it started when the standard input closes, which happens when xtask
/// ends, by whatever signal: the standard library cannot catch one.
#[cfg(unix)]
const LIFELINE: &str = r#"
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ trap '' TERM; read -r _ <&3; kill -TERM 0; sleep 3; kill -KILL 0; } >/dev/null 2>&1 &
watcher=$!
wait "$program"
status=$?
kill -KILL "$watcher"
exit "$status"
"#;

/// A program on a lifeline, in a process group of its own.
#[cfg(unix)]
pub(crate) fn command(name: impl AsRef<OsStr>) -> Command {
    use std::os::unix::process::CommandExt;
    use std::process::Stdio;
    let mut command = Command::new("sh");
    command.args(["-c", LIFELINE, "sh"]).arg(name).stdin(Stdio::piped()).process_group(0);
    command
}

/// A program; elsewhere it is ended when xtask ends as it should.
#[cfg(not(unix))]
pub(crate) fn command(name: impl AsRef<OsStr>) -> Command {
    Command::new(name)
}

/// A program that is running, and is ended when this goes out of scope.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// Waits for its own end.
    pub(crate) fn end(mut self) -> std::io::Result<ExitStatus> {
        let lifeline = self.0.stdin.take(); // waiting would close it
        let status = self.0.wait();
        drop(lifeline);
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.0.stdin.take().is_none() {
            let _ = self.0.kill(); // no lifeline to let go of
        }
        let _ = self.0.wait();
    }
}

/// The lines of a stream, read by a thread of their own so that waiting for one can have a limit.
pub(crate) fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
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
