//! The service desk: a ticket with a paste, an answer to hand on, practice in quiet hours.

use ssoscope_window_tests::{Failure, Opening, Window, key, open};

use crate::reading::{audience, becomes, file, headline, text};

const LEAVES: &str = "dialog [aria-label='What leaves']";

/// Hands a report over: a person's name is hidden, shown when somebody wants it so, and not in what is copied.
pub(crate) async fn name_is_hidden(window: &Window) -> Result<(), Failure> {
    becomes(window, "Rejected").await?;
    window.press("Hand over…").await?;
    window
        .until(&format!("document.querySelector(\"{LEAVES}\")?.textContent.includes('[person 1]')"))
        .await?;
    assert!(!window.content(LEAVES).await?.contains("mira.solberg"));
    window.click("dialog input[type=checkbox]").await?;
    window
        .until(&format!("document.querySelector(\"{LEAVES}\")?.textContent.includes('mira.solberg')"))
        .await?;
    window.click("dialog input[type=checkbox]").await?;
    window
        .until(&format!("document.querySelector(\"{LEAVES}\")?.textContent.includes('[person 1]')"))
        .await?;
    window.click("dialog .do button").await?;
    window.until("document.querySelector('.toast').textContent.includes('Copied')").await?;
    assert!(!window.copied().contains("mira.solberg"), "{}", window.copied());
    Ok(())
}

#[test]
fn the_answer_is_in_sight_without_scrolling() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        let in_sight = "['Verdict', 'Cause'].every((name) => document.querySelector(`[aria-label=${name}]`).getBoundingClientRect().top < innerHeight / 2)";
        window.until(in_sight).await?;
        let cause = window.text("[aria-label=Cause]").await?;
        assert!(cause.contains("Who acts") && cause.contains("What to change"), "{cause}");
        window.until("document.querySelector('[aria-label=Cause] ol').getBoundingClientRect().bottom < innerHeight").await
    });
}

#[test]
fn a_name_is_hidden_before_the_report_leaves() {
    Opening::default().with(audience()).drive(name_is_hidden);
}

#[test]
fn a_second_paste_beside_the_first_settles_it() {
    open(async |window| {
        let response = text("saml/good-post", "capture.txt");
        window.paste(crate::reading::FIELD, &response).await?;
        window.shows("[aria-label=Verdict]").await?;
        window.drop_files(&[&file("saml/good-post", "idp.xml")]).await?;
        window.press("I vouch for it").await?;
        window.until("document.querySelector('[aria-label=Trust] .is-held')").await?;
        let trust = window.content("[aria-label=Trust]").await?;
        assert!(trust.contains("Vouched for by") && trust.contains("idp.xml"), "{trust}");
        Ok(())
    });
}

#[test]
fn a_paste_gets_a_name_of_its_own() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.click("[aria-label=Case] li.capture .name").await?;
        window.fill("[aria-label^='Text of'] .rename input", "ticket 4711").await?;
        window.keys(key::TAB).await?;
        window
            .until(
                "document.querySelector('[aria-label=Case] li.capture').textContent.includes('ticket 4711')",
            )
            .await
    });
}

#[test]
fn practice_hides_the_answer_until_it_is_guessed() {
    open(async |window| {
        window.press("Practise").await?;
        window.shows("[aria-label=Practice] .choices button").await?;
        window.shows("[aria-label=Message]").await?;
        window
            .until("!document.querySelector('[aria-label=Verdict]') && !document.querySelector('.failing')")
            .await?;
        window.click("[aria-label=Practice] .choices button").await?;
        window.shows("[aria-label=Verdict]").await?;
        window
            .until("/That is it|Not quite/.test(document.querySelector('[aria-label=Practice]').textContent)")
            .await?;
        window.press("Next case").await?;
        window.until("!document.querySelector('[aria-label=Verdict]')").await
    });
}

#[test]
fn everything_is_found_by_a_word() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.chord(false, "k").await?;
        window.shows("dialog [role=combobox]").await?;
        window.keys("another audience").await?;
        window.keys(key::ENTER).await?;
        window.until("document.activeElement.closest('#check-saml\\\\/audience')").await?;
        let before = headline(window).await?;
        window.chord(false, "k").await?;
        window.keys("new case").await?;
        window.keys(key::ENTER).await?;
        window.shows("[aria-label=Start]").await?;
        assert!(!before.is_empty());
        Ok(())
    });
}

#[test]
fn what_is_printed_is_what_leaves() {
    Opening::dark().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        let headline = headline(window).await?;
        window.chord(true, "S").await?;
        window.shows(LEAVES).await?;
        window.press("Print…").await?;
        window.until("document.querySelector('.paper')?.shadowRoot.querySelector('main')").await?;
        let paper = window.script("return document.querySelector('.paper').shadowRoot.textContent").await?;
        let paper = paper.as_str().unwrap_or_default();
        assert!(paper.contains(&headline) && paper.contains("[person 1]"), "{paper}");
        assert!(!paper.contains("mira.solberg"), "{paper}");
        assert!(paper.contains("SAML Core 2.0 2.5.1.4"), "a section is no address: {paper}");
        let folded = "document.querySelector('.paper').shadowRoot.querySelector('details:not([open])')";
        assert_eq!(window.script(&format!("return {folded}")).await?, serde_json::Value::Null);
        window.print().await
    });
}
