//! A public key's text, taken for a secret.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, PublicKey, Secret, hmac_verify};

use crate::compact::Jws;

/// Whether the HMAC is keyed with a text of the key, or of a certificate that holds it.
pub(super) fn is_secret(jws: &Jws, hash: Hash, key: &PublicKey, certificates: &[&str]) -> bool {
    let of_certificates = certificates.iter().take(2).flat_map(|text| certified(text));
    let mut secrets = texts(key).into_iter().chain(of_certificates).map(Secret::new);
    secrets.any(|secret| hmac_verify(hash, &secret, &jws.signed, &jws.signature.bytes))
}

/// The texts of a public key that software has been seen to take for a secret.
fn texts(key: &PublicKey) -> Vec<Vec<u8>> {
    let mut texts = armoured("PUBLIC KEY", key.spki());
    texts.push(key.spki().to_vec());
    if let Some(pkcs1) = key.pkcs1() {
        texts.extend(armoured("RSA PUBLIC KEY", &pkcs1));
        texts.push(pkcs1);
    }
    if let Some((n, _)) = key.rsa_numbers() {
        texts.push(URL_SAFE_NO_PAD.encode(n).into_bytes());
        texts.push(n.to_vec());
    }
    texts.extend(as_jwk(key));
    texts
}

/// The key as JSON, its members in the order of RFC 7638 and in the usual one.
fn as_jwk(key: &PublicKey) -> Vec<Vec<u8>> {
    let Some((n, e)) = key.rsa_numbers() else { return Vec::new() };
    let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
    let orders = [
        format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#),
        format!(r#"{{"kty":"RSA","n":"{n}","e":"{e}"}}"#),
        format!(r#"{{"kty":"RSA","e":"{e}","n":"{n}"}}"#),
    ];
    orders.map(String::into_bytes).into()
}

/// A certificate in PEM, in base64 and as its bytes.
fn certified(text: &str) -> Vec<Vec<u8>> {
    let Ok(der) = STANDARD.decode(text) else { return Vec::new() };
    let mut texts = armoured("CERTIFICATE", &der);
    texts.push(der);
    texts
}

/// PEM with either line end, with and without the last one, and its base64 alone.
fn armoured(label: &str, der: &[u8]) -> Vec<Vec<u8>> {
    let base64 = STANDARD.encode(der);
    let lines: Vec<&str> =
        (0..base64.len()).step_by(64).filter_map(|at| base64.get(at..).map(first_line)).collect();
    let pem = format!("-----BEGIN {label}-----\n{}\n-----END {label}-----", lines.join("\n"));
    let crlf = pem.replace('\n', "\r\n");
    let texts = [format!("{pem}\n"), pem, format!("{crlf}\r\n"), crlf, base64];
    texts.into_iter().map(String::into_bytes).collect()
}

fn first_line(text: &str) -> &str {
    text.get(..64).unwrap_or(text)
}
