//! In the smallest window, and at twice the size: nothing scrolls sideways, and every control can be reached.

use ssoscope_window_tests::{Failure, Opening, Window, open};

use crate::reading::{audience, becomes, text};

const NONE: [String; 0] = [];

/// Takes a picture, and looks for controls that can't be reached.
async fn all_reached(window: &Window, size: &str, state: &str) -> Result<(), Failure> {
    window.painted().await?;
    window.picture(&format!("{size}-{state}")).await?;
    assert_eq!(window.unreached().await?, NONE, "{state}");
    Ok(())
}

/// The report, all of it unfolded, and what is expected.
async fn looks_through(window: &Window, size: &str) -> Result<(), Failure> {
    all_reached(window, size, "report").await?;
    window.script("document.querySelectorAll('details').forEach((fold) => (fold.open = true))").await?;
    all_reached(window, size, "unfolded").await?;
    window.chord(false, "2").await?; // WebDriver's clicks miss where the page is zoomed
    window.shows(".expected fieldset").await?;
    all_reached(window, size, "expected").await
}

#[test]
fn everything_is_reached_in_the_smallest_window() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.resize(900, 520).await?;
        looks_through(window, "smallest").await
    });
}

#[test]
fn no_pane_scrolls_sideways_whatever_stands_in_it() {
    open(async |window| {
        let far = format!("app.ledgerline.example/home/{}", "reports/".repeat(30));
        let log = text("saml/log-redirect-loop", "capture.har").replace("app.ledgerline.example/home", &far);
        let name = format!("{}.har", "a-name-that-tells-the-whole-story".repeat(6));
        window.drop_files(&[&window.file(&name, log)?]).await?;
        window.shows("[aria-label='What happened'] ol").await?;
        window.press("SAML Response").await?;
        window.shows(".beneath article").await?;
        for pane in [".report", ".beneath", ".fields", "html"] {
            let within = format!(
                "[...document.querySelectorAll('{pane}')].every((pane) => pane.scrollWidth <= pane.clientWidth)"
            );
            window.until(&within).await.map_err(|_| format!("{pane} scrolls sideways"))?;
        }
        Ok(())
    });
}

#[test]
fn everything_is_reached_at_twice_the_size() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        let wide = window.script("return innerWidth").await?.as_f64().unwrap();
        for _ in 0..5 {
            window.chord(false, "+").await?;
        }
        window.until(&format!("innerWidth < {}", wide * 0.6)).await?;
        looks_through(window, "twice").await?;
        window.chord(false, "0").await?;
        window.until(&format!("innerWidth === {wide}")).await
    });
}
