//! How long it takes to check a thousand playbooks with five captures each, every text read anew, on as many threads as are
//! asked for (two where nothing is said). Prints seconds and captures a second; asserts nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::time::Instant;

use ssoscope_core::Clock;
use ssoscope_core::expect::{Keys, Playbook};
use ssoscope_core::integration::{Drawer, check_integration, check_junit};
use ssoscope_core::report::Outcome;

/// The one that the command line and the window use.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PLAYBOOKS: usize = 1_000;

fn main() {
    let threads = std::env::var("THREADS").ok().and_then(|count| count.parse().ok()).unwrap_or(2);
    for name in ["ledgerline", "tidepool"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/playbooks").join(name);
        let begun = Instant::now();
        let captures: usize = std::thread::scope(|scope| {
            let share = |thread| (thread..PLAYBOOKS).step_by(threads).map(|_| check(&folder)).sum::<usize>();
            let running: Vec<_> = (0..threads).map(|thread| scope.spawn(move || share(thread))).collect();
            running.into_iter().map(|one| one.join().unwrap()).sum()
        });
        let seconds = begun.elapsed().as_secs_f64();
        let each = captures as f64 / seconds;
        println!(
            "{name}: {PLAYBOOKS} playbooks, {captures} captures, {threads} threads: {seconds:.2} s, {each:.0} captures a second"
        );
    }
}

/// Reads and checks one playbook as the command does; how many captures it judged.
fn check(folder: &Path) -> usize {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let text = String::from_utf8(read("playbook.toml")).unwrap();
    let playbook = Playbook::read(&text, &[]).unwrap();
    let mut drawer = Drawer::default();
    for named in playbook.files().into_iter().chain(playbook.case_files()) {
        if !drawer.holds(&named.path) {
            let bytes = read(&named.path);
            drawer.put(named.path, bytes);
        }
    }
    let clock = Clock::Given("2026-06-01T00:00:00Z".parse().unwrap());
    let report =
        check_integration("playbook.toml", &playbook, &drawer, Vec::new(), &Keys::default(), clock).unwrap();
    assert_eq!(report.verdict, Outcome::Accepted);
    assert!(check_junit(&report).len() > 100);
    report.rows.len()
}
