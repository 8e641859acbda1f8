//! Times, as the benchmarks of this crate take and print them.

use std::time::{Duration, Instant};

/// The median of so many runs, after a tenth as many that are not counted.
pub(crate) fn median(runs: usize, mut work: impl FnMut()) -> Duration {
    (0..runs / 10).for_each(|_| work());
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// In microseconds.
pub(crate) fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
