//! Who waits at the terminal: sees how far a long reading is, and stops it with Ctrl+C.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ssoscope_core::{Progress, Stage, Watch};

/// Whether Ctrl+C was pressed.
static STOPPED: AtomicBool = AtomicBool::new(false);
/// Whether somebody types or pastes: there is nothing to finish, and Ctrl+C ends the program at once.
static TYPING: AtomicBool = AtomicBool::new(false);

/// Before this nothing is shown: most is done by then.
const QUIET: Duration = Duration::from_millis(400);
/// How often the line is written anew.
const PACE: u64 = 100;

/// The person at the terminal.
pub(crate) struct Terminal {
    name: String,
    begun: Instant,
    /// Milliseconds after `begun` when the line was written last; 0 where it was not.
    written: AtomicU64,
    shows: bool,
}

impl Terminal {
    /// Waits for a file of this name, or for what is called so.
    pub(crate) fn waiting_for(name: impl Into<String>) -> Self {
        Terminal {
            name: name.into(),
            begun: Instant::now(),
            written: AtomicU64::new(0),
            shows: std::io::stderr().is_terminal(),
        }
    }

    fn show(&self, progress: Progress) {
        let now = self.begun.elapsed();
        let (since, last) = (now.as_millis() as u64, self.written.load(Ordering::Relaxed));
        if self.shows && now > QUIET && since >= last + PACE {
            self.written.store(since, Ordering::Relaxed);
            // A terminal that takes no words keeps nobody from the work.
            let _ = write!(std::io::stderr(), "\r\x1b[Kssoscope: {}", says(&self.name, progress));
        }
    }
}

impl Watch for Terminal {
    fn at(&self, progress: Progress) -> ControlFlow<()> {
        self.show(progress);
        if STOPPED.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.written.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// Lets Ctrl+C stop the work at its next step, and the second one at once.
pub(crate) fn stop_with_ctrl_c() {
    let pressed = || {
        if STOPPED.swap(true, Ordering::Relaxed) || TYPING.load(Ordering::Relaxed) {
            std::process::exit(crate::status::STOPPED.into());
        }
    };
    // Where the system has no such signal it ends the program as it always does.
    let _ = ctrlc::set_handler(pressed);
}

/// Waits for what somebody types or pastes.
pub(crate) fn while_typing<T>(read: impl FnOnce() -> T) -> T {
    TYPING.store(true, Ordering::Relaxed);
    let typed = read();
    TYPING.store(false, Ordering::Relaxed);
    typed
}

fn says(name: &str, progress: Progress) -> String {
    let megabytes = |bytes: u64| bytes >> 20;
    match (progress.stage, progress.of) {
        (Stage::Read, Some(of)) if of > 0 => {
            let percent = progress.done.min(of) * 100 / of;
            format!("reading {name}, {percent} % of {} MB", megabytes(of))
        }
        (Stage::Read, _) => format!("reading {name}, {} MB", megabytes(progress.done)),
        (Stage::Open, _) => format!("opening {name}, {} layers", progress.done),
        (Stage::Check, _) => format!("checking {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_it_is() {
        let at = |stage, done, of| says("a.har", Progress { stage, done, of });
        assert_eq!(at(Stage::Read, 50 << 20, Some(200 << 20)), "reading a.har, 25 % of 200 MB");
        assert_eq!(at(Stage::Read, 50 << 20, None), "reading a.har, 50 MB");
        assert_eq!(at(Stage::Read, 5, Some(0)), "reading a.har, 0 MB");
        assert_eq!(at(Stage::Open, 7, None), "opening a.har, 7 layers");
    }
}
