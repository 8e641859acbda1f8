//! Keys that are not quite as RFC 7518 wants them.
#![allow(clippy::unwrap_used)]

use ssoscope_jose::{Jwk, Jwks, Limits, Material, json};

fn keys(text: &str) -> Jwks {
    Jwks::read(&json::read(text.as_bytes(), &Limits::DEFAULT), &Limits::DEFAULT)
}

fn key(text: &str) -> Jwk {
    keys(text).keys.remove(0)
}

fn ids(key: &Jwk) -> Vec<&'static str> {
    key.problems.iter().map(|problem| problem.kind.id()).collect()
}

const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

#[test]
fn a_missing_or_broken_number_is_named() {
    let reason = |text: &str| key(text).material.unwrap_err().to_string();
    assert_eq!(reason(r#"{"kty":"RSA","e":"AQAB"}"#), "the key has no n");
    assert_eq!(reason(r#"{"kty":"EC","crv":"P-256","x":"AA"}"#), "the key has no y");
    assert_eq!(reason(r#"{"kty":"EC","crv":"P-999"}"#), "the curve \"P-999\" is not computed here");
    assert_eq!(reason(r#"{"kty":"FOO"}"#), "the key type \"FOO\" is not known here");
    assert_eq!(
        reason(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{Y}","y":"{X}"}}"#)),
        "the point is not on P-256"
    );
}

#[test]
fn departures_from_base64url_are_told_where_they_stand() {
    let text = format!(r#"{{"kty":"EC","crv":"P-256","x":"{X}=","y":"{Y}"}}"#);
    let key = key(&text);
    assert_eq!(ids(&key), ["base64url/padding"]);
    let at = &key.problems[0].at;
    assert_eq!(&text[at.start as usize..at.end as usize], "=");
    assert!(matches!(key.material, Ok(Material::Public(_))));
}

#[test]
fn a_leading_zero_is_told_and_the_key_still_read() {
    let modulus = |prefix: &str| format!(r#"{{"kty":"RSA","e":"AQAB","n":"{prefix}{}"}}"#, "_".repeat(172));
    let (plain, padded) = (key(&modulus("")), key(&modulus("AAAA")));
    assert_eq!((ids(&plain), ids(&padded)), (vec![], vec!["jwk/leading-zero"]));
    assert_eq!(plain.material.unwrap(), padded.material.unwrap());
}

#[test]
fn a_coordinate_of_the_wrong_length_is_told_and_the_key_still_read() {
    let point = |x: &str| key(&format!(r#"{{"kty":"EC","crv":"P-256","x":"{x}","y":"{Y}"}}"#));
    let (right, long) = (point(X), point(&format!("AAAA{X}")));
    assert_eq!((ids(&right), ids(&long)), (vec![], vec!["jwk/coordinate-length"]));
    assert_eq!(right.material.unwrap(), long.material.unwrap());
}

#[test]
fn private_members_are_told_and_never_shown() {
    let text =
        format!(r#"{{"kty":"EC","crv":"P-256","x":"{X}","y":"{Y}","d":"jpsQnnGQmL-YBIffH1136cspYG6"}}"#);
    let key = key(&text);
    assert_eq!(ids(&key), ["jwk/private"]);
    assert_eq!(&text[key.private[0].start as usize..][..4], "\"jps");
    assert!(!format!("{key:?}").contains("jpsQ"));
}

#[test]
fn a_shared_secret_is_wrapped() {
    let key = key(r#"{"kty":"oct","k":"aHVudGVyMg","alg":"HS256"}"#);
    assert_eq!(format!("{:?}", key.material), "Ok(Shared(Secret(7 bytes)))");
    assert_eq!(key.private.len(), 1);
    assert!(key.problems.is_empty());
}

#[test]
fn a_set_keeps_what_it_cannot_use() {
    let set = keys(r#"{"keys":[{"kty":"oct","k":"AA","kid":"a"},7,{"kid":"a"},{"kty":1}]}"#);
    assert_eq!(set.keys.len(), 3);
    assert_eq!(
        set.problems.iter().map(|p| p.kind.id()).collect::<Vec<_>>(),
        ["jwk/not-a-key", "jwk/duplicate-kid"]
    );
    assert_eq!(set.keys[1].material.as_ref().unwrap_err().to_string(), "the key does not say its type (kty)");
    assert_eq!(ids(&set.keys[2]), ["jwk/type"]);
    assert_eq!(keys("{}").problems[0].kind.id(), "jwk/not-keys");
}
