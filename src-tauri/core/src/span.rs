//! Where a value came from: a range of bytes in a named layer, and the map from a layer to the one beneath.

use serde::Serialize;

/// The number of a layer in its [`Case`](crate::Case); pastes are layers too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
#[serde(transparent)]
pub struct LayerId(pub u32);

/// A range of bytes in one layer. There is no offset without its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "report.ts"))]
pub struct Span {
    /// The layer that the offsets count in.
    pub layer: LayerId,
    /// First byte, counted from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `layer`.
    pub fn new(layer: LayerId, range: std::ops::Range<u32>) -> Self {
        Span { layer, start: range.start, end: range.end.max(range.start) }
    }

    /// How many bytes it covers.
    pub fn len(&self) -> u32 {
        self.end - self.start
    }

    /// Whether it covers nothing: a place between two bytes.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The offsets as a range.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether every byte of `other` is also in this span.
    pub fn covers(&self, other: Span) -> bool {
        self.layer == other.layer && self.start <= other.start && other.end <= self.end
    }
}

/// A value and the bytes that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub at: Span,
}

impl<T> Spanned<T> {
    /// A value with its bytes.
    pub fn new(value: T, at: Span) -> Self {
        Spanned { value, at }
    }

    /// The same bytes with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), at: self.at }
    }
}

impl Spanned<String> {
    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

/// A stretch of a layer in which every `here` bytes came from `there` bytes beneath.
///
/// Copied text is 1 from 1, `%2B` 1 from 3, base64 3 from 4; an inflated or decrypted body is one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where the run starts in this layer.
    pub start: u32,
    /// Where it starts in the layer beneath.
    pub beneath: u32,
    /// How many units follow one another.
    pub units: u32,
    /// Bytes of this layer in a unit; the last unit of a layer may be shorter.
    pub here: u32,
    /// Bytes of the layer beneath in a unit.
    pub there: u32,
}

impl Run {
    fn end(&self) -> u32 {
        self.start + self.units * self.here
    }

    fn unit_before(&self, at: u32) -> u32 {
        (at.saturating_sub(self.start) / self.here.max(1)).min(self.units.saturating_sub(1))
    }
}

/// How a layer came out of the one beneath: runs in the order of the layer's bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    runs: Vec<Run>,
}

impl Map {
    /// A layer that is a slice of the one beneath, byte for byte.
    pub fn copied(beneath: u32, len: u32) -> Self {
        Map { runs: vec![Run { start: 0, beneath, units: len, here: 1, there: 1 }] }
    }

    /// A layer that can only be traced as a whole: inflated or decrypted bytes.
    pub fn whole(len: u32, beneath: std::ops::Range<u32>) -> Self {
        let there = beneath.end - beneath.start;
        Map { runs: vec![Run { start: 0, beneath: beneath.start, units: 1, here: len, there }] }
    }

    /// Appends one unit of `here` bytes that came from `there` bytes at `beneath`; grows the last run where it fits.
    pub fn push(&mut self, here: u32, beneath: u32, there: u32) {
        self.push_run(beneath, 1, here, there);
    }

    /// Appends `units` of them, one behind the other; grows the last run where they fit.
    pub fn push_run(&mut self, beneath: u32, units: u32, here: u32, there: u32) {
        let start = self.len();
        if let Some(last) = self.runs.last_mut() {
            let follows = last.beneath + last.units * last.there == beneath;
            if last.here == here && last.there == there && follows {
                last.units += units;
                return;
            }
        }
        self.runs.push(Run { start, beneath, units, here, there });
    }

    /// Bytes of this layer that the runs account for.
    pub fn len(&self) -> u32 {
        self.runs.last().map_or(0, Run::end)
    }

    /// Whether no run was added.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The runs, in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The bytes beneath that `range` came from: whole units, the least that hold all of it.
    ///
    /// An empty range gives the unit that follows it, or the place after the last one.
    pub fn trace(&self, range: std::ops::Range<u32>) -> Option<std::ops::Range<u32>> {
        let first = self.run_at(range.start)?;
        let from = first.beneath + first.unit_before(range.start) * first.there;
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let last = self.run_at(last_byte)?;
        let until = last.beneath + (last.unit_before(last_byte) + 1) * last.there;
        Some(from.min(until)..until.max(from))
    }

    fn run_at(&self, at: u32) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.start <= at);
        self.runs.get(next.saturating_sub(1))
    }
}
