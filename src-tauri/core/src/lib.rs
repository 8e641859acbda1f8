//! Decides: a captured sign-in in, a report out. No IO, no clock, no network, no window.
//!
//! ```text
//! pastes → PEEL → layers → DECODE → messages → CHECK → verdicts → DIAGNOSE → causes → REPORT → people
//! ```
//!
//! Five verbs, one direction: a stage imports only from the stages to its left, never fails, and carries
//! along what it could not do. Between decode and check stands `flow`, which puts the messages in order.

mod artefact;
pub mod byte_block;
mod byte_set;
pub mod case;
pub mod check;
pub mod decode;
pub mod diagnose;
pub mod exchange;
pub mod expect;
pub mod flow;
pub mod instant;
pub mod integration;
pub mod kept;
pub mod knowledge;
pub mod limits;
pub mod peel;
pub mod place;
pub mod report;
pub mod span;
pub mod watch;

pub use case::{Case, Paste, Role};
pub use exchange::Exchange;
pub use expect::Expectations;
pub use instant::{Clock, Instant};
pub use peel::Sieve;
pub use report::Report;
pub use span::Span;
pub use watch::{Progress, Stage, Unwatched, Watch};

/// A case that was examined: the layers, so that spans can be traced and shown, and the report.
pub struct Examined {
    /// The layers that were found in the pastes.
    pub case: Case,
    /// What is said about them.
    pub report: Report,
}

/// The sentence itself: reads the pastes, judges them against the expectations at an instant, and says why.
///
/// Never fails: what could not be read is part of the report.
pub fn examine(pastes: Vec<Paste>, expectations: &Expectations, clock: Clock) -> Examined {
    Prepared::new(Vec::new(), expectations).examine(pastes, clock)
}

/// The same while somebody waits; nothing where they gave it up.
pub fn examine_watched(
    pastes: Vec<Paste>,
    expectations: &Expectations,
    clock: Clock,
    watch: &dyn Watch,
) -> Option<Examined> {
    Prepared::new(Vec::new(), expectations).examine_watched(pastes, clock, watch)
}

/// What stays the same from one sign-in to the next, read once: what the person expects, and what is vouched for.
///
/// A report tells of it as if it had been given with each sign-in, as the first pastes.
pub struct Prepared<'e> {
    expectations: &'e Expectations,
    case: Case,
    decoding: decode::Decoding,
}

impl<'e> Prepared<'e> {
    /// Reads the pastes that stay: metadata, key sets, certificates.
    pub fn new(pastes: Vec<Paste>, expectations: &'e Expectations) -> Self {
        let mut case = peel::peel(pastes);
        let mut decoding = decode::Decoding::default();
        decoding.read(&mut case, expectations);
        Prepared { expectations, case, decoding }
    }

    /// What was read, as it stands without a sign-in.
    pub(crate) fn material(&self) -> (Case, Vec<decode::Message>) {
        let mut case = self.case.clone();
        let messages = self.decoding.clone().finish(&mut case, self.expectations);
        (case, messages)
    }

    /// Reads the pastes of one sign-in, and judges them with what was prepared. Copies nothing that is large.
    pub fn examine(&self, pastes: Vec<Paste>, clock: Clock) -> Examined {
        let mut case = self.case.clone();
        peel::add(&mut case, pastes, &Unwatched);
        self.judge(case, clock)
    }

    /// The same while somebody waits; nothing where they gave it up.
    pub fn examine_watched(&self, pastes: Vec<Paste>, clock: Clock, watch: &dyn Watch) -> Option<Examined> {
        let mut case = self.case.clone();
        peel::add(&mut case, pastes, watch)?;
        watch.at(Progress::stage(Stage::Check)).is_continue().then(|| self.judge(case, clock))
    }

    fn judge(&self, mut case: Case, clock: Clock) -> Examined {
        let with_keys = expect::locked::opened(&mut case, self.expectations);
        let expectations = with_keys.as_ref().unwrap_or(self.expectations);
        let mut decoding = self.decoding.clone();
        decoding.read(&mut case, expectations);
        let messages = decoding.finish(&mut case, expectations);
        let chosen = Instant::choose(clock, &case);
        let report = {
            let look = check::Look::new(&case, &messages, expectations, chosen.at);
            let instant = look.traffic.by_the_applications_clock(chosen);
            let look = look.by_clock(&instant);
            let judged = check::run(&look);
            let causes = diagnose::diagnose(&look, &judged);
            report::Told::new(&look, &instant, judged, &causes).report()
        };
        Examined { case, report }
    }
}
