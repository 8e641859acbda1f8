//! Tries every key on every encrypted key, and says what all attempts together come down to.

use super::algorithm::KeyTransport;
use super::content::Content;
use super::decrypt::{Attempt, Decrypted, KeyUsed, Refusal};
use super::{Encrypted, EncryptedKey};
use crate::tree::NodeId;
use ssoscope_crypto::{DecryptError, PrivateKey, RsaPadding, Secret, rsa_recover};

/// How often the raw RSA block is opened to look for another padding than the declared one.
const GUESSES: usize = 8;

pub(super) struct Attempts<'a> {
    keys: &'a [PrivateKey],
    shared: &'a [Secret],
    pub(super) failed: Vec<Attempt>,
    guesses: usize,
}

/// An encrypted key on which keys are tried.
#[derive(Clone, Copy)]
struct Locked<'a> {
    node: NodeId,
    transport: &'a KeyTransport,
    value: &'a [u8],
}

impl<'a> Attempts<'a> {
    pub(super) fn with(keys: &'a [PrivateKey], shared: &'a [Secret]) -> Attempts<'a> {
        Attempts { keys, shared, failed: Vec::new(), guesses: GUESSES }
    }

    pub(super) fn run(&mut self, encrypted: &Encrypted) -> Result<Decrypted, (Refusal, String)> {
        let content = Content::of(encrypted)?;
        let found = encrypted.keys.iter().find_map(|key| self.through_key(&content, key));
        // A shared key is the content's own only where no encrypted key stands between.
        let directly = found.or_else(|| encrypted.keys.is_empty().then(|| self.directly(&content)).flatten());
        directly.ok_or_else(|| self.refusal(encrypted))
    }

    fn through_key(&mut self, content: &Content<'_>, key: &EncryptedKey) -> Option<Decrypted> {
        let transport = key.method.as_ref()?.meaning.as_ref()?;
        let value = key.value.as_ref()?.bytes.as_ref()?;
        let locked = Locked { node: key.node, transport, value };
        let (keys, shared) = (self.keys, self.shared);
        let private = keys.iter().enumerate().find_map(|(at, private)| {
            let used = KeyUsed::Private(at);
            match transport.decrypt(private, key.agreement.as_ref(), value)? {
                Err(DecryptError::RsaPadding) => self.otherwise(content, locked, used, private),
                result => self.unlock(content, Some((key.node, transport)), used, result),
            }
        });
        private.or_else(|| {
            shared.iter().enumerate().find_map(|(at, secret)| {
                let result = transport.unwrap(secret, value)?;
                self.unlock(content, Some((key.node, transport)), KeyUsed::Shared(at), result)
            })
        })
    }

    /// The declared padding does not fit; some senders use another than they declare, and the raw block tells.
    fn otherwise(
        &mut self,
        content: &Content<'_>,
        locked: Locked<'_>,
        used: KeyUsed,
        private: &PrivateKey,
    ) -> Option<Decrypted> {
        let error = DecryptError::RsaPadding;
        self.failed.push(Attempt { encrypted_key: Some(locked.node), key: used, on_content: false, error });
        self.guesses = self.guesses.checked_sub(1)?;
        let label = match locked.transport {
            KeyTransport::RsaOaep { label, .. } => label.clone(),
            _ => Vec::new(),
        };
        let found = rsa_recover(private, &label, locked.value).unwrap_or_default();
        let fitting = found.into_iter().filter(|(_, key)| key.len() == content.cipher.key_len());
        fitting.into_iter().find_map(|(padding, key)| {
            let actual = match padding {
                RsaPadding::Pkcs1 => KeyTransport::RsaPkcs1,
                RsaPadding::Oaep { digest, mgf } => {
                    KeyTransport::RsaOaep { digest, mgf, label: label.clone() }
                }
            };
            let found = self.unlock(content, Some((locked.node, &actual)), used, Ok(key))?;
            Some(Decrypted { misdeclared: Some(locked.transport.clone()), ..found })
        })
    }

    /// A shared key as the content's own.
    fn directly(&mut self, content: &Content<'_>) -> Option<Decrypted> {
        let fitting = |(_, secret): &(usize, &Secret)| secret.len() == content.cipher.key_len();
        let shared = self.shared;
        shared
            .iter()
            .enumerate()
            .filter(fitting)
            .find_map(|(at, secret)| self.unlock(content, None, KeyUsed::Shared(at), Ok(secret.clone())))
    }

    /// Decrypts the content with a key that gave way.
    fn unlock(
        &mut self,
        content: &Content<'_>,
        through: Option<(NodeId, &KeyTransport)>,
        key: KeyUsed,
        content_key: Result<Secret, DecryptError>,
    ) -> Option<Decrypted> {
        let encrypted_key = through.map(|(node, _)| node);
        let mut fail = |on_content, error| {
            self.failed.push(Attempt { encrypted_key, key, on_content, error });
            None
        };
        let content_key = match content_key {
            Ok(content_key) => content_key,
            Err(error) => return fail(false, error),
        };
        match content.decrypt(&content_key) {
            Ok(plaintext) => Some(Decrypted {
                node: content.node,
                plaintext,
                cipher: content.cipher,
                transport: through.map(|(_, transport)| transport.clone()),
                encrypted_key,
                key,
                misdeclared: None,
            }),
            Err(error) => fail(true, error),
        }
    }

    fn refusal(&self, encrypted: &Encrypted) -> (Refusal, String) {
        if self.failed.iter().any(|attempt| attempt.on_content && attempt.encrypted_key.is_some()) {
            let says = "The key fits, but the content does not decrypt: it was damaged, or another cipher was used than is declared.";
            return (Refusal::Damaged, says.to_owned());
        }
        if let Some(flaw) = flaw(encrypted) {
            return flaw;
        }
        if self.failed.is_empty() {
            return (Refusal::NoKey, format!("To decrypt this, {} is needed.", takes(encrypted)));
        }
        (Refusal::WrongKey, self.wrong_key(encrypted))
    }

    /// A ciphertext as long as another modulus tells the size of the key that it was made for.
    fn wrong_key(&self, encrypted: &Encrypted) -> String {
        let wrong_size = |attempt: &Attempt| matches!(attempt.error, DecryptError::CiphertextLength { .. });
        let len = encrypted.keys.iter().find_map(|key| key.value.as_ref()?.bytes.as_ref()).map(Vec::len);
        match len.filter(|_| self.failed.iter().all(wrong_size)) {
            Some(len) => format!(
                "None of the keys given decrypts this: it was encrypted to an RSA key of {} bits, and they have another size.",
                8 * len
            ),
            None => "None of the keys given decrypts this: it was encrypted to another one.".to_owned(),
        }
    }
}

