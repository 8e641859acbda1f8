//! How long it takes from the paste to the painted report: measured and printed, not asserted.

use std::io::Write;

use ssoscope_window_tests::open;

use crate::reading::{FIELD, text};

const ROUNDS: usize = 20;

#[test]
fn twenty_kilobytes_from_paste_to_paint() {
    let paste = twenty_kilobytes();
    open(async |window| {
        for round in 0..ROUNDS {
            window.paste(FIELD, &paste).await?;
            window.shows("[aria-label=Verdict]").await?;
            while window.paint_times().len() <= round {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            window.press("New case").await?;
        }
        let mut times = window.paint_times();
        times.sort_by(f64::total_cmp);
        let part = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
        // past the test runner's capture, so that it is seen
        writeln!(
            std::io::stderr(),
            "paste to paint, {:.1} KB, {} build, {} rounds: p50 {:.0} ms, p95 {:.0} ms, worst {:.0} ms",
            paste.len() as f64 / 1000.0,
            if cfg!(debug_assertions) { "debug" } else { "release" },
            times.len(),
            part(0.5),
            part(0.95),
            part(1.0)
        )?;
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
