//! One attempt: would these bytes fit what was signed?

use super::attempts::Attempts;
use super::tokens::Token;
use ssoscope_crypto::{Algorithm, Hash, Hasher, PublicKey};
use std::collections::BTreeMap;

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

/// What many attempts begin with, taken in once: at the first attempt that is made, for only attempts are counted.
pub(super) struct Beginning<'b> {
    bytes: &'b [u8],
    taken_in: BTreeMap<Hash, Hasher>,
}

impl<'b> Beginning<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Beginning<'b> {
        Beginning { bytes, taken_in: BTreeMap::new() }
    }

    /// The digest with these stretches behind the beginning.
    fn digest(&mut self, hash: Hash, rest: &[&[u8]]) -> Vec<u8> {
        let taken_in = self.taken_in.entry(hash).or_insert_with(|| {
            let mut hasher = Hasher::new(hash);
            hasher.update(self.bytes);
            hasher
        });
        let mut hasher = taken_in.clone();
        rest.iter().for_each(|stretch| hasher.update(stretch));
        hasher.finish()
    }
}

impl Trial<'_> {
    /// Whether these bytes, one stretch after the other, are what was signed.
    pub(super) fn fits(&mut self, stretches: &[&[u8]]) -> bool {
        let Some((first, rest)) = stretches.split_first() else { return false };
        self.fits_after(&mut Beginning::of(first), rest)
    }

    pub(super) fn fits_tokens(&mut self, tokens: &[Token<'_>]) -> bool {
        let text: String = tokens.iter().map(|token| &*token.text).collect();
        self.fits(&[text.as_bytes()])
    }

    /// Whether these stretches, behind the beginning, are what was signed.
    pub(super) fn fits_after(&mut self, beginning: &mut Beginning<'_>, rest: &[&[u8]]) -> bool {
        let length = beginning.bytes.len() + rest.iter().map(|stretch| stretch.len()).sum::<usize>();
        let extra = if matches!(self.test, Test::Value { .. }) { VERIFICATION } else { 0 };
        self.attempts.spend(length + extra) && self.test_of(beginning, rest)
    }

    fn test_of(&mut self, beginning: &mut Beginning<'_>, rest: &[&[u8]]) -> bool {
        match &self.test {
            Test::Digest { hash, wanted } => beginning.digest(*hash, rest) == *wanted,
            Test::Recovered(digests) => {
                let found = digests.iter().find(|(_, hash, wanted)| beginning.digest(*hash, rest) == *wanted);
                self.key = found.map(|(key, ..)| *key);
                self.key.is_some()
            }
            Test::Value { method, keys, value } => {
                let message = [&[beginning.bytes], rest].concat().concat();
                let fits = |key: &PublicKey| ssoscope_crypto::verify(method, key, &message, value).is_valid();
                self.key = keys.iter().find(|(_, key)| fits(key)).map(|(place, _)| *place);
                self.key.is_some()
            }
        }
    }
}