/// What keeps every key from decrypting.
fn flaw(encrypted: &Encrypted) -> Option<(Refusal, String)> {
    let unknown = |key: &EncryptedKey| key.method.as_ref().is_none_or(|method| method.meaning.is_none());
    if !encrypted.keys.is_empty() && encrypted.keys.iter().all(unknown) {
        let named =
            encrypted.keys.iter().find_map(|key| key.method.as_ref()).map(|method| method.uri.as_str());
        let says = match named {
            Some(uri) => format!("The encryption of the key, {uri}, is not computed here."),
            None => {
                return Some((Refusal::Incomplete, "The EncryptedKey has no EncryptionMethod.".to_owned()));
            }
        };
        return Some((Refusal::UnsupportedAlgorithm, says));
    }
    let unreadable = |key: &EncryptedKey| key.value.as_ref().is_none_or(|value| value.bytes.is_none());
    if !encrypted.keys.is_empty() && encrypted.keys.iter().all(unreadable) {
        return Some((Refusal::Incomplete, "The EncryptedKey has no CipherValue in base64.".to_owned()));
    }
    None
}

/// The key that would decrypt, for people.
fn takes(encrypted: &Encrypted) -> &'static str {
    let meaning = encrypted.keys.iter().find_map(|key| key.method.as_ref()?.meaning.as_ref());
    match (meaning, encrypted.keys.first()) {
        (Some(KeyTransport::RsaPkcs1 | KeyTransport::RsaOaep { .. }), _) => "the recipient's RSA private key",
        (Some(_), Some(key)) if key.agreement.is_some() => "the recipient's private key on an elliptic curve",
        (Some(_), _) => "the shared key that the content key is wrapped with",
        (None, _) => "the key that belongs to it, of which nothing is said beside it,",
    }
}
