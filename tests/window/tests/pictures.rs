//! The window's ten main states, light and dark: pictures to be looked at in `target/window`, and what a screen reader
//! is told of each, compared with what is kept in `tests/window/outlines`.

use ssoscope_window_tests::{Failure, Opening, Window, key};

use crate::reading::becomes;

/// A picture once nothing is on its way, and its outline compared.
async fn picture(window: &Window, name: &str, scheme: &str) -> Result<(), Failure> {
    window.pause().await;
    window.painted().await?;
    window.picture(&format!("{name}-{scheme}")).await?;
    window.has_outline(name).await
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

/// The start, a failed sign-in and what is done with it, a failed token.
async fn answers(window: &Window, scheme: &str) -> Result<(), Failure> {
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
    Ok(())
}

/// The other verdicts, the way of a sign-in, who vouches for it, practice.
async fn ways(window: &Window, scheme: &str) -> Result<(), Failure> {
    window.shows("[aria-label$=samples] button").await?;
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
    window.script("Math.random = () => 0").await?; // each time the same cases
    window.press("Practise").await?;
    window.shows("[aria-label=Practice] .choices").await?;
    picture(window, "10-practice", scheme).await
}

#[test]
fn answers_in_the_light() {
    Opening::default().drive(async |window| answers(window, "light").await);
}

#[test]
fn answers_in_the_dark() {
    Opening::dark().drive(async |window| answers(window, "dark").await);
}

#[test]
fn ways_in_the_light() {
    Opening::default().drive(async |window| ways(window, "light").await);
}

#[test]
fn ways_in_the_dark() {
    Opening::dark().drive(async |window| ways(window, "dark").await);
}
