//! One attempt: would these bytes fit what was signed?

use super::attempts::Attempts;
use super::tokens::Token;
use ssoscope_crypto::{Algorithm, Hash, Hasher, PublicKey, digest};

/// What bytes have to fit.
pub(super) enum Test<'a> {
    /// A digest.
    Digest { hash: Hash, wanted: &'a [u8] },
    /// One of the digests that keys recover from the signature's value, each with the key's place.
    Recovered(&'a [(usize, Hash, Vec<u8>)]),
    /// The signature's value, by one of these keys.
    Value { method: &'a Algorithm, keys: &'a [(usize, &'a PublicKey)], value: &'a [u8] },
}

/// Attempts on one test.
pub(super) struct Trial<'a> {
    pub(super) test: Test<'a>,
    pub(super) attempts: &'a mut Attempts,
    /// The key that fitted, where keys are tried.
    pub(super) key: Option<usize>,
}

/// What a verification costs beside a digest, in bytes hashed.
const VERIFICATION: usize = 32 << 10;

impl Trial<'_> {
    /// Whether these bytes, one stretch after the other, are what was signed.
    pub(super) fn fits(&mut self, stretches: &[&[u8]]) -> bool {
        let length: usize = stretches.iter().map(|stretch| stretch.len()).sum();
        let extra = if matches!(self.test, Test::Value { .. }) { VERIFICATION } else { 0 };
        self.attempts.spend(length + extra) && self.test_of(stretches)
    }

    pub(super) fn fits_tokens(&mut self, tokens: &[Token<'_>]) -> bool {
        let text: String = tokens.iter().map(|token| &*token.text).collect();
        self.fits(&[text.as_bytes()])
    }

    fn test_of(&mut self, stretches: &[&[u8]]) -> bool {
        match &self.test {
            Test::Digest { hash, wanted } => hashed(*hash, stretches) == *wanted,
            Test::Recovered(digests) => {
                let found = digests.iter().find(|(_, hash, wanted)| hashed(*hash, stretches) == *wanted);
                self.key = found.map(|(key, ..)| *key);
                self.key.is_some()
            }
            Test::Value { method, keys, value } => {
                let message = stretches.concat();
                let fits = |key: &PublicKey| ssoscope_crypto::verify(method, key, &message, value).is_valid();
                self.key = keys.iter().find(|(_, key)| fits(key)).map(|(place, _)| *place);
                self.key.is_some()
            }
        }
    }
}

fn hashed(hash: Hash, stretches: &[&[u8]]) -> Vec<u8> {
    if let [one] = stretches {
        return digest(hash, one);
    }
    let mut hasher = Hasher::new(hash);
    stretches.iter().for_each(|stretch| hasher.update(stretch));
    hasher.finish()
}
