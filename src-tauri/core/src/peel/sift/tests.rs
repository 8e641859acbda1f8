//! What is kept of large files, how they are taken in pieces, and that every byte knows its place.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write as _;

use super::*;
use crate::exchange::Source;
use crate::{Case, Unwatched, peel};

const RESPONSE: &str = r#"{"startedDateTime":"2026-03-10T08:15:31Z","request":{"method":"POST","url":"https:\/\/app.example\/acs","headers":[],"postData":{"mimeType":"application/x-www-form-urlencoded","text":"RelayState=x&SAMLResponse=PHNhbWxwOlJlc3BvbnNlLz4%3D"}},"response":{"status":302,"headers":[{"name":"Location","value":"/home"}],"content":{"size":0}}}"#;

/// An entry that tells nothing, with a body full of what JSON has to escape.
fn picture(number: usize) -> String {
    format!(
        r#"{{"startedDateTime":"2026-03-10T08:15:30Z","_resourceType":"script","request":{{"method":"GET","url":"https://cdn.example/{number}.js","headers":[{{"name":"Accept","value":"*/*"}}]}},"response":{{"status":200,"headers":[],"content":{{"size":9,"mimeType":"text/javascript","text":"{}"}}}}}}"#,
        r#"f(\"}]\\\");\n"#.repeat(20)
    )
}

fn har(entries: &[String]) -> String {
    format!("{{\"log\":{{\"version\":\"1.2\",\"entries\":[\n{}\n]}}}}", entries.join(",\n"))
}

/// Forty entries that tell nothing, the answer, and forty more.
fn log() -> String {
    let mut entries: Vec<String> = (0..40).map(picture).collect();
    entries.push(RESPONSE.to_owned());
    entries.extend((41..81).map(picture));
    har(&entries)
}

fn in_pieces(text: &str, len: usize) -> Paste {
    let mut sieve = Sieve::from("large", Role::Capture, 200);
    text.as_bytes().chunks(len).for_each(|piece| sieve.take(piece));
    sieve.paste()
}

fn holds_true(text: &str, paste: &Paste) {
    let kept = paste.kept.as_ref().unwrap();
    assert_eq!(kept.size, text.len() as u64);
    let ends = kept.stretches().iter().skip(1).map(|next| next.start).chain([paste.bytes.len() as u32]);
    for (stretch, end) in kept.stretches().iter().zip(ends) {
        let at = kept.in_file(stretch.start..end);
        let held = &paste.bytes[stretch.start as usize..end as usize];
        assert_eq!(&text.as_bytes()[at.start as usize..at.end as usize], held);
    }
}

fn opened(paste: Paste) -> Case {
    peel::peel(vec![paste])
}

#[test]
fn the_message_is_kept_with_its_place_however_the_file_is_cut() {
    let text = log();
    let whole = in_pieces(&text, text.len());
    for len in [1, 7, 61, 4096] {
        let paste = in_pieces(&text, len);
        assert_eq!(paste.bytes, whole.bytes, "pieces of {len}");
        assert_eq!(paste.kept, whole.kept, "pieces of {len}");
    }
    holds_true(&text, &whole);
    assert!(whole.bytes.len() < 6_000, "{}", whole.bytes.len());
    let kept = whole.kept.clone().unwrap();
    assert_eq!((kept.items, kept.items_kept, kept.items_lost), (81, 1 + u64::from(ANSWERS_OF_A_HOST), 0));
    let at = text.find("PHNhbWx").unwrap() as u64;
    let case = opened(whole);
    let response = case.layers().iter().find(|layer| layer.name == "SAMLResponse").unwrap();
    let traced = *case.trace(response.span()).last().unwrap();
    assert_eq!(kept.in_file(traced.start..traced.end).start, at);
    assert!(case.exchanges().iter().any(|exchange| exchange.source == Source::Har { entry: 40 }));
    let says = &case.layers()[0].cracks[0].says;
    assert!(says.contains("of its 81 entries") && says.contains("9 were read"), "{says}");
}

