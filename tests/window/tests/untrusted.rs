//! Whatever is pasted or typed, wherever: it is shown as text, and nothing of it runs.

use ssoscope_window_tests::{Failure, Opening, Window, key, open};

use crate::reading::{FIELD, becomes, shown};

const MARKUP: [&str; 6] = [
    "<img src=x onerror=\"document.body.dataset.owned=1\">",
    "<script>document.body.dataset.owned=1</script>",
    "\"><svg onload=document.body.dataset.owned=1>",
    "javascript:document.body.dataset.owned=1",
    "<iframe srcdoc=\"<script>parent.document.body.dataset.owned=1</script>\"></iframe>",
    "{{constructor.constructor('document.body.dataset.owned=1')()}}",
];

async fn nothing_ran(window: &Window, place: &str) -> Result<(), Failure> {
    window.pause().await;
    let clean = "return document.body.dataset.owned === undefined && !document.querySelector('img:not(.cm-widgetBuffer), iframe, object, embed, [onerror], [onload]') && document.querySelectorAll('script').length";
    let scripts = window.script(clean).await?;
    assert_eq!(scripts, 1, "{place}: something other than the page's own script is there");
    Ok(())
}

/// Pastes markup, by itself and within a message; each is examined, and none of it runs.
pub(crate) async fn pasted_markup_is_text(window: &Window) -> Result<(), Failure> {
    for markup in MARKUP {
        let issuer = markup.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let response = format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\" Version=\"2.0\" Destination=\"{issuer}\"><saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{issuer}</saml:Issuer></samlp:Response>"
        );
        for paste in [markup, &response] {
            window.paste(FIELD, paste).await?;
            window.shows("[aria-label=Verdict]").await?;
            window
                .script("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
                .await?;
            nothing_ran(window, paste).await?;
            window.press("New case").await?;
        }
    }
    Ok(())
}

#[test]
fn nothing_that_is_pasted_as_a_capture_runs() {
    open(pasted_markup_is_text);
}

#[test]
fn nothing_that_is_typed_into_a_field_runs() {
    let case = shown("saml/audience-mismatch", &["idp.xml"], &[]);
    Opening::default().with(case).drive(async |window| {
        window.shows("[aria-label=Verdict]").await?;
        window.press("Expected").await?;
        window.shows(".expected input").await?;
        window.script("document.querySelectorAll('.expected details').forEach((fold) => (fold.open = true))").await?;
        window.click("[aria-label=Case] li.capture .name").await?;
        window.shows(".rename input").await?;
        // every field that is in sight, each with every text, as an input method would put it there
        let put = format!(
            "const texts = {}; const inputs = [...document.querySelectorAll('input:not([type=checkbox])')];
             for (const text of texts) for (const input of inputs) {{ input.value = text; input.dispatchEvent(new Event('input', {{ bubbles: true }})); input.dispatchEvent(new Event('change', {{ bubbles: true }})); }}
             return inputs.length",
            serde_json::to_string(&MARKUP)?
        );
        let fields = window.script(&put).await?;
        assert!(fields.as_u64().is_some_and(|fields| fields > 10), "{fields} fields");
        nothing_ran(window, "the form").await?;
        window.chord(false, "k").await?;
        window.keys(MARKUP[0]).await?;
        nothing_ran(window, "the palette").await?;
        window.keys(key::ESCAPE).await?;
        window.press("Hand over…").await?;
        window.shows("dialog pre").await?;
        nothing_ran(window, "what leaves").await
    });
}

#[test]
fn a_file_with_a_name_like_markup_is_only_a_file() {
    open(async |window| {
        let name = "<img src=x onerror=document.body.dataset.owned=1>.txt";
        let path = window.file(name, crate::reading::text("oidc/alg-none", "capture.txt"))?;
        window.drop_files(&[&path]).await?;
        becomes(window, "Rejected").await?;
        assert!(window.content("[aria-label=Case]").await?.contains("<img src=x"));
        nothing_ran(window, "the name of a file").await
    });
}
