//! How long it took until something could be seen, printed for who measures.

use std::io::Write;
use std::time::Instant;

/// Since when the program runs, and whether somebody wants to know.
pub(crate) struct Timing {
    started: Instant,
    wanted: bool,
}

impl Timing {
    /// From now on; wanted when `SSOSCOPE_TIMING` is set.
    pub(crate) fn start() -> Self {
        Timing { started: Instant::now(), wanted: std::env::var_os("SSOSCOPE_TIMING").is_some() }
    }

    /// Prints one line on the standard error: what was seen, and how many milliseconds after the start.
    pub(crate) fn note(&self, what: &str) {
        if self.wanted {
            // nobody listens any more: nothing to do about it
            let _ = writeln!(
                std::io::stderr(),
                "{what} ({} ms after the start)",
                self.started.elapsed().as_millis()
            );
        }
    }
}