/// The first answers of a host are kept for their times.
const ANSWERS_OF_A_HOST: u8 = 8;

#[test]
fn a_log_that_breaks_off_says_how_many_entries_were_read() {
    let text = log();
    let end = text.rfind("\"response\"").unwrap() + 40;
    for len in [5, 100_000] {
        let case = opened(in_pieces(&text[..end], len));
        let cracks = &case.layers()[0].cracks;
        let broken = cracks.iter().find(|crack| crack.id == "har/broken").unwrap();
        assert!(broken.says.contains("inside entry 81: the 80 before it were read"), "{}", broken.says);
        assert!(case.layers().iter().any(|layer| layer.name == "SAMLResponse"));
    }
}

#[test]
fn a_text_without_end_is_never_held() {
    let before = text_before_the_body();
    let mut sieve = Sieve::from("large", Role::Capture, 200);
    sieve.take(before.as_bytes());
    for _ in 0..64 {
        sieve.take(&[b'A'; 1 << 20]);
    }
    sieve.take(b"\"}}}]}}");
    let paste = sieve.paste();
    let size = before.len() as u64 + (64 << 20) + 7;
    assert_eq!(paste.kept.as_ref().unwrap().size, size);
    assert!(paste.bytes.capacity() < 8 << 20, "{}", paste.bytes.capacity());
    assert!(paste.bytes.ends_with(b"\"text\":\"\"}}}]}}"), "{}", String::from_utf8_lossy(&paste.bytes));
    assert_eq!(opened(paste).exchanges().len(), 1);
}

fn text_before_the_body() -> String {
    r#"{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[{"request":{"url":"https://a.example/film"},"response":{"status":200,"content":{"mimeType":"video/mp4","text":""#.to_owned()
}

#[test]
fn a_thousand_million_headers_are_not_held_either() {
    let mut sieve = Sieve::from("large", Role::Capture, 200);
    sieve.take(
        br#"{"log":{"version":"1.2","creator":{"name":"x","version":"1"},"entries":[{"request":{"headers":["#,
    );
    let many = br#"{"name":"a","value":"b"},"#.repeat(40_000);
    (0..30).for_each(|_| sieve.take(&many));
    sieve.take(format!("]}}}},{RESPONSE}]}}}}").as_bytes());
    let paste = sieve.paste();
    let kept = paste.kept.as_ref().unwrap();
    assert_eq!((kept.items, kept.items_kept, kept.items_lost), (2, 1, 1));
    let case = opened(paste);
    assert!(case.layers()[0].cracks.iter().any(|crack| crack.id == "sifted/lost"));
    assert!(case.layers().iter().any(|layer| layer.name == "SAMLResponse"));
}

#[test]
fn a_page_that_posts_a_message_and_a_token_response_are_kept_whole() {
    let page = r#"{"request":{"method":"GET","url":"https://idp.example/sso"},"response":{"status":200,"content":{"mimeType":"text/html","text":"\u003cform action='https://app.example/acs'><input name=\"SAMLResponse\" value=\"PHNhbWw=\"></form>"}}}"#;
    let tokens = r#"{"request":{"method":"POST","url":"https://op.example/t"},"response":{"status":200,"content":{"mimeType":"application/json","text":"{\"id_token\":\"eyJhbGciOiJub25lIn0.e30.\"}"}}}"#;
    let params = r#"{"request":{"method":"POST","url":"https://app.example/acs","postData":{"params":[{"name":"SAMLResponse","value":"PHNhbWw="}]}},"response":{"status":200}}"#;
    for entry in [page, tokens, params] {
        let mut entries: Vec<String> = (0..20).map(picture).collect();
        entries.push(entry.to_owned());
        let text = har(&entries);
        let paste = in_pieces(&text, 1000);
        assert!(String::from_utf8_lossy(&paste.bytes).contains(entry));
        holds_true(&text, &paste);
    }
}

