//! How long it takes from the paste to the painted report: measured and printed, not asserted.

use std::io::Write;

use ssoscope_window_tests::open;

use crate::reading::{FIELD, text};

const ROUNDS: usize = 20;

/// What lies between the paste and the frame, and the word before its milliseconds in what the program prints.
const STAGES: [(&str, &str); 4] = [
    ("examined by the core", "examined in "),
    ("answered to the page", "answered "),
    ("made into elements", "made "),
    ("painted, the answer in sight", "painted after "),
];

#[test]
fn twenty_kilobytes_from_paste_to_paint() {
    let paste = twenty_kilobytes();
    open(async |window| {
        for round in 0..ROUNDS {
            window.paste(FIELD, &paste).await?;
            window.shows("[aria-label=Verdict]").await?;
            while window.times("painted after ").len() <= round {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            window.press("New case").await?;
        }
        // past the test runner's capture, so that it is seen
        let mut out = std::io::stderr();
        let build = if cfg!(debug_assertions) { "debug" } else { "release" };
        let size = paste.len() as f64 / 1000.0;
        writeln!(out, "paste to paint, {size:.1} KB, {build} build, {ROUNDS} rounds, ms: p50, p95, worst")?;
        for (stage, word) in STAGES {
            let mut times = window.times(word);
            times.sort_by(f64::total_cmp);
            let [middle, most, worst] =
                [0.5, 0.95, 1.0].map(|share| times[((times.len() - 1) as f64 * share).round() as usize]);
            writeln!(out, "  {stage:<44}{middle:>8.1}{most:>8.1}{worst:>8.1}")?;
        }
        Ok(())
    });
}

/// A real sign-in of 20 KB: its Response, with white space that its signature does not cover.
fn twenty_kilobytes() -> String {
    let xml = text("saml/good-default-namespaces", "capture.xml");
    let end = xml.rfind("</").unwrap();
    let (before, after) = xml.split_at(end);
    let padding = "<!-- as long as an answer that carries two hundred groups -->\n";
    let missing = 20_000_usize.saturating_sub(xml.len()) / padding.len();
    [before, &padding.repeat(missing), after].concat()
}
