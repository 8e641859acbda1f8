//! The law of tracing: decoding the bytes that a span came from gives back at least the span, and no more than whole units.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use ssoscope_core::{Paste, Span};
use ssoscope_tests::law;

/// An encoding that people's tools put around a message.
#[derive(Clone, Copy, Debug)]
enum Wrap {
    Base64,
    Base64Wrapped,
    Base64Url,
    DeflateBase64,
    Percent,
    Parameter,
    JsonString,
    CharacterReferences,
    MailQuote,
    Utf16,
}

fn wrap(how: Wrap, bytes: &[u8]) -> Vec<u8> {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match how {
        Wrap::Base64 => STANDARD.encode(bytes).into_bytes(),
        Wrap::Base64Wrapped => {
            let encoded = STANDARD.encode(bytes);
            encoded.as_bytes().chunks(64).collect::<Vec<_>>().join(&b"\r\n"[..])
        }
        Wrap::Base64Url => URL_SAFE_NO_PAD.encode(bytes).into_bytes(),
        Wrap::DeflateBase64 => {
            let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            deflate.write_all(bytes).unwrap();
            STANDARD.encode(deflate.finish().unwrap()).into_bytes()
        }
        Wrap::Percent => percent(bytes).into_bytes(),
        Wrap::Parameter => format!("RelayState=%2Fhome&SAMLResponse={}&x=1", percent(bytes)).into_bytes(),
        Wrap::JsonString => {
            serde_json::to_string(&serde_json::json!({ "n": 1, "saml": text() })).unwrap().into_bytes()
        }
        Wrap::CharacterReferences => text()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&#34;")
            .into_bytes(),
        Wrap::MailQuote => text().lines().map(|line| format!("> {line}\n")).collect::<String>().into_bytes(),
        Wrap::Utf16 => {
            [0xFF, 0xFE].into_iter().chain(text().encode_utf16().flat_map(u16::to_le_bytes)).collect()
        }
    }
}

fn percent(bytes: &[u8]) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    bytes
        .iter()
        .map(|byte| if plain(byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The start of the character at `at`: a span never cuts one.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn wraps() -> impl Strategy<Value = Vec<Wrap>> {
    let any = prop_oneof![
        Just(Wrap::Base64),
        Just(Wrap::Base64Wrapped),
        Just(Wrap::Base64Url),
        Just(Wrap::DeflateBase64),
        Just(Wrap::Percent),
        Just(Wrap::Parameter),
        Just(Wrap::JsonString),
        Just(Wrap::CharacterReferences),
        Just(Wrap::MailQuote),
        Just(Wrap::Utf16),
    ];
    prop::collection::vec(any, 1..5).prop_filter("these follow one another in life", |wraps| {
        !matches!(wraps[0], Wrap::MailQuote) && wraps.windows(2).all(|pair| plausible(pair[0], pair[1]))
    })
}

/// Whether `outer` is seen around `inner`: nobody percent-encodes JSON, or writes character references around base64.
fn plausible(inner: Wrap, outer: Wrap) -> bool {
    use Wrap::{
        Base64, Base64Url, Base64Wrapped, CharacterReferences, DeflateBase64, JsonString, MailQuote,
        Parameter, Percent, Utf16,
    };
    let base64 = matches!(inner, Base64 | Base64Wrapped | Base64Url | DeflateBase64);
    match outer {
        Percent | Parameter => base64,
        Base64 | Base64Wrapped | Base64Url => base64,
        DeflateBase64 | CharacterReferences => false,
        JsonString => base64,
        MailQuote => matches!(inner, Base64Wrapped),
        Utf16 => base64 || matches!(inner, JsonString),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn decoding_the_traced_bytes_gives_back_the_span(
        name in "[A-Za-zé研]{1,12}", text in "[ -~é😀\n]{0,300}", wraps in wraps(), start in 0.0_f64..1.0, len in 0.0_f64..1.0,
    ) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace(']', ".");
        let payload = format!("<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_{name}\">{text}</samlp:Response>");
        let paste = wraps.iter().fold(payload.clone().into_bytes(), |bytes, how| wrap(*how, &bytes));
        let case = ssoscope_core::peel::peel(vec![Paste::capture("paste", paste)]);
        let top = case.layers().iter().rev().find(|layer| layer.bytes.as_slice() == payload.as_bytes());
        prop_assert!(top.is_some(), "{wraps:?} was not opened to its end: {:?}", case.unread);
        let top = top.unwrap();
        let from = boundary(&payload, ((payload.len() as f64) * start) as usize);
        let until = boundary(&payload, from + ((payload.len() - from) as f64 * len) as usize).max(boundary(&payload, from + 4));
        law::check(&case, top, Span::new(top.id, from as u32..until as u32)).map_err(TestCaseError::fail)?;
    }
}
