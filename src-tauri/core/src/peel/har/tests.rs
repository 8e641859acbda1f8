//! What the form makes of small logs in the manner of different browsers.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::case::Paste;
use crate::exchange::{Exchange, Source, Written};

fn opened(har: &str) -> Case {
    crate::peel::peel(vec![Paste::capture("a.har", har)])
}

fn har(entries: &str) -> String {
    format!(r#"{{"log":{{"version":"1.2","creator":{{"name":"x"}},"entries":[{entries}]}}}}"#)
}

const REDIRECT: &str = r#"{"startedDateTime":"2026-03-10T08:15:30.250Z","time":41.5,"_resourceType":"document","pageref":"p1",
 "request":{"method":"GET","url":"https://app.example/login?next=%2F","httpVersion":"HTTP/2","headers":[{"name":"Host","value":"app.example"},{"name":"X-Own","value":"1"}]},
 "response":{"status":302,"statusText":"Found","headers":[{"name":"Location","value":"https:\/\/idp.example\/sso?SAMLRequest=abc"},{"name":"Set-Cookie","value":"a=1; Path=\/\nb=2; Secure"}],
 "content":{"size":0,"mimeType":"text/html; charset=utf-8"}},"timings":{"blocked":1.5,"dns":-1,"connect":10,"ssl":8,"send":0.5,"wait":25,"receive":4}}"#;

#[test]
fn an_entry_becomes_an_exchange_that_knows_its_bytes() {
    let text = har(REDIRECT);
    let case = opened(&text);
    let [exchange] = case.exchanges() else { panic!("one exchange") };
    assert_eq!((exchange.method(), exchange.address()), ("GET", "https://app.example/login"));
    assert_eq!(exchange.source, Source::Har { entry: 0 });
    assert_eq!(&text[exchange.url.at.range()], r#""https://app.example/login?next=%2F""#);
    assert_eq!(exchange.redirect().unwrap().value, "https://idp.example/sso?SAMLRequest=abc");
    assert_eq!(&text[exchange.status.as_ref().unwrap().at.range()], "302");
    let cookies: Vec<&str> =
        exchange.answer.headers.all("set-cookie").map(|cookie| cookie.value.as_str()).collect();
    assert_eq!(cookies, ["a=1; Path=/", "b=2; Secure"]);
    assert_eq!(
        (exchange.request.headers.count, exchange.request.headers.first("x-own").is_some()),
        (2, false)
    );
    assert_eq!(exchange.timings.before_wait, Some(12.0));
    assert_eq!(exchange.timings.wait, Some(25.0));
    assert_eq!(exchange.end().unwrap().to_rfc3339(), "2026-03-10T08:15:30.291500+00:00");
    assert_eq!(exchange.purpose.kind.as_deref(), Some("document"));
    assert_eq!(exchange.answer.body.as_ref().unwrap().media_type.as_deref(), Some("text/html"));
}

#[test]
fn a_redirect_that_nothing_follows_is_opened_and_one_that_is_followed_is_not() {
    let alone = opened(&har(REDIRECT));
    assert!(alone.layers().iter().any(|layer| layer.name == "Location"));
    let next = r#"{"startedDateTime":"2026-03-10T08:15:31Z","request":{"method":"GET","url":"https://idp.example/sso?SAMLRequest=abc","headers":[]},"response":{"status":0}}"#;
    let followed = opened(&har(&format!("{REDIRECT},{next}")));
    assert!(!followed.layers().iter().any(|layer| layer.name == "Location"));
    assert_eq!(followed.exchanges()[1].status(), 0);
    assert!(followed.exchanges()[1].status.is_none());
}

#[test]
fn a_page_that_posts_a_message_is_opened_where_the_post_is_missing() {
    let page = r#"{"request":{"method":"POST","url":"https://idp.example/login"},"response":{"status":200,"headers":[],
        "content":{"mimeType":"text/html","text":"<form action='https://app.example/acs'><input name=\"SAMLResponse\" value=\"PHNhbWw=\"></form>"}}}"#;
    let post = r#"{"request":{"method":"POST","url":"https://app.example/acs","postData":{"mimeType":"application/x-www-form-urlencoded","params":[{"name":"SAMLResponse","value":"PHNhbWw="}]}},"response":{"status":200}}"#;
    let pages = |case: &Case| case.layers().iter().filter(|layer| layer.name == "page").count();
    assert_eq!(pages(&opened(&har(page))), 1);
    assert_eq!(pages(&opened(&har(&format!("{page},{post}")))), 0);
}

#[test]
fn base64_content_is_told_apart() {
    let entry = r#"{"request":{"url":"https://a.example/x"},"response":{"status":200,"content":{"size":3,"mimeType":"image/png","encoding":"base64","text":"AAEC"}}}"#;
    let text = har(entry);
    let case = opened(&text);
    let body = case.exchanges()[0].answer.body.clone().unwrap();
    assert_eq!((body.written, body.size), (Written::JsonBase64, Some(3)));
    assert_eq!(&text[body.at.unwrap().range()], "AAEC");
}

#[test]
fn a_text_in_base64_is_read_as_one() {
    use base64::Engine;
    let answer = |status: u16, media: &str, text: &str| {
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        let content = format!(r#"{{"mimeType":"{media}","encoding":"base64","text":"{text}"}}"#);
        let entry = format!(
            r#"{{"request":{{"url":"https://a.example/x"}},"response":{{"status":{status},"content":{content}}}}}"#
        );
        let case = opened(&har(&entry));
        let layer = case.exchanges()[0].answer.body.clone().unwrap().layer?;
        let layer = case.layer(layer)?;
        Some((layer.name.clone(), layer.text()?.to_owned()))
    };
    let page = "<html><body>The state is not that of this browser.</body></html>";
    assert_eq!(answer(400, "text/html; charset=utf-8", page), Some(("page".to_owned(), page.to_owned())));
    let tokens = r#"{"access_token":"a","id_token":"b"}"#;
    assert_eq!(answer(200, "application/json", tokens), Some(("answer".to_owned(), tokens.to_owned())));
    assert_eq!(answer(400, "image/png", page), None);
}

#[test]
fn a_log_that_breaks_off_keeps_its_entries_and_says_what_is_missing() {
    let text = har(&format!("{REDIRECT},{REDIRECT}"));
    let cut = &text[..text.len() - 120];
    let case = opened(cut);
    let urls: Vec<&str> = case.exchanges().iter().map(Exchange::address).collect();
    assert_eq!(urls, ["https://app.example/login"; 2], "the cut entry still tells its request");
    let crack = &case.layers()[0].cracks[0];
    assert_eq!(crack.id, "har/broken");
    assert!(
        crack.says.contains("inside entry 2") && crack.says.contains("the one before it was"),
        "{}",
        crack.says
    );
}
