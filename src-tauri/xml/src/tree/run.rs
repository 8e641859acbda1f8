//! How a decoded value follows from the bytes it was written with.

/// `units` units, each `here` bytes of the decoded value from `there` bytes of the source.
///
/// Runs follow each other without gaps on both sides, starting at the first byte of the value's span:
/// copied text is n units 1 from 1, `&amp;` one unit 1 from 5, a CRLF one unit 1 from 2, the marks around a
/// CDATA section and a comment between two texts one unit 0 from n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// How many units.
    pub units: u32,
    /// Bytes of the decoded value per unit.
    pub here: u32,
    /// Bytes of the source per unit.
    pub there: u32,
}

impl Run {
    /// `bytes` bytes that were copied as they stand.
    pub fn copied(bytes: usize) -> Run {
        Run { units: narrow(bytes), here: 1, there: 1 }
    }

    /// One unit of `here` bytes from `there` bytes.
    pub fn unit(here: usize, there: usize) -> Run {
        Run { units: 1, here: narrow(here), there: narrow(there) }
    }
}

/// Appends a run, merging it with the one before where they are alike.
pub(crate) fn push_run(runs: &mut Vec<Run>, since: usize, run: Run) {
    if run.units == 0 || (run.here == 0 && run.there == 0) {
        return;
    }
    let alone = runs.len() <= since;
    match runs.last_mut() {
        Some(last) if !alone && last.here == run.here && last.there == run.there => last.units += run.units,
        _ => runs.push(run),
    }
}

/// A range of bytes or of table rows; documents are bounded far below 4 GiB.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Extent {
    pub(crate) fn new(start: usize, end: usize) -> Extent {
        Extent { start: narrow(start), end: narrow(end) }
    }

    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A decoded value: where it stands in the source, and, unless it reads the same there, its decoded text and runs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Value {
    pub(crate) source: Extent,
    pub(crate) decoded: Extent,
    pub(crate) runs: Extent,
}

impl Value {
    /// A value that reads exactly as it is written.
    pub(crate) fn plain(start: usize, end: usize) -> Value {
        Value { source: Extent::new(start, end), ..Value::default() }
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.runs.is_empty()
    }
}

pub(crate) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
