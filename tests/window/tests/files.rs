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
        window.until("document.querySelector('[aria-label=Trust]')?.textContent.includes('jwks.json')").await
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
        window.press("Hand over…").await?;
        window.press("Save…").await?;
        window.answer_dialog("Save", &path).await?;
        window.until("document.querySelector('.toast').textContent.includes('report.md')").await?;
        let saved = std::fs::read_to_string(&path)?;
        assert!(saved.contains(headline(window).await?.trim_end_matches('.')), "{saved}");
        Ok(())
    });
}

#[test]
fn a_dropped_folder_opens_with_all_that_is_in_it() {
    open(async |window| {
        window.drop_files(&[&file("oidc", "alg-none")]).await?;
        window.shows("[aria-label=Verdict]").await?;
        assert!(window.content("[aria-label=Case]").await?.contains("capture.txt"));
        Ok(())
    });
}

#[test]
fn a_folder_that_holds_too_much_is_refused_in_a_sentence() {
    open(async |window| {
        window.drop_files(&[&file("saml", "")]).await?;
        assert!(window.text("[role=alert]").await?.contains("saml holds more than 64 files"));
        Ok(())
    });
}

/// Saves the case that is open, starts anew, and opens it again.
#[test]
fn a_case_is_saved_and_opened_again_without_its_secrets() {
    let line = shown("saml/good-encrypted", &["idp.xml"], &[]);
    let key = file("saml/good-encrypted", "sp.key").display().to_string();
    Opening::default().with(line).with(["--key".to_owned(), key]).drive(async |window| {
        window.shows("[aria-label=Verdict]").await?;
        let before = headline(window).await?;
        let path = window.file("evening.ssoscope", "")?;
        std::fs::remove_file(&path)?;
        window.press("Save case…").await?;
        window.answer_dialog("Save", &path).await?;
        window.until("document.querySelector('.toast').textContent.includes('evening.ssoscope')").await?;
        let saved = std::fs::read_to_string(&path)?;
        assert!(
            saved.contains("ssoscope-case/1") && saved.contains("sp.key"),
            "the name of what was left out"
        );
        assert!(!saved.contains("PRIVATE KEY"), "a key was saved though nobody asked for it");
        window.press("New case").await?;
        window.press("Open…").await?;
        window.answer_dialog("Open files", &path).await?;
        window
            .until(
                "document.querySelector('.toast').textContent.includes('Left out when it was saved: sp.key')",
            )
            .await?;
        assert_ne!(headline(window).await?, before, "without its key it is not the same case");
        window.press("New case").await?;
        window.press("Recent").await?;
        window.press("evening.ssoscope").await?;
        window.shows("[aria-label=Verdict]").await?;
        window.press("Recent").await?;
        window.press("evening.ssoscope").await?; // a second time, beside itself
        window.until("document.querySelectorAll('[aria-label=Case] li.capture').length === 1").await
    });
}

#[test]
fn a_second_start_brings_its_file_to_the_window_that_is_open() {
    open(async |window| {
        window.shows("[aria-label=Start]").await?;
        window.start_again(&[&file("oidc/alg-none", "capture.txt")])?;
        becomes(window, "Rejected").await?;
        window.start_again(&[])?;
        becomes(window, "Rejected").await
    });
}
