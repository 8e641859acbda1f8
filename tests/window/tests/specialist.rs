//! The specialist: the proof in the bytes, the pictures, the keys.

use ssoscope_window_tests::{Opening, key, root};

use crate::reading::{audience, becomes, file, shown};

/// A sample whose capture is of another kind than text.
fn of(sample: &str, capture: &str) -> Vec<String> {
    let mut line = shown(sample, &["idp.xml"], &[]);
    line[0] = file(sample, capture).display().to_string();
    line
}

#[test]
fn what_is_selected_is_explained_from_the_specification() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        let told = window.text(".layer .word").await?;
        assert!(told.starts_with("Audience") && told.contains("SAML Core 2.0, 2.5.1.4"), "{told}");
        window.click("[aria-label=Fields] button").await?;
        window.until("!document.querySelector('.layer .word')?.textContent.startsWith('Audience')").await
    });
}

#[test]
fn the_message_is_searched_with_the_keyboard() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.chord(false, "f").await?;
        window.until("document.activeElement.matches('.cm-search [name=search]')").await?; // though the text comes behind the answer
        window.fill(".cm-search [name=search]", "SessionIndex").await?;
        window.keys(key::ENTER).await?;
        window.until("[...document.querySelectorAll('.cm-searchMatch')].some((match) => match.textContent === 'SessionIndex')").await?;
        window.keys(key::ESCAPE).await?;
        window.until("!document.querySelector('.cm-search')").await
    });
}

#[test]
fn what_is_signed_is_painted_and_what_is_believed_unsigned_stands_out() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.press("What is signed").await?;
        window.shows(".cm-content .painted-verified").await?;
        window.until("!document.querySelector('.cm-content .painted-believed')").await
    });
    Opening::default().with(of("saml/wrapped", "capture.xml")).drive(async |window| {
        becomes(window, "Rejected").await?;
        assert!(window.content("[aria-label=Trust]").await?.contains("Believed by the application"));
        window.press("an Assertion").await?;
        window.shows(".cm-content .painted-believed").await.map(|_| ())
    });
}

#[test]
fn a_picture_is_saved_as_one_that_stands_alone() {
    Opening::default().with(audience()).drive(async |window| {
        becomes(window, "Rejected").await?;
        for (what, name, signs) in [("SVG", "times.svg", &b"<svg"[..]), ("PNG", "times.png", &b"\x89PNG"[..])]
        {
            let path = window.file(name, "")?;
            std::fs::remove_file(&path)?;
            window.press(&format!("Save “Times” as {what}")).await?;
            window.answer_dialog("Save", &path).await?;
            window.until(&format!("document.querySelector('.toast').textContent.includes('{name}')")).await?;
            let picture = std::fs::read(&path)?;
            assert!(picture.starts_with(signs) && picture.len() > 1_000, "{what}: {} bytes", picture.len());
            if what == "SVG" {
                let text = String::from_utf8(picture)?;
                assert!(text.contains("Conditions") && !text.contains("class="), "{text}");
            }
        }
        Ok(())
    });
}

#[test]
fn the_ladder_is_looked_at_from_far_and_walked_with_the_keyboard() {
    Opening::default().with(of("saml/log-clock", "capture.har")).drive(async |window| {
        window.shows("[aria-label='What happened'] ol li").await?;
        let steps = "document.querySelectorAll('[aria-label=\"What happened\"] ol > li').length";
        let near = window.script(&format!("return {steps}")).await?;
        window.press("Far").await?;
        let far = window.script(&format!("return {steps}")).await?;
        assert!(far.as_u64() <= near.as_u64(), "{far} of {near}");
        window.click("[aria-label='What happened'] ol button").await?;
        window.keys(key::DOWN).await?;
        window.until("document.activeElement === document.querySelectorAll('[aria-label=\"What happened\"] ol button')[1]").await?;
        assert!(window.content("[aria-label=Times]").await?.contains("Clock of app.ledgerline.example"));
        Ok(())
    });
}

#[test]
fn a_key_with_a_password_asks_for_it_where_it_is() {
    let key_file = root().join("src-tauri/core/src/expect/keys/protected.pem").display().to_string();
    Opening::default().with(audience()).with(["--key".to_owned(), key_file]).drive(async |window| {
        becomes(window, "Rejected").await?;
        window.press("locked key").await?;
        let password = "[aria-label='Password of protected.pem']";
        window.fill(password, "guess").await?;
        window.press("Unlock").await?;
        let says = window.text(".expected [role=alert]").await?;
        assert!(says.contains("does not open protected.pem"), "{says}");
        window.fill(password, "Kestrel-7").await?;
        window.press("Unlock").await?;
        window.until(&format!("!document.querySelector(\"{password}\")")).await?;
        let page = window.script("return document.documentElement.outerHTML").await?;
        assert!(!page.to_string().contains("Kestrel-7"), "the password stayed in the page");
        Ok(())
    });
}
