//! The law of tracing: decoding the bytes that a span came from gives back at least the span, and no more than whole units.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that can't go on has to stop

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use ssoscope_core::case::{Layer, LayerKind};
use ssoscope_core::{Case, Paste, Span};

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

/// What the bytes that a span was traced to decode to, by other people's decoders.
fn decoded(kind: LayerKind, beneath: &[u8]) -> Option<Vec<u8>> {
    match kind {
        LayerKind::Base64 => {
            let text: Vec<u8> =
                beneath.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).map(standard).collect();
            let text: Vec<u8> = text.into_iter().filter(|byte| *byte != b'=').collect();
            base64::engine::general_purpose::STANDARD_NO_PAD.decode(text).ok()
        }
        LayerKind::Parameter | LayerKind::Percent => {
            Some(percent_encoding::percent_decode(beneath).collect())
        }
        LayerKind::JsonString => {
            serde_json::from_slice::<String>(&[b"\"", beneath, b"\""].concat()).ok().map(String::into_bytes)
        }
        LayerKind::CharacterReferences => {
            let text = String::from_utf8_lossy(beneath)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"");
            Some(text.replace("&amp;", "&").into_bytes())
        }
        LayerKind::Excerpt => Some(beneath.to_vec()),
        LayerKind::Charset => {
            let units: Vec<u16> =
                beneath.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok().map(String::into_bytes)
        }
        _ => None,
    }
}

fn standard(byte: u8) -> u8 {
    match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }
}

/// The largest unit of each kind, in bytes of the layer: so much may be more than was asked for, at each end.
fn unit(kind: LayerKind) -> usize {
    match kind {
        LayerKind::Base64 => 3,
        LayerKind::Charset | LayerKind::JsonString | LayerKind::CharacterReferences => 4,
        _ => 1,
    }
}

fn contains(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}

fn check_span(case: &Case, layer: &Layer, at: Span) -> Result<(), TestCaseError> {
    let way = case.trace(at);
    for pair in way.windows(2) {
        let (upper, lower) = (pair[0], pair[1]);
        let layer = case.layer(upper.layer).unwrap();
        let beneath = case.layer(lower.layer).unwrap();
        prop_assert!(lower.end as usize <= beneath.bytes.len(), "{:?} points outside", lower);
        prop_assert!(
            layer.from.unwrap().covers(lower),
            "{:?} is outside of where the layer came from",
            lower
        );
        let slice = if layer.kind == LayerKind::Excerpt {
            strip_quotes(case.bytes(lower))
        } else {
            case.bytes(lower).to_vec()
        };
        if layer.kind == LayerKind::Deflate {
            prop_assert_eq!(Some(lower), layer.from);
            continue;
        }
        let Some(back) = decoded(layer.kind, &slice) else {
            return Err(TestCaseError::fail(format!(
                "{:?} does not decode: {:?}",
                layer.kind,
                String::from_utf8_lossy(&slice)
            )));
        };
        prop_assert!(
            contains(&back, case.bytes(upper)),
            "{:?}: {:?} is not in {:?}",
            layer.kind,
            case.bytes(upper),
            back
        );
        if layer.kind != LayerKind::Excerpt {
            prop_assert!(
                back.len() <= upper.len().max(1) as usize + 2 * (unit(layer.kind) - 1),
                "{:?}: more than whole units",
                layer.kind
            );
        }
    }
    prop_assert_eq!(way.last().unwrap().layer, case.beneath_all(layer.id).last().unwrap().id);
    Ok(())
}

fn strip_quotes(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace("\n> ", "\n").into_bytes()
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
        let top = case.layers().iter().rev().find(|layer| layer.bytes == payload.as_bytes());
        prop_assert!(top.is_some(), "{wraps:?} was not opened to its end: {:?}", case.unread);
        let top = top.unwrap();
        let from = boundary(&payload, ((payload.len() as f64) * start) as usize);
        let until = boundary(&payload, from + ((payload.len() - from) as f64 * len) as usize).max(boundary(&payload, from + 4));
        check_span(&case, top, Span::new(top.id, from as u32..until as u32))?;
    }
}
