//! From the paste to the answer, and on to the bytes.

use ssoscope_window_tests::{Failure, Opening, Window, key, open};

use crate::reading::{FIELD, audience, becomes, headline, lit, lit_beneath, shown, text, verdict};

/// A token is pasted, and answered.
pub(crate) async fn token_is_answered(window: &Window) -> Result<(), Failure> {
    window.paste(FIELD, &text("oidc/alg-none", "capture.txt")).await?;
    assert_eq!(verdict(window).await?, "Rejected");
    assert_eq!(headline(window).await?, "Nothing in the answer is signed.");
    assert!(window.text("[aria-label='Cause']").await?.contains("alg none"));
    Ok(())
}

/// Of a sign-in for another audience the fault is lit, in each layer.
pub(crate) async fn fault_is_lit(window: &Window) -> Result<(), Failure> {
    becomes(window, "Rejected").await?;
    assert_eq!(headline(window).await?, "The assertion was issued for another application.");
    assert_eq!(lit(window).await?, "https://intranet.halden.example/saml");
    let paste = text("saml/audience-mismatch", "capture.txt");
    let beneath = lit_beneath(window).await?;
    assert!(!beneath.is_empty() && paste.contains(beneath.last().unwrap()), "{beneath:?}");
    Ok(())
}

#[test]
fn a_pasted_token_becomes_a_verdict_and_a_cause() {
    open(token_is_answered);
}

#[test]
fn the_fault_is_lit_from_the_message_down_to_the_paste() {
    Opening::default().with(audience()).drive(fault_is_lit);
}

#[test]
fn what_is_missing_can_be_pasted_where_it_is_asked_for() {
    let case = shown("saml/good-post", &[], &[]);
    Opening::default().with(case).drive(async |window| {
        becomes(window, "Cannot be told yet").await?;
        window.press("Paste it…").await?;
        window.paste("[aria-label='What is missing'] .cm-content", &text("saml/good-post", "idp.xml")).await?;
        window.until("document.querySelector('[aria-label=Case] li.support')").await?;
        window.until("![...document.querySelectorAll('[aria-label=\"What is missing\"] h3')].some((need) => need.textContent.includes('certificate'))").await
    });
}

#[test]
fn the_time_of_arrival_is_typed_where_it_is_asked_for() {
    open(async |window| {
        window.paste(FIELD, &text("saml/capture-is-old", "capture.txt")).await?;
        let asked = "[...document.querySelectorAll('[aria-label=\"What is missing\"] h3')].some((need) => need.textContent.includes('time at which the message arrived'))";
        window.until(asked).await?;
        window.press("Set the instant…").await?;
        window.until("document.activeElement.matches('[aria-label=\"When it is judged\"] input')").await?;
        window.keys(&format!("2026-03-10T08:15:40Z{}", key::ENTER)).await?;
        window.until(&format!("!{asked}")).await?;
        let judged = window.content("[aria-label=Case] .judged").await?;
        assert!(judged.contains("10 Mar 2026, 08:15:40"), "{judged}");
        Ok(())
    });
}

#[test]
fn the_report_can_be_copied_for_a_ticket() {
    open(async |window| {
        window.paste(FIELD, &text("oidc/alg-none", "capture.txt")).await?;
        becomes(window, "Rejected").await?;
        window.press("Copy for a ticket").await?;
        window.until("document.querySelector('.toast').textContent.includes('Copied')").await?;
        assert!(window.copied().contains("Nothing in the answer is signed"), "{}", window.copied());
        Ok(())
    });
}
