//! Bad input gets one plain sentence; nothing hangs, nothing falls over, and what is held stays bounded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

#[path = "../src-tauri/xml/tests/all/processor.rs"]
mod processor;

use std::time::Duration;

use processor::timed;
use ssoscope_core::limits::Limits;
use ssoscope_core::{Clock, Examined, Expectations, Paste, examine};

fn examined(bytes: impl Into<Vec<u8>>) -> Examined {
    let clock = Clock::Given(chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap());
    let pastes = vec![Paste::capture("paste", bytes)];
    let (examined, took) = timed(|| examine(pastes, &Expectations::default(), clock));
    // Not a measure: a debug build is far below it, and what is quadratic far above.
    assert!(took < Duration::from_secs(60), "it took {took:?}");
    examined
}

/// The one thing that is said of a paste in which nothing was found.
fn unread(bytes: impl Into<Vec<u8>>) -> &'static str {
    let examined = examined(bytes);
    let report = &examined.report;
    assert_eq!(report.unread.len(), 1, "{:?}", report.unread);
    let unread = &report.unread[0];
    assert!(unread.says.len() > 10 && unread.instead.len() > 10);
    assert!(report.messages.is_empty(), "{:?}", report.messages);
    unread.id
}

/// Noise that is the same each time (xorshift, 64 bits).
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..len / 8).flat_map(|_| next().to_le_bytes()).collect()
}

fn letters(len: usize, alphabet: &[u8]) -> Vec<u8> {
    noise(len).iter().map(|byte| alphabet[usize::from(*byte) % alphabet.len()]).collect()
}

#[test]
fn nothing() {
    assert_eq!(unread(""), "empty");
    assert_eq!(unread(" \r\n\t"), "empty");
}

#[test]
fn fifty_megabytes_of_noise() {
    assert_eq!(unread(noise(50 << 20)), "binary");
}

#[test]
fn fifty_megabytes_of_letters() {
    assert_eq!(unread(letters(50 << 20, b"abcdefghijklmnop qrstuvwxyz\n")), "text");
}

