//! The data is read whole, its lines do not collide, and each is found where it is said.

use std::collections::HashMap;

use super::*;

/// Words as a product would write them: the gaps filled, and what belongs beside them put behind.
fn written(words: &str) -> String {
    let filled = words.replace('…', "https://x.example/7").replace(" & ", " | ");
    match filled.strip_suffix(['#', '*']) {
        Some(start) => format!("{start}987654321"),
        None => filled,
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    find(text.as_bytes()).into_iter().map(|said| said.text.code()).collect()
}

#[test]
fn every_line_is_read() {
    let lines = DATA.lines().filter(|line| !line.starts_with(['#', '@']) && !line.is_empty());
    assert_eq!(lines.count(), all().len());
    assert!(all().len() >= 622);
    for text in all() {
        let whole = !text.product.is_empty() && !text.means.is_empty() && !text.means.ends_with('.');
        assert!(whole && text.words.iter().all(|words| words.len() >= 4), "{}", text.code());
    }
}

#[test]
fn no_two_products_say_the_same_words() {
    let mut owners = HashMap::new();
    for text in all() {
        for words in &text.words {
            let twice = owners.insert(words.to_lowercase(), text.product);
            assert!(twice.is_none(), "“{words}” stands with {twice:?} and {}", text.product);
        }
    }
}

#[test]
fn each_is_found_by_its_own_words_and_first() {
    let mut wrong = Vec::new();
    for text in all() {
        for words in &text.words {
            let said = find(written(words).as_bytes());
            let own = said.iter().find(|said| std::ptr::eq(said.text, text));
            let longest = said.iter().max_by_key(|said| said.at.len());
            let beside = words.contains(" & ");
            if own.is_none() || !beside && !longest.is_some_and(|said| std::ptr::eq(said.text, text)) {
                wrong.push(format!(
                    "{words}: {:?}",
                    said.iter().map(|said| said.text.code()).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_are_found_in_pages_and_other_languages_and_cut() {
    let page = "<html><title>x</title><p>Doesn&#39;t match the\n issuer, expected: &lt;https://a&gt;, but was: b</p>";
    assert_eq!(codes(page), ["Doesn't match the issuer, expected"]);
    assert_eq!(codes("AADSTS50105: Der angemeldete Benutzer ist keiner Rolle zugewiesen"), ["AADSTS50105"]);
    assert_eq!(codes("Paramètre invalide : redirect_uri"), ["Invalid parameter: redirect_uri"]);
    assert_eq!(codes("… SP. The audien"), Vec::<&str>::new());
    assert_eq!(codes("Invalid Audience. The audience https://sp.exa"), ["Invalid Audience. The audience"]);
    assert_eq!(codes("AADSTS999999: x"), ["AADSTS#"]);
}

#[test]
fn ordinary_words_name_no_fault() {
    for text in [
        "Welcome back, Ada. Your last visit was on Monday.",
        "The redirect_uri, scope and state parameters are described in the manual.",
        "GET /saml/acs HTTP/1.1\nHost: sp.example\nSAMLResponse=PHNhbWw",
        "2026-11-23 08:00:00 INFO user a@x.example signed in by SAML, session started",
    ] {
        assert_eq!(codes(text), Vec::<&str>::new(), "{text}");
    }
}
