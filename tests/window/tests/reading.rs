//! What a person reads in the window, and the samples that the tests read with them.

use std::path::PathBuf;

use ssoscope_window_tests::{Failure, Window, root};

/// The field that takes what was captured.
pub(crate) const FIELD: &str = "[aria-label='What was captured']";

/// The word of the verdict.
pub(crate) async fn verdict(window: &Window) -> Result<String, Failure> {
    window.text("[aria-label='Verdict'] .word").await
}

/// The sentence of the verdict.
pub(crate) async fn headline(window: &Window) -> Result<String, Failure> {
    window.text("[aria-label='Verdict'] h1").await
}

/// Waits for a verdict with this word.
pub(crate) async fn becomes(window: &Window, word: &str) -> Result<(), Failure> {
    window
        .until(&format!(
            "document.querySelector('[aria-label=Verdict] .word')?.textContent.includes('{word}')"
        ))
        .await
}

/// What is lit in the message.
pub(crate) async fn lit(window: &Window) -> Result<String, Failure> {
    window.until("document.querySelector('.cm-content .lit')").await?;
    let joined = "return Array.from(document.querySelectorAll('.cm-content .lit'), (mark) => mark.textContent).join('')";
    Ok(window.script(joined).await?.as_str().unwrap_or_default().to_owned())
}

/// What is lit in the layers beneath, from the one beneath the message down to the paste.
pub(crate) async fn lit_beneath(window: &Window) -> Result<Vec<String>, Failure> {
    window.until("document.querySelector('[aria-label=\"Layers beneath\"] mark.lit')").await?;
    let each = "return Array.from(document.querySelectorAll('[aria-label=\"Layers beneath\"] mark.lit'), (mark) => mark.textContent)";
    let marks = window.script(each).await?;
    Ok(marks.as_array().unwrap().iter().map(|mark| mark.as_str().unwrap_or_default().to_owned()).collect())
}

/// A file of a sample.
pub(crate) fn file(sample: &str, name: &str) -> PathBuf {
    root().join("samples").join(sample).join(name)
}

/// The text of a file of a sample.
pub(crate) fn text(sample: &str, name: &str) -> String {
    std::fs::read_to_string(file(sample, name)).unwrap()
}

/// The command line that names a sample's capture and what is vouched for, judged at its own instant.
pub(crate) fn shown(sample: &str, with: &[&str], expect: &[&str]) -> Vec<String> {
    let path = |name: &str| file(sample, name).display().to_string();
    let case = text(sample, "case.toml");
    let at = case.lines().find_map(|line| line.strip_prefix("at = ")).unwrap().trim_matches('"').to_owned();
    let mut line = vec![path("capture.txt"), "--at".to_owned(), at];
    line.extend(with.iter().flat_map(|name| ["--with".to_owned(), path(name)]));
    line.extend(expect.iter().flat_map(|pair| ["--expect".to_owned(), (*pair).to_owned()]));
    line
}

/// The command line of a sign-in that was issued for another application.
pub(crate) fn audience() -> Vec<String> {
    let expect = ["saml.sp.entity_id=https://app.ledgerline.example/saml/metadata"];
    shown("saml/audience-mismatch", &["idp.xml"], &expect)
}
