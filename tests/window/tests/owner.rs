//! The application's owner: what should be so, kept as a playbook, and a report for scripts.

use ssoscope_window_tests::{Opening, key, open};

use crate::reading::{becomes, shown};

/// A sign-in of which nothing is expected yet.
fn bare() -> Vec<String> {
    shown("saml/audience-mismatch", &["idp.xml"], &[])
}

async fn expect(
    window: &ssoscope_window_tests::Window,
    label: &str,
    text: &str,
) -> Result<(), ssoscope_window_tests::Failure> {
    let mark = format!(
        "[...document.querySelectorAll('.expected label')].find((label) => label.textContent.trim() === '{label}').querySelector('input').dataset.test = 'field'"
    );
    window.script(&mark).await?;
    window.fill("[data-test=field]", text).await?;
    window.script("delete document.querySelector('[data-test]').dataset.test").await.map(|_| ())
}

#[test]
fn what_is_typed_into_the_form_is_judged_as_it_is_typed() {
    Opening::default().with(bare()).drive(async |window| {
        window.shows("[aria-label=Verdict]").await?;
        window.chord(false, "2").await?;
        window.shows(".expected").await?;
        expect(window, "Entity ID", "https://app.ledgerline.example/saml/metadata").await?;
        becomes(window, "Rejected").await?;
        assert!(window.text("[aria-label=Cause]").await?.contains("https://intranet.halden.example/saml"));
        expect(window, "Audience, where it is another", "https://intranet.halden.example/saml").await?;
        window.until("!document.querySelector('[aria-label=Verdict] h1').textContent.includes('another application')").await
    });
}

#[test]
fn the_form_is_kept_as_a_playbook_and_the_playbook_is_judged_by() {
    Opening::default().with(bare()).drive(async |window| {
        window.shows("[aria-label=Verdict]").await?;
        window.press("Expected").await?;
        expect(window, "Entity ID", "https://app.ledgerline.example/saml/metadata").await?;
        becomes(window, "Rejected").await?;
        window.press("Write the form into a playbook…").await?;
        window.press("Take it in").await?;
        window
            .until("document.querySelector('.text-editor')?.textContent.includes('https://app.ledgerline.example/saml/metadata')")
            .await?;
        window.click(".text-editor .cm-content").await?;
        window.keys(&format!("{}a{}", key::CONTROL, key::RELEASE)).await?;
        window.keys(&format!("[saml.sp]{}entityid = 1", key::ENTER)).await?;
        // an unknown key is refused with the nearest
        window.until("document.querySelector('.playbook .said')?.textContent.includes('“saml.sp.entity_id” comes nearest')").await
    });
}

#[test]
fn the_report_is_handed_to_scripts_as_json() {
    Opening::default().with(bare()).drive(async |window| {
        window.shows("[aria-label=Verdict]").await?;
        let path = window.file("report.json", "")?;
        std::fs::remove_file(&path)?;
        window.chord(true, "S").await?;
        window.press("JSON").await?;
        window.until("document.querySelector('dialog pre')?.textContent.startsWith('{')").await?;
        window.press("Save…").await?;
        window.answer_dialog("Save", &path).await?;
        for _ in 0..100 {
            if path.exists() {
                break;
            }
            window.pause().await;
        }
        let saved: serde_json::Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        assert_eq!(saved["schema"], "ssoscope-report/1");
        assert!(!saved.to_string().contains("mira.solberg"), "people are hidden unless somebody wants them");
        window.press("SARIF").await?;
        window.until("document.querySelector('dialog pre')?.textContent.includes('2.1.0')").await?;
        let sarif: serde_json::Value = serde_json::from_str(&window.content("dialog pre").await?)?;
        assert_eq!(sarif["runs"][0]["tool"]["driver"]["name"], "SSOscope");
        Ok(())
    });
}

#[test]
fn the_end_of_a_client_secret_stands_in_the_calendar() {
    open(async |window| {
        window.chord(false, "k").await?;
        window.shows("dialog [role=combobox]").await?;
        window.keys("sample client secret ended yesterday").await?;
        window
            .until("document.querySelector('dialog [role=option] .hint')?.textContent === 'sample'")
            .await?;
        window.keys(key::ENTER).await?;
        becomes(window, "Rejected").await?;
        let calendar = window.content("[aria-label=Calendar]").await?;
        assert!(calendar.contains("Client secret of ") && calendar.contains("ended 1 d ago"), "{calendar}");
        window.press("Client secret of").await?;
        window.until("document.querySelector('.cm-content .lit')?.textContent.includes('1776168000')").await
    });
}