#[test]
fn pages_beside_a_message_are_kept_and_those_far_away_are_not() {
    let page = |number: usize| {
        format!(
            r#"{{"_resourceType":"document","request":{{"method":"GET","url":"https://app.example/{number}"}},"response":{{"status":200,"content":{{"mimeType":"text/html","text":"<p>{number}"}}}}}}"#
        )
    };
    let mut entries: Vec<String> = (0..300).map(page).collect();
    entries[150] = RESPONSE.to_owned();
    let paste = in_pieces(&har(&entries), 777);
    let kept = String::from_utf8(paste.bytes).unwrap();
    for (number, held) in [(20, false), (149, true), (151, true), (290, false)] {
        assert_eq!(kept.contains(&format!("app.example/{number}\"")), held, "{number}");
    }
    assert!(!kept.contains("<p>149"), "a body that holds nothing is left out");
}

#[test]
fn lines_of_an_access_log_are_kept_with_their_numbers() {
    let mut text = "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem cs-uri-query sc-status\n".to_owned();
    for line in 0..5_000 {
        let query = if line == 3_000 { "SAMLResponse=PHNhbWw%3D&RelayState=x" } else { "-" };
        writeln!(text, "2026-03-10 08:15:30 GET /p{line} {query} 200").unwrap();
    }
    for len in [13, 100_000] {
        let paste = in_pieces(&text, len);
        holds_true(&text, &paste);
        let kept = paste.kept.clone().unwrap();
        assert_eq!(kept.items, 5_002);
        let at = String::from_utf8_lossy(&paste.bytes).find("SAMLResponse").unwrap();
        assert_eq!(kept.item(at as u32), 3_002);
        assert!(paste.bytes.starts_with(b"#Software") && paste.bytes.len() < 3_000);
    }
}

#[test]
fn failures_of_a_sign_in_log_are_kept() {
    let mut text = String::new();
    for line in 0..3_000 {
        let result = if line == 1_500 { "FAILURE" } else { "SUCCESS" };
        writeln!(text, "{{\"eventType\":\"user.authentication.sso\",\"n\":{line},\"outcome\":{{\"result\":\"{result}\"}}}}").unwrap();
    }
    let paste = in_pieces(&text, 1_000);
    holds_true(&text, &paste);
    let kept = String::from_utf8(paste.bytes).unwrap();
    assert!(kept.contains("\"n\":1500,") && kept.contains("\"n\":1493,") && !kept.contains("\"n\":1000,"));
}

#[test]
fn what_is_no_list_is_held_whole_and_small_files_are_too() {
    let xml = format!("<md:EntityDescriptor>{}</md:EntityDescriptor>", "<a/>".repeat(100));
    let paste = in_pieces(&xml, 9);
    assert!(paste.kept.is_none() && paste.bytes == xml.as_bytes());
    let mut sieve = Sieve::new("small", Role::Capture);
    sieve.take(log().as_bytes());
    assert!(sieve.paste().kept.is_none());
}

#[test]
fn reading_goes_on_while_somebody_waits() {
    struct Impatient(std::sync::atomic::AtomicU64);
    impl Watch for Impatient {
        fn at(&self, progress: Progress) -> ControlFlow<()> {
            self.0.store(progress.done, std::sync::atomic::Ordering::Relaxed);
            if progress.done > 1 << 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
    let watch = Impatient(0.into());
    let endless = std::io::repeat(b'a');
    assert!(Sieve::new("endless", Role::Capture).read(endless, None, &watch).unwrap().is_none());
    assert!(watch.0.into_inner() < 2 << 20);
    let read = Sieve::new("a", Role::Capture).read(&b"abc"[..], Some(3), &Unwatched).unwrap().unwrap();
    assert_eq!(read.bytes, b"abc");
}
