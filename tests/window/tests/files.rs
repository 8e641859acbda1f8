//! Files: dropped, opened and saved, through the real desktop.

use ssoscope_window_tests::{Opening, open};

use crate::reading::{becomes, file, headline, shown};

#[test]
fn a_dropped_file_is_examined_and_a_second_one_asked_about() {
    open(async |window| {
        window.drop_files(&[&file("oidc/wrong-client", "capture.txt")]).await?;
        window.shows("[aria-label=Verdict]").await?;
        window.drop_files(&[&file("oidc/wrong-client", "jwks.json")]).await?;
        window.press("I vouch for it").await?;
        window.until("document.querySelector('[aria-label=Case] li.support')").await?;
        window.until("document.querySelector('#check-oidc\\\\/signature_verifies, [id^=\"check-\"]')").await
    });
}

#[test]
fn files_are_opened_through_the_native_dialog() {
    open(async |window| {
        window.press("Open files…").await?;
        window.answer_dialog("Open files", &file("oidc/alg-none", "capture.txt")).await?;
        becomes(window, "Rejected").await
    });
}

#[test]
fn the_report_is_saved_through_the_native_dialog() {
    Opening::default().with(shown("oidc/alg-none", &[], &[])).drive(async |window| {
        becomes(window, "Rejected").await?;
        let path = window.file("report.md", "")?;
        std::fs::remove_file(&path)?;
        window.press("Save the report as Markdown").await?;
        window.answer_dialog("Save", &path).await?;
        window.until("document.querySelector('.toast').textContent.includes('report.md')").await?;
        let saved = std::fs::read_to_string(&path)?;
        assert!(saved.contains(headline(window).await?.trim_end_matches('.')), "{saved}");
        Ok(())
    });
}

#[test]
fn a_folder_is_refused_in_a_sentence() {
    open(async |window| {
        window.drop_files(&[&file("oidc", "alg-none")]).await?;
        assert!(window.text("[role=alert]").await?.contains("alg-none is a folder"));
        Ok(())
    });
}