#[test]
fn fifty_megabytes_that_look_like_base64() {
    assert_eq!(
        unread(letters(50 << 20, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")),
        "base64"
    );
}

#[test]
fn megabytes_of_starts() {
    for start in [
        "<",
        "<a>",
        "{",
        "[",
        "{\"a\":",
        "&lt;",
        "-----BEGIN ",
        "eyJ.",
        "<input name=\"SAMLResponse\" ",
        "%2",
        "SAMLResponse=&",
        "http://a?",
        "&amp;",
        "\\u",
        "> ",
    ] {
        let examined = examined(start.repeat((1 << 20) / start.len()));
        assert!(examined.report.layers.len() <= 20_000, "{start}");
    }
}

#[test]
fn a_picture_a_page_and_an_address() {
    assert_eq!(unread(&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"[..]), "picture");
    assert_eq!(
        unread(
            "<!DOCTYPE html>\n<html><head><title>Canteen</title></head><body>Soup of the day</body></html>"
        ),
        "html"
    );
    assert_eq!(unread("https://login.example/metadata"), "url");
    assert_eq!(unread(&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"[..]), "pdf");
    assert_eq!(unread(&b"PK\x03\x04\x14\0\0\0"[..]), "archive");
    assert_eq!(unread("It does not work, can you help?"), "text");
}

#[test]
fn what_is_found_and_holds_no_message_is_said() {
    assert_eq!(unread("https://idp.example/sso?SAMLRequest=nothing&RelayState=x"), "no-message");
    assert_eq!(
        unread("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n"),
        "private-key"
    );
}

#[test]
fn a_token_with_a_dot_too_few_or_too_many() {
    assert_eq!(unread("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln.c2ln"), "token-parts");
    let unsigned = examined("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0");
    assert_eq!(unsigned.report.messages.len(), 1);
    assert_ne!(unsigned.report.verdict, ssoscope_core::report::Outcome::Accepted);
    assert_eq!(unread("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.a.b.c.d"), "token-parts");
}

#[test]
fn truncated_base64_is_read_as_far_as_it_goes() {
    use base64::Engine;
    let xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\"><a>text</a></samlp:Response>";
    let whole = base64::engine::general_purpose::STANDARD.encode(xml);
    for end in 120..whole.len() - 4 {
        let examined = examined(&whole.as_bytes()[..end]);
        assert_eq!(examined.report.messages.len(), 1, "cut at {end}");
        assert_eq!(examined.report.messages[0].kind, "saml-response", "cut at {end}");
        assert_ne!(examined.report.verdict, ssoscope_core::report::Outcome::Accepted);
    }
}

#[test]
fn deep_xml_and_entity_bombs() {
    let deep = examined(format!("{}x{}", "<a>".repeat(500_000), "</a>".repeat(500_000)));
    assert_ne!(deep.report.verdict, ssoscope_core::report::Outcome::Accepted);
    let mut bomb = "<!DOCTYPE r [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..30 {
        bomb += &format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1);
    }
    bomb += "]><samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\">&a29;</samlp:Response>";
    let bombed = examined(bomb);
    assert!(bombed.report.layers.iter().all(|layer| layer.length < 1 << 20));
    let doctype = bombed.report.checks.iter().find(|check| check.id == "saml/doctype").unwrap();
    assert_eq!(doctype.verdict, ssoscope_core::report::State::Fail);
}

#[test]
fn an_inflating_bomb_is_cut_and_said() {
    use base64::Engine;
    use std::io::Write;
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(b"<a>").unwrap();
    for _ in 0..64 {
        deflate.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = base64::engine::general_purpose::STANDARD.encode(deflate.finish().unwrap());
    let examined = examined(bomb);
    let cracks: Vec<&str> =
        examined.report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id).collect();
    assert!(cracks.contains(&"limit/inflated"), "{cracks:?}");
}

/// The ids of all cracks of a paste.
fn cracks(bytes: impl Into<Vec<u8>>) -> Vec<&'static str> {
    examined(bytes).report.layers.iter().flat_map(|layer| &layer.cracks).map(|crack| crack.id).collect()
}

/// A ZIP file with one deflated file.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(content).unwrap();
    let packed = deflate.finish().unwrap();
    let le16 = |value: usize| (value as u16).to_le_bytes();
    let le32 = |value: usize| (value as u32).to_le_bytes();
    let sizes = [le32(packed.len()), le32(content.len())].concat();
    let local = [
        b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".as_slice(),
        &sizes,
        &le16(name.len()),
        &[0, 0],
        name.as_bytes(),
    ]
    .concat();
    let central = [
        b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0".as_slice(),
        &sizes,
        &le16(name.len()),
        &[0; 16],
        name.as_bytes(),
    ]
    .concat();
    let start = local.len() + packed.len();
    let end =
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &le32(central.len()), &le32(start), &[0, 0]].concat();
    [local, packed, central, end].concat()
}

#[test]
fn a_zip_in_a_zip_ends() {
    let mut nested = b"<a/>".to_vec();
    for _ in 0..40 {
        nested = zip("inner.zip", &nested);
    }
    assert!(cracks(nested).contains(&"limit/depth"));
}

#[test]
fn a_bomb_in_a_zip_is_cut_and_said() {
    let mut picture = vec![0; Limits::ARCHIVE_ENTRY_BYTES + 1];
    picture[..4].copy_from_slice(b"\x89PNG");
    let bomb = zip("bomb.png", &picture);
    assert!(bomb.len() < 1 << 20);
    let examined = examined(bomb);
    let cracks = examined.report.layers.iter().flat_map(|layer| &layer.cracks);
    assert!(cracks.into_iter().any(|crack| crack.id == "limit/unpacked"));
    assert!(examined.report.layers.iter().all(|layer| layer.length as usize <= Limits::ARCHIVE_ENTRY_BYTES));
}

#[test]
fn a_large_log_in_a_zip_that_breaks_off_keeps_its_message_and_says_how_many_entries_were_read() {
    let noise = format!(
        r#"{{"request":{{"url":"https://cdn.example/a.js"}},"response":{{"status":200,"content":{{"mimeType":"text/javascript","text":"{}"}}}}}},"#,
        "f();".repeat(1_000)
    );
    let answer = r#"{"request":{"method":"POST","url":"https://app.example/acs","postData":{"text":"SAMLResponse=PHNhbWxwOlJlc3BvbnNlIElEPSJfMSIvPg%3D%3D"}},"response":{"status":200}},"#;
    let entries = format!("{}{answer}{}", noise.repeat(300), noise.repeat(100));
    let log = format!(r#"{{"log":{{"version":"1.2","entries":[{entries}{{"request":{{"url":"https://a"#);
    let examined = examined(zip("large.har", log.as_bytes()));
    let report = &examined.report;
    assert!(report.layers.iter().any(|layer| layer.name == "SAMLResponse"));
    let log = report.layers.iter().find(|layer| layer.name == "large.har").unwrap();
    let file = log.file.as_ref().unwrap();
    assert!((file.items, log.length < 64 << 10) == (402, true), "{file:?}");
    let broken = log.cracks.iter().find(|crack| crack.id == "har/broken").unwrap();
    assert!(broken.says.contains("inside entry 402: the 401 before it were read"), "{}", broken.says);
}

#[test]
fn names_that_lead_out_of_an_archive_are_said_and_not_followed() {
    let examined = examined(zip("../../etc/idp.xml", b"<a/>"));
    assert!(examined.report.layers.iter().all(|layer| !layer.name.contains("..")));
    let says = &examined.report.layers[0].cracks[0];
    assert!(says.id == "zip/path" && says.says.contains("leads out"), "{says:?}");
}

#[test]
fn a_million_form_fields() {
    let fields: String = (0..1_000_000).map(|n| format!("f{n}=v&")).collect();
    let examined = examined(format!("{fields}SAMLResponse=PHNhbWxwOlJlc3BvbnNlIElEPSJfMSI%2B"));
    assert!(examined.report.layers.len() < 10);
}

#[test]
fn base64_nested_fifty_deep() {
    use base64::Engine;
    let mut text = "<samlp:Response/>".to_owned();
    for _ in 0..50 {
        text = base64::engine::general_purpose::STANDARD.encode(&text);
    }
    let examined = examined(text);
    assert!(examined.report.layers.len() <= 26 && !examined.report.unread.is_empty());
}

/// Encodings that hold one another can't be made endless, but long.
#[test]
fn encodings_in_turns_end() {
    let mut text = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln".to_owned();
    for _ in 0..30 {
        text = serde_json::to_string(&serde_json::json!({ "SAMLResponse": text })).unwrap();
        text = format!(
            "SAMLResponse={}",
            percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC)
        );
        if text.len() > 16 << 20 {
            break;
        }
    }
    assert!(examined(text).report.layers.len() < 100);
}

#[test]
fn invalid_utf8_everywhere() {
    for text in [
        "SAMLResponse=PHNhbWxwOlJlc3BvbnNl&RelayState=x",
        "{\"id_token\":\"eyJhbGciOiJub25lIn0.e30.\"}",
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\"/>",
        "curl 'https://a.example/' --data-raw 'SAMLResponse=PHN'",
        "POST /a HTTP/1.1\r\nHost: a\r\n\r\nSAMLResponse=PHN",
        "From: a@b.example\nSubject: x\n\nSAMLResponse=3DPHN=\nabc",
        "Date (UTC),Request ID,Application,Status\na,b,c,d\n",
        "https://idp.example/sso?SAMLRequest=abc",
    ] {
        for at in 0..=text.len() {
            for bad in [&b"\xff"[..], b"\xc3", b"\xe2\x80", b"\0"] {
                let (before, after) = text.as_bytes().split_at(at);
                let _ =
                    ssoscope_core::peel::peel(vec![Paste::capture("paste", [before, bad, after].concat())]);
            }
        }
    }
}

#[test]
fn megabytes_of_starts_of_other_forms() {
    for start in [
        "curl ' ",
        "fetch(\"a\", ",
        "POST /a HTTP/1.1\n\n",
        "HTTP/1.1 200 OK\n",
        "From: a\nTo: b\n\n",
        "PK\x03\x04",
        "> eyJ",
        "“",
        "\u{a0}A",
        "<http://a>",
        "[http://a](http://a)",
        "- <a>\n",
        "data:,",
        "{\"a\":1}\n",
        "a,b,c\n",
        "2026-01-01 01:01:01 <",
        "=3D=\n",
        "eyJ.~",
        "…",
        "AADSTS",
        "Entity ID: x\n",
        "https://a.safelinks.protection.outlook.com/?url=",
        "Set-Cookie: a=b\n",
        "SAMLResponse:\n",
        "AB:",
    ] {
        let examined = examined(start.repeat((1 << 20) / start.len()));
        assert!(examined.report.layers.len() <= 20_000, "{start}");
    }
}
