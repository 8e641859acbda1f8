//! The application's owner and the playbook: opened, run, mended by what a sign-in shows, saved when it is said so.

use std::path::{Path, PathBuf};

use ssoscope_window_tests::{Failure, Window, key, open, root};

use crate::reading::becomes;

/// A copy of a playbook's folder, with one value of its text replaced; the playbook in it.
fn copied(window: &Window, from: &str, old: &str, new: &str) -> Result<PathBuf, Failure> {
    let source = root().join("samples/playbooks").join(from);
    for file in std::fs::read_dir(source)?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        window.file(&name, std::fs::read(file.path())?)?;
    }
    let path = window.file("playbook.toml", "")?;
    let text = std::fs::read_to_string(root().join("samples/playbooks").join(from).join("playbook.toml"))?;
    assert!(text.contains(old), "the playbook of {from} says {old}");
    std::fs::write(&path, text.replace(old, new))?;
    Ok(path)
}

const BACKSPACE: &str = "\u{e003}";
const HOME: &str = "\u{e011}";
const RIGHT: &str = "name_id_format = \"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"";
const WRONG: &str = "name_id_format = \"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\"";

/// Opens it as a file manager does.
async fn opened(window: &Window, path: &Path) -> Result<(), Failure> {
    window.start_again(&[path])?;
    window.shows("[aria-label='Test plan']").await.map(|_| ())
}

async fn run(window: &Window, says: &str) -> Result<(), Failure> {
    window.press("Run the cases").await?;
    window.until(&format!("document.querySelector('.matrix header p')?.textContent.includes('{says}')")).await
}

#[test]
fn a_red_case_turns_green_by_a_value_that_is_taken_in() {
    open(async |window| {
        let path = copied(window, "ledgerline", RIGHT, WRONG)?;
        opened(window, &path).await?;
        run(window, "came out otherwise").await?;
        window.picture("playbook-red").await?;
        let row = "[...document.querySelectorAll('.matrix tbody tr')].filter((row) => row.classList.contains";
        window.until(&format!("{row}('otherwise')).length > 0")).await?;
        let before = std::fs::read_to_string(&path)?;
        window.press("Take this value into the playbook…").await?;
        window.until("document.querySelector('dialog .cm-changedLine, dialog .cm-insertedLine')").await?;
        window.picture("playbook-change").await?;
        window.press("Take it in").await?;
        window.until("document.querySelector('.playbook .unsaved')").await?;
        run(window, "All 5 came out as the playbook says").await?;
        window.picture("playbook-green").await?;
        assert_eq!(std::fs::read_to_string(&path)?, before, "nothing is saved by itself");
        window.press("Save").await?;
        window.until("!document.querySelector('.playbook .unsaved')").await?;
        let after = std::fs::read_to_string(&path)?;
        assert!(after.contains(RIGHT), "{after}");
        assert!(after.starts_with("# What Ledgerline expects"), "its comments stay");
        Ok(())
    });
}

#[test]
fn a_case_is_opened_and_a_finding_offers_its_value() {
    open(async |window| {
        let path = copied(window, "ledgerline", RIGHT, WRONG)?;
        opened(window, &path).await?;
        run(window, "came out otherwise").await?;
        window.press("A sign-in as it should be").await?;
        becomes(window, "Rejected").await?;
        window.until("document.querySelector('[id^=check-]')").await?;
        window
            .script("document.querySelectorAll('.report details').forEach((fold) => (fold.open = true))")
            .await?;
        window
            .until("[...document.querySelectorAll('.report .finding button')].some((button) => button.textContent.includes('Take this value'))")
            .await?;
        window.picture("playbook-beside-report").await
    });
}

#[test]
fn what_is_wrong_with_the_text_stands_at_its_line_and_goes_when_it_is_mended() {
    open(async |window| {
        let path = copied(window, "ledgerline", RIGHT, RIGHT)?;
        window.press("Open a playbook…").await?;
        window.answer_dialog("Open a playbook", &path).await?;
        window.click(".text-editor .cm-content").await?;
        window.keys(&format!("{}{HOME}{}", key::CONTROL, key::RELEASE)).await?;
        window.keys(&format!("shema = 1{}", key::ENTER)).await?;
        let said = "document.querySelector('.playbook .said')?.textContent";
        window.until(&format!("{said}.includes('line 1') && {said}.includes('schema')")).await?;
        window.shows(".text-editor .cm-lint-marker-error").await?;
        window.picture("playbook-fault").await?;
        window.press("line 1").await?;
        window.keys(&format!("{}{}{}{BACKSPACE}", key::SHIFT, key::DOWN, key::RELEASE)).await?;
        window.until("!document.querySelector('.playbook .said')").await?;
        run(window, "All 5").await
    });
}

#[test]
fn changes_are_asked_about_before_they_are_lost() {
    open(async |window| {
        let path = copied(window, "ledgerline", RIGHT, WRONG)?;
        opened(window, &path).await?;
        window.click(".text-editor .cm-content").await?;
        window.keys("# mine").await?;
        window.until("document.querySelector('.playbook .unsaved')").await?;
        window.press("New case").await?;
        window.shows("dialog[aria-label='Not saved']").await?;
        window.press("Go on with it").await?;
        window.close_by_its_frame().await?;
        window.shows("dialog[aria-label='Not saved']").await?;
        window.picture("playbook-not-saved").await?;
        window.press("Go on with it").await?;
        window.press("New case").await?;
        window.press("Throw them away").await?;
        window.shows("[aria-label=Start]").await?;
        assert!(!std::fs::read_to_string(&path)?.contains("# mine"));
        Ok(())
    });
}

#[test]
fn a_playbook_is_learned_from_a_good_sign_in() {
    ssoscope_window_tests::Opening::default()
        .with(crate::reading::shown("saml/good-with-playbook", &["idp.xml"], &[]))
        .drive(async |window| {
            window.shows("[aria-label=Verdict]").await?;
            window.press("Playbook").await?;
            window.press("New playbook").await?;
            window.press("From this sign-in").await?;
            window
                .until(
                    "document.querySelector('.text-editor')?.textContent.includes('Learned from 1 sign-in')",
                )
                .await?;
            window.shows(".playbook .unsaved").await?;
            window.picture("playbook-learned").await
        });
}
