//! Which source bytes decoded bytes came from.

use std::ops::Range;

/// A stretch of decoded bytes: `units` units, each of `here` bytes that came from `there` source bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// First decoded byte.
    pub start: u32,
    /// First source byte.
    pub beneath: u32,
    /// How many units follow one another.
    pub units: u32,
    /// Decoded bytes of a unit.
    pub here: u32,
    /// Source bytes of a unit.
    pub there: u32,
}

/// The runs of a decoded value, in order and without gaps on the decoded side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    runs: Vec<Run>,
}

impl Origin {
    /// A value that stands in the source byte for byte.
    pub fn copied(beneath: u32, len: u32) -> Origin {
        let mut origin = Origin::default();
        origin.push(Run { start: 0, beneath, units: len, here: 1, there: 1 });
        origin
    }

    /// The runs.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// How many decoded bytes there are.
    pub fn len(&self) -> u32 {
        self.runs.last().map_or(0, |run| run.start + run.units * run.here)
    }

    /// Whether there are no decoded bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends units; `start` is set, and a run like the last one that follows it in the source joins it.
    pub(crate) fn push(&mut self, run: Run) {
        if run.units == 0 || run.here == 0 {
            return;
        }
        let start = self.len();
        match self.runs.last_mut() {
            Some(last) if last.is_followed_by(&run) => last.units += run.units,
            _ => self.runs.push(Run { start, ..run }),
        }
    }

    /// The source bytes of decoded bytes, whole units at both ends. An empty range gives an empty place.
    pub fn trace(&self, range: Range<u32>) -> Option<Range<u32>> {
        if range.is_empty() {
            let end = self.runs.last().map(Run::beneath_end);
            return self.unit(range.start).map(|unit| unit.start).or(end).map(|at| at..at);
        }
        Some(self.unit(range.start)?.start..self.unit(range.end - 1)?.end)
    }

    /// The source bytes of the unit that holds decoded byte `at`.
    fn unit(&self, at: u32) -> Option<Range<u32>> {
        let next = self.runs.partition_point(|run| run.start <= at);
        let run = self.runs.get(next.checked_sub(1)?)?;
        let unit = (at - run.start) / run.here;
        let from = run.beneath + unit * run.there;
        (unit < run.units).then_some(from..from + run.there)
    }
}

impl Run {
    fn beneath_end(&self) -> u32 {
        self.beneath + self.units * self.there
    }

    fn is_followed_by(&self, next: &Run) -> bool {
        self.here == next.here && self.there == next.there && self.beneath_end() == next.beneath
    }
}
