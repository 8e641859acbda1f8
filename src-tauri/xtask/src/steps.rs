//! A row of steps: each is shown with its time, all are run, and those that failed are named at the end.

use std::time::{Duration, Instant};

use crate::process::Program;
use crate::tally::Tally;

/// How long one step may take: the longest compiles everything from nothing on two cores.
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// What has been run so far.
pub(crate) struct Steps {
    started: Instant,
    tally: Tally,
    run: u32,
    failures: Vec<String>,
}

impl Steps {
    /// None yet.
    pub(crate) fn new() -> Self {
        Steps { started: Instant::now(), tally: Tally::default(), run: 0, failures: Vec::new() }
    }

    /// Runs a program as the next step; a failure is kept for the end.
    pub(crate) fn step(&mut self, title: &str, program: Program) {
        eprintln!("xtask: {title} …");
        let tally = &mut self.tally;
        let outcome = program.run_seen(title, LIMIT, |line| tally.see(line));
        self.note(outcome);
    }

    /// Counts something that was done as a step.
    pub(crate) fn note(&mut self, outcome: Result<(), String>) {
        self.run += 1;
        if let Err(says) = outcome {
            eprintln!("xtask: {says}");
            self.failures.push(says);
        }
    }

    /// The last line: how much was run, and whether all of it is well.
    pub(crate) fn finish(self) -> Result<(), String> {
        let seconds = self.started.elapsed().as_secs();
        let Tally { passed, failed } = self.tally;
        let summary = format!(
            "{} steps in {} min {} s; tests: {passed} passed, {failed} failed",
            self.run,
            seconds / 60,
            seconds % 60
        );
        if self.failures.is_empty() {
            println!("xtask: all is well. {summary}");
            return Ok(());
        }
        Err(format!("{summary}\n  {}", self.failures.join("\n  ")))
    }
}
