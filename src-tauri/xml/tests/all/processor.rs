//! Time on the processor: of long work, other programs would otherwise be part of the measure.

use std::time::{Duration, Instant};

/// What the work gives, and for how long this thread ran on a processor for it; by the clock where the system does not say.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let (start, before) = (Instant::now(), on_processor());
    let made = work();
    let taken = before.zip(on_processor()).map(|(before, after)| after.saturating_sub(before));
    (made, taken.unwrap_or_else(|| start.elapsed()))
}

fn on_processor() -> Option<Duration> {
    std::thread::yield_now(); // the system counts up to the last time that it looked
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
