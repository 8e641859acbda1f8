//! A client secret as a key: what it may stand for.

use ssoscope_crypto::{Hash, Secret, digest};

use crate::base64url;

/// How a shared key had to be taken to fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeyForm {
    /// Its bytes as they are.
    #[default]
    AsIs,
    /// Decoded from base64 or base64url.
    Base64,
    /// Decoded from hexadecimal.
    Hex,
    /// The left-most bytes of its SHA-2 hash (OpenID Connect Core 1.0 section 10.2).
    Derived,
}

impl std::fmt::Display for KeyForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            KeyForm::AsIs => "as it is",
            KeyForm::Base64 => "decoded from base64",
            KeyForm::Hex => "decoded from hexadecimal",
            KeyForm::Derived => "hashed with SHA-2 and cut to length",
        })
    }
}

/// Every key of `len` bytes that a secret may stand for, the most literal first.
pub(super) fn keys_of(secret: &Secret, len: usize) -> Vec<(KeyForm, Secret)> {
    let text = secret.expose();
    let as_is = (text.len() == len).then(|| (KeyForm::AsIs, secret.clone()));
    let base64 = base64(text).filter(|key| key.len() == len).map(|key| (KeyForm::Base64, key));
    let hex = hex(text).filter(|key| key.len() == len).map(|key| (KeyForm::Hex, key));
    let derived = derived(text, len).map(|key| (KeyForm::Derived, key));
    as_is.into_iter().chain(base64).chain(hex).chain(derived).collect()
}

fn base64(text: &[u8]) -> Option<Secret> {
    let decoded = base64url::decode(text, 0..text.len());
    let bytes = Secret::new(decoded.bytes);
    let is_clean = decoded.problems.iter().all(|problem| {
        use crate::Base64Problem::{Padding, StandardAlphabet, Whitespace};
        matches!(problem.kind, Padding | StandardAlphabet | Whitespace)
    });
    is_clean.then_some(bytes)
}

fn hex(text: &[u8]) -> Option<Secret> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pair = |pair: &[u8]| Some((digit(pair.first()?)? << 4 | digit(pair.get(1)?)?) as u8);
    text.chunks(2).map(pair).collect::<Option<Vec<u8>>>().map(Secret::new)
}

fn derived(secret: &[u8], len: usize) -> Option<Secret> {
    let hash = match len {
        0..=32 => Hash::Sha256,
        33..=48 => Hash::Sha384,
        _ => Hash::Sha512,
    };
    let whole = Secret::new(digest(hash, secret));
    whole.expose().get(..len).map(Secret::from)
}
