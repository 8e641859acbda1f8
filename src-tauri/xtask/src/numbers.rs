//! `cargo xtask numbers`: the window of a release, timed and weighed, beside an empty window of the same shell.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::process::{Stream, cargo, program};
use crate::{bundle, sample, screenless, workspace};

/// How often the window is started.
const STARTS: usize = 7;
/// How long a start may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);
/// How long it is left alone before it is weighed.
const REST: Duration = Duration::from_secs(3);

/// An empty window of the same shell, measured once on two cores of Debian 12 without a screen, and painted in layers as such
/// a window is unless it says otherwise: start to first paint in milliseconds, memory as a proportional share in megabytes,
/// and its package in megabytes.
const EMPTY: (&str, u64, f64) = ("500–800", 287, 2.2);

/// One start: until it could be seen, until the report could, and what it weighs.
struct Start {
    ready: Duration,
    painted: Duration,
    /// Megabytes.
    weight: u64,
}

/// Makes the packages, starts the window a few times, and prints the table.
pub(crate) fn numbers() -> Result<(), String> {
    bundle::bundle()?;
    let (_display, display) = screenless::display()?;
    let arguments = sample::arguments()?;
    let starts: Vec<Start> = (0..STARTS).map(|_| start(&display, &arguments)).collect::<Result<_, _>>()?;
    let middle = |of: fn(&Start) -> u128| {
        let mut all: Vec<u128> = starts.iter().map(of).collect();
        all.sort_unstable();
        (all.get(all.len() / 2).copied().unwrap_or_default(), all.last().copied().unwrap_or_default())
    };
    let (ready, slowest) = middle(|start| start.ready.as_millis());
    let (painted, _) = middle(|start| start.painted.as_millis());
    let (weight, heaviest) = middle(|start| u128::from(start.weight));
    println!("{:<44}{:>14}{:>14}{:>16}", "", "middle", "worst", "empty window");
    println!("{:<44}{ready:>14}{slowest:>14}{:>16}", "start to first paint, ms", EMPTY.0);
    println!("{:<44}{painted:>14}{:>14}{:>16}", "start to the painted report of a sample, ms", "", "");
    println!("{:<44}{weight:>14}{heaviest:>14}{:>16}", "memory with the report (PSS), MB", EMPTY.1);
    for (name, bytes) in packages()? {
        println!("{name:<44}{:>14.1}{:>14}{:>16}", bytes as f64 / 1e6, "", EMPTY.2);
    }
    paste_to_paint()
}

/// Pastes twenty kilobytes many times, by the tests of the window: they print how long it took until it was painted.
fn paste_to_paint() -> Result<(), String> {
    let tests = ["test", "--release", "--package", "ssoscope-window-tests", "--test", "window", "paint::"];
    cargo(&tests).run("paste to paint")
}

fn start(display: &str, arguments: &[String]) -> Result<Start, String> {
    let begun = Instant::now();
    let window = program(workspace::root().join("target/release/ssoscope-desktop"))
        .args(arguments)
        .here()
        .env("DISPLAY", display)
        .without("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("GSETTINGS_BACKEND", "memory")
        .env("SSOSCOPE_TIMING", "1");
    let (running, lines) = window.start_heard("the window", Stream::Error)?;
    let seen = [heard(&lines, begun)?, heard(&lines, begun)?];
    let of = |word: &str| seen.iter().find(|(line, _)| line.starts_with(word)).map(|(_, after)| *after);
    std::thread::sleep(REST);
    Ok(Start {
        ready: of("ready").ok_or("the window did not say when it was ready")?,
        painted: of("painted").ok_or("the window did not say when it had painted")?,
        weight: weight(running.0.id())?,
    })
}

/// The next line of the window's timing, and how long after the start it came.
fn heard(lines: &Receiver<String>, begun: Instant) -> Result<(String, Duration), String> {
    loop {
        let line = lines.recv_timeout(LIMIT).map_err(|_| "the window did not come up")?;
        if line.starts_with("ready") || line.starts_with("painted") {
            return Ok((line, begun.elapsed()));
        }
    }
}

/// The proportional share of memory of all processes of a group, in megabytes.
fn weight(group: u32) -> Result<u64, String> {
    let processes = std::fs::read_dir("/proc").map_err(|error| format!("/proc: {error}"))?;
    let shares = processes.flatten().filter(|process| in_group(&process.path(), group));
    let share = |process: &Path| {
        let rollup = std::fs::read_to_string(process.join("smaps_rollup")).ok()?;
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().trim_end_matches(" kB").parse::<u64>().ok()
    };
    Ok(shares.filter_map(|process| share(&process.path())).sum::<u64>() / 1_000)
}

fn in_group(process: &Path, group: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(process.join("stat")) else { return false };
    // behind the name, which may hold anything: state, parent, group
    let behind = stat.rsplit(") ").next().unwrap_or_default();
    behind.split(' ').nth(2).and_then(|field| field.parse().ok()) == Some(group)
}

/// The packages that were made, each with its size in bytes.
fn packages() -> Result<Vec<(String, u64)>, String> {
    let made = [bundle::packed("deb")?, bundle::packed("rpm")?].concat();
    let weighed = |file: PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let size = file.metadata().map_err(|error| format!("{}: {error}", file.display()))?.len();
        Ok((name, size))
    };
    made.into_iter().map(weighed).collect()
}
