//! Tokens: nothing panics, and every decoded byte is traced to text that decodes to it.
#![allow(clippy::unwrap_used)]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use ssoscope_jose::compact::{self, Part};
use ssoscope_jose::{Candidate, Compact, Jwks, Limits, Material, json, verify};

/// Encodes bytes, with white space at some places.
fn wrapped(bytes: &[u8], every: usize) -> String {
    let text = URL_SAFE_NO_PAD.encode(bytes);
    text.chars()
        .enumerate()
        .flat_map(|(at, c)| [(at % every == every - 1).then_some('\n'), Some(c)])
        .flatten()
        .collect()
}

/// The law of spans: decoding the traced text gives the range, and no more than whole groups.
fn assert_traced(token: &str, part: &Part, range: std::ops::Range<usize>) {
    let from = part.origin.trace(range.start as u32..range.end as u32).unwrap();
    let text: String = token[from.start as usize..from.end as usize].split_whitespace().collect();
    let decoded = URL_SAFE_NO_PAD.decode(text).unwrap();
    let start = range.start / 3 * 3;
    assert_eq!(decoded, part.bytes[start..(range.end.div_ceil(3) * 3).min(part.bytes.len())]);
    assert!(part.at.start <= from.start && from.end <= part.at.end);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_byte_is_traced(
        bytes in prop::collection::vec(any::<u8>(), 1..200), every in 1usize..80,
        a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()
    ) {
        let token = format!("e30.{}.{}", wrapped(&bytes, every), wrapped(&bytes, every + 1));
        let Compact::Jws(jws) = compact::read(token.as_bytes(), &Limits::DEFAULT) else { unreachable!() };
        prop_assert_eq!(&jws.payload.bytes, &bytes);
        let (a, b) = (a.index(bytes.len()), b.index(bytes.len()));
        assert_traced(&token, &jws.payload, a.min(b)..a.max(b) + 1);
        assert_traced(&token, &jws.signature, a.min(b)..a.max(b) + 1);
        prop_assert!(!jws.signed.contains(&b'\n'));
    }

    #[test]
    fn noise_never_panics(noise in prop::collection::vec(any::<u8>(), 0..200), text in "[A-Za-z0-9_.= -]{0,200}") {
        for bytes in [noise.as_slice(), text.as_bytes()] {
            if let Compact::Jws(jws) = compact::read(bytes, &Limits::DEFAULT) {
                let material = Material::Shared(b"x".as_slice().into());
                prop_assert!(verify(&jws, &[Candidate::bare(&material)]).accepted().is_none());
            }
            Jwks::read(&json::read(bytes, &Limits::DEFAULT), &Limits::DEFAULT);
        }
    }
}

#[test]
fn a_million_dots_are_counted_and_nothing_more() {
    let Compact::Other(other) = compact::read(&[b'.'; 1 << 20], &Limits::DEFAULT) else { unreachable!() };
    assert_eq!((other.count, other.problems.len()), ((1 << 20) + 1, 1));
}

#[test]
fn an_encrypted_token_keeps_its_five_parts() {
    let token =
        format!("{}.AQ.AgM.BAUG.Bw", URL_SAFE_NO_PAD.encode(br#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#));
    let Compact::Jwe(jwe) = compact::read(token.as_bytes(), &Limits::DEFAULT) else { unreachable!() };
    assert_eq!(jwe.header.text("enc").unwrap().value, "A256GCM");
    let parts =
        [&jwe.recipients[0].encrypted_key, &jwe.iv, &jwe.ciphertext, &jwe.tag].map(|part| part.bytes.clone());
    assert_eq!(parts, [vec![1], vec![2, 3], vec![4, 5, 6], vec![7]]);
    assert!(jwe.problems.is_empty());
}
