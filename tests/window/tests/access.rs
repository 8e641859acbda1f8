//! For everybody: no accessibility rule broken, light or dark, and the keyboard is enough.

use ssoscope_window_tests::{Failure, Opening, Window, key, open};

use crate::reading::{audience, becomes, shown};

const NONE: [String; 0] = [];
const SAMPLE: &str = "[aria-label$=samples] button";

/// Goes through what the window can show.
pub(crate) async fn looks_through(window: &Window) -> Result<(), Failure> {
    becomes(window, "Rejected").await?;
    window.shows("[aria-label=Calendar] svg").await?;
    assert_eq!(window.violations().await?, NONE, "a rejected sign-in");
    window.script("document.querySelectorAll('details').forEach((fold) => (fold.open = true))").await?;
    window.pause().await;
    assert_eq!(window.violations().await?, NONE, "everything unfolded");
    window.press("Keys").await?;
    window.shows("dialog[open]").await?;
    assert_eq!(window.violations().await?, NONE, "the list of keys");
    window.keys(key::ESCAPE).await?;
    window.press("Samples").await?;
    window.shows("[role=dialog] button").await?;
    assert_eq!(window.violations().await?, NONE, "the menu of samples");
    window.keys(key::ESCAPE).await?;
    window.press("Expected").await?;
    window.shows(".expected fieldset").await?;
    assert_eq!(window.violations().await?, NONE, "what is expected");
    window.press("Playbook").await?;
    window.shows(".playbook").await?;
    assert_eq!(window.violations().await?, NONE, "no playbook yet");
    window.press("New playbook").await?;
    window.press("From this sign-in").await?;
    window.shows(".text-editor .cm-content").await?;
    assert_eq!(window.violations().await?, NONE, "a playbook beside the report");
    window.press("Expected").await?;
    window.press("Hand over…").await?;
    window.shows("dialog [aria-label='What leaves']").await?;
    assert_eq!(window.violations().await?, NONE, "what leaves");
    window.keys(key::ESCAPE).await?;
    window.press("Find").await?;
    window.shows("dialog [role=option]").await?;
    assert_eq!(window.violations().await?, NONE, "the palette");
    window.keys(key::ESCAPE).await?;
    window.press("New case").await?;
    window.press("Throw them away").await?;
    window.shows("[aria-label=Start]").await?;
    assert_eq!(window.violations().await?, NONE, "the start");
    Ok(())
}

/// The same, and it is dark.
pub(crate) async fn looks_through_dark(window: &Window) -> Result<(), Failure> {
    window.until("matchMedia('(prefers-color-scheme: dark)').matches").await?;
    looks_through(window).await
}

#[test]
fn no_rule_is_broken_in_the_light() {
    Opening::default().with(audience()).drive(looks_through);
}

#[test]
fn no_rule_is_broken_in_the_dark() {
    Opening::dark().with(audience()).drive(looks_through_dark);
}

#[test]
fn a_token_breaks_no_rule() {
    Opening::dark().with(shown("oidc/alg-none", &[], &[])).drive(async |window| {
        becomes(window, "Rejected").await?;
        assert_eq!(window.violations().await?, NONE);
        Ok(())
    });
}

#[test]
fn the_keyboard_is_enough() {
    open(async |window| {
        window.shows(SAMPLE).await?;
        press_until_at(window, key::TAB, SAMPLE).await?;
        window.keys(key::ENTER).await?;
        window.shows("[aria-label=Verdict]").await?;
        press_until_at(window, key::F6, "[aria-label=Report]").await?;
        window.keys("?").await?;
        window.shows("dialog[open]").await?;
        window.keys(key::ESCAPE).await?;
        window.until("!document.querySelector('dialog[open]')").await?;
        window.keys(&format!("{}{}N{}", key::CONTROL, key::SHIFT, key::RELEASE)).await?;
        window.shows("[aria-label=Start]").await.map(|_| ())
    });
}

#[test]
fn the_focus_is_never_lost() {
    let at = |css: &str| format!("document.activeElement.closest(\"{css}\")");
    open(async |window| {
        window.shows(SAMPLE).await?;
        press_until_at(window, key::TAB, SAMPLE).await?;
        window.keys(key::ENTER).await?;
        window.shows("[aria-label=Verdict]").await?;
        window.until(&at("[aria-label=Report]")).await?; // the start went away with what was pressed
        window.script("document.querySelector('[aria-label=Case] .away').focus()").await?;
        window.keys(key::ENTER).await?; // one of the case's things goes away
        window.until(&at("[aria-label=Case]")).await?;
        window.chord(false, "k").await?;
        window.until(&at("dialog")).await?;
        window.keys(key::ESCAPE).await?;
        window.until(&at("[aria-label=Case]")).await?;
        window.chord(false, "2").await?;
        window.shows(".expected fieldset").await?;
        window.script("document.querySelector('.expected input').focus()").await?;
        window.chord(false, "1").await?; // the pane under the focus goes away
        window.until(&at("[aria-label=Message]")).await?;
        window.chord(true, "N").await?;
        window.until(&at("[aria-label=Start]")).await
    });
}

/// Presses a key until the focus is at an element.
async fn press_until_at(window: &Window, pressed: &str, css: &str) -> Result<(), Failure> {
    for _ in 0..10 {
        window.keys(pressed).await?;
        if window.script(&format!("return document.activeElement.matches(\"{css}\")")).await? == true {
            return Ok(());
        }
    }
    Err(format!("the key does not lead to {css}").into())
}
