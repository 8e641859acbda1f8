//! Bad input: one plain sentence, and the window lives on.

use ssoscope_window_tests::{Failure, Window, open};

use crate::reading::{FIELD, becomes, text};

/// The window still takes a paste and answers it.
async fn lives_on(window: &Window) -> Result<(), Failure> {
    window.press("New case").await?;
    window.paste(FIELD, &text("oidc/alg-none", "capture.txt")).await?;
    becomes(window, "Rejected").await
}

/// Bytes without any order, the same in every run (xorshift64).
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..length.div_ceil(8)).flat_map(|_| next().to_le_bytes()).take(length).collect()
}

#[test]
fn fifty_megabytes_of_noise_are_answered_in_a_sentence() {
    open(async |window| {
        let file = window.file("noise.bin", noise(50 << 20))?;
        window.drop_files(&[&file]).await?;
        let says = window.text("[aria-label='Not read']").await?;
        assert!(says.contains("Instead"), "{says}");
        lives_on(window).await
    });
}

#[test]
fn five_megabytes_of_pasted_text_are_answered_in_a_sentence() {
    open(async |window| {
        let letters: String = noise(5 << 20).iter().map(|byte| char::from(b'!' + byte % 90)).collect();
        window.paste(FIELD, &letters).await?;
        window.shows("[aria-label='Verdict']").await?;
        lives_on(window).await
    });
}

#[test]
fn fifty_pastes_on_each_other_s_heels_end_in_the_last() {
    let pastes = [
        text("saml/good-post", "capture.txt"),
        text("saml/wrapped", "capture.xml"),
        text("oidc/alg-none", "capture.txt"),
    ];
    open(async |window| {
        window.paste(FIELD, &pastes[0]).await?;
        window.shows("[aria-label=Verdict]").await?;
        let pastes = serde_json::to_string(&pastes)?;
        window
            .script(&format!(
                "for (let i = 0; i < 51; i++) {{
                   const given = new DataTransfer();
                   given.setData('text/plain', {pastes}[i % 3]);
                   document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: given, bubbles: true, cancelable: true }}));
                 }}"
            ))
            .await?;
        window
            .until("document.querySelector('[aria-label=Message] .tabs')?.textContent.includes('ID token')")
            .await?;
        assert_eq!(
            window.script("return document.querySelectorAll('[aria-label=Case] li.capture').length").await?,
            1
        );
        assert_eq!(
            window.script("return document.querySelector('[role=alert]')").await?,
            serde_json::Value::Null
        );
        lives_on(window).await
    });
}

#[test]
fn odd_things_are_each_answered_in_a_sentence() {
    let bomb = "<!DOCTYPE a [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";
    let deep = "<a>".repeat(100_000);
    let odd = [
        (
            "an HTML page",
            "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
        ),
        ("four dots", "eyJhbGciOiJSU0EtT0FFUCJ9....."),
        (
            "truncated base64",
            "PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm46b2FzaXM6bmFtZXM6dGM6U0FNTDoyLjA6cHJvd",
        ),
        ("an entity bomb", bomb),
        ("deep XML", &deep),
        ("a sentence", "It does not work, can you have a look?"),
    ];
    open(async |window| {
        for (what, paste) in odd {
            window.paste(FIELD, paste).await?;
            let says = window.text("[aria-label='Verdict'] h1").await?;
            assert!(says.len() > 20 && says.len() < 300, "{what}: {says}");
            window.press("New case").await?;
            window.shows("[aria-label=Start]").await?;
        }
        window.paste(FIELD, &text("oidc/alg-none", "capture.txt")).await?;
        becomes(window, "Rejected").await
    });
}
