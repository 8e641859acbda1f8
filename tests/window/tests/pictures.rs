//! Pictures of the window's ten main states, light and dark, to be looked at: `target/window/*.png`.

use ssoscope_window_tests::{Failure, Opening, Window, key};

use crate::reading::becomes;

/// A picture once the fonts are there and nothing is on its way.
async fn picture(window: &Window, name: &str, scheme: &str) -> Result<(), Failure> {
    window.until("document.fonts.status === 'loaded'").await?;
    window.pause().await;
    window.picture(&format!("{name}-{scheme}")).await
}

/// Opens a sample by its title, with the keyboard.
async fn sample(window: &Window, title: &str, word: &str) -> Result<(), Failure> {
    window.chord(false, "k").await?;
    window.shows("dialog [role=combobox]").await?;
    window.keys(title).await?;
    window.until("document.querySelector('dialog [role=option] .hint')?.textContent === 'sample'").await?;
    window.keys(key::ENTER).await?;
    window.until("!document.querySelector('dialog')").await?;
    becomes(window, word).await
}

async fn scroll_to(window: &Window, section: &str) -> Result<(), Failure> {
    window
        .until(&format!(
            "document.querySelector('section[aria-label=\"{section}\"]')?.scrollIntoView() === undefined"
        ))
        .await
}

async fn ten_states(window: &Window, scheme: &str) -> Result<(), Failure> {
    window.shows("[aria-label$=samples] button").await?;
    picture(window, "1-start", scheme).await?;
    sample(window, "sample assertion issued another application", "Rejected").await?;
    picture(window, "2-response", scheme).await?;
    window.press("Expected").await?;
    picture(window, "3-expected", scheme).await?;
    window.press("Hand over…").await?;
    window.until("document.querySelector('dialog pre')?.textContent.length > 100").await?;
    picture(window, "4-hand-over", scheme).await?;
    window.keys(key::ESCAPE).await?;
    window.press("SAML Response").await?;
    sample(window, "sample nonce another sign-in", "Rejected").await?;
    picture(window, "5-token", scheme).await?;
    sample(window, "sample nothing to judge its signature", "Cannot be told yet").await?;
    picture(window, "6-undetermined", scheme).await?;
    sample(window, "sample works browser posted", "Accepted").await?;
    picture(window, "7-accepted", scheme).await?;
    sample(window, "sample SameSite=Lax", "Rejected").await?;
    scroll_to(window, "What happened").await?;
    picture(window, "8-flow", scheme).await?;
    sample(window, "sample moved aside forged", "Rejected").await?;
    scroll_to(window, "Trust").await?;
    window.press("What is signed").await?;
    picture(window, "9-trust", scheme).await?;
    window.press("New case").await?;
    window.press("Practise").await?;
    window.shows("[aria-label=Practice] .choices").await?;
    picture(window, "10-practice", scheme).await
}

#[test]
fn ten_states_in_the_light() {
    Opening::default().drive(async |window| ten_states(window, "light").await);
}

#[test]
fn ten_states_in_the_dark() {
    Opening::dark().drive(async |window| ten_states(window, "dark").await);
}
