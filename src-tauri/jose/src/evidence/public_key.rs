//! A public key's text, taken for a secret.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ssoscope_crypto::{Hash, PublicKey, Secret, hmac_verify};

use crate::compact::Jws;

/// Whether the HMAC is keyed with a text of the key.
pub(super) fn is_secret(jws: &Jws, hash: Hash, key: &PublicKey) -> bool {
    let mut secrets = texts(key).into_iter().map(Secret::new);
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
