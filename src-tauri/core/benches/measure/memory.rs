//! Memory, by the account of the system.

/// Megabytes of this process by a line of Linux's account, such as `VmHWM:` for its peak; not a number elsewhere.
pub(crate) fn megabytes(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|text| text.strip_prefix(line));
    let kilobytes = line.and_then(|text| text.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) / 1024.0
}
