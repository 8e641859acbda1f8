//! The content-encryption key: unwrapped, agreed on, or the shared key itself (RFC 7516 section 5.2 steps 7 to 10).

use ssoscope_crypto::{
    DecryptError, PrivateKey, RsaPadding, Secret, TooMuchWork, aes_gcm_decrypt, aes_key_unwrap, pbkdf2,
    rsa_oaep_decrypt, rsa_pkcs1_decrypt, rsa_recover,
};

use super::agreement::agreed;
use super::secret_form::keys_of;
use super::{Encryption, Jwe, KeyForm, KeyManagement, KeyMaterial, Recipient};
use crate::base64url;
use crate::json::Value;

/// A key that may be the content's.
pub(super) struct Candidate {
    pub(super) key: Secret,
    pub(super) form: KeyForm,
    pub(super) misdeclared: Option<RsaPadding>,
}

/// Why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyError {
    /// The algorithm takes another kind of key.
    Kind,
    /// This key does not open the encrypted key.
    Key(DecryptError),
    /// The header lacks a member that the algorithm needs.
    Missing(&'static str),
    /// The sender's ephemeral key is none.
    Ephemeral(String),
    /// The password would have to be hashed too often.
    TooMuchWork(TooMuchWork),
}

/// What to find a content key for.
pub(super) struct Wanted<'a> {
    pub(super) jwe: &'a Jwe,
    pub(super) recipient: &'a Recipient,
    pub(super) management: KeyManagement,
    pub(super) encryption: Encryption,
    pub(super) alg: &'a str,
    pub(super) enc: &'a str,
}

impl Wanted<'_> {
    /// The content keys that a lent key gives, most likely first.
    pub(super) fn candidates(&self, key: KeyMaterial<'_>) -> Result<Vec<Candidate>, KeyError> {
        match (self.management, key) {
            (KeyManagement::Rsa1_5 | KeyManagement::RsaOaep(_), KeyMaterial::Private(key)) => self.rsa(key),
            (KeyManagement::Agreement(wrap), KeyMaterial::Private(key)) => self.agreement(key, wrap),
            (KeyManagement::Direct, KeyMaterial::Shared(secret)) => self.direct(secret),
            (KeyManagement::AesWrap(len), KeyMaterial::Shared(secret)) => {
                self.forms(secret, len, |kek| aes_key_unwrap(kek, self.wrapped()))
            }
            (KeyManagement::AesGcmWrap(len), KeyMaterial::Shared(secret)) => {
                let (iv, sealed) = (self.bytes("iv")?, [self.wrapped(), &self.bytes("tag")?].concat());
                self.forms(secret, len, |kek| aes_gcm_decrypt(kek, &iv, &[], &sealed))
            }
            (KeyManagement::Password(..), KeyMaterial::Shared(secret)) => self.password(secret),
            _ => Err(KeyError::Kind),
        }
    }

    fn wrapped(&self) -> &[u8] {
        &self.recipient.encrypted_key.bytes
    }

    /// A member of the header in base64url.
    fn bytes(&self, name: &'static str) -> Result<Vec<u8>, KeyError> {
        let text = self.jwe.text(self.recipient, name).ok_or(KeyError::Missing(name))?;
        Ok(base64url::decode(text.as_bytes(), 0..text.len()).bytes)
    }

    fn rsa(&self, key: &PrivateKey) -> Result<Vec<Candidate>, KeyError> {
        let declared = match self.management {
            KeyManagement::RsaOaep(hash) => rsa_oaep_decrypt(key, hash, hash, &[], self.wrapped()),
            _ => rsa_pkcs1_decrypt(key, self.wrapped()),
        };
        match declared {
            Ok(key) => Ok(vec![Candidate { key, form: KeyForm::AsIs, misdeclared: None }]),
            Err(DecryptError::KeyKind(_)) => Err(KeyError::Kind),
            Err(error @ DecryptError::RsaPadding) => self.otherwise(key, error),
            Err(error) => Err(KeyError::Key(error)),
        }
    }

    /// Some senders pad otherwise than they declare: the raw block tells.
    fn otherwise(&self, key: &PrivateKey, error: DecryptError) -> Result<Vec<Candidate>, KeyError> {
        let found = rsa_recover(key, &[], self.wrapped()).unwrap_or_default().into_iter();
        let fitting = found.filter(|(_, key)| key.len() == self.encryption.key_len());
        let candidates: Vec<Candidate> = fitting
            .map(|(padding, key)| Candidate { key, form: KeyForm::AsIs, misdeclared: Some(padding) })
            .collect();
        if candidates.is_empty() { Err(KeyError::Key(error)) } else { Ok(candidates) }
    }

    fn agreement(&self, key: &PrivateKey, wrap: Option<usize>) -> Result<Vec<Candidate>, KeyError> {
        let (purpose, len) = match wrap {
            Some(len) => (self.alg, len),
            None => (self.enc, self.encryption.key_len()),
        };
        let agreed = match agreed(self.jwe, self.recipient, key, purpose, len) {
            Err(KeyError::Key(DecryptError::NoAgreement(_))) => return Err(KeyError::Kind),
            agreed => agreed?,
        };
        let key = match wrap {
            Some(_) => aes_key_unwrap(&agreed, self.wrapped()).map_err(KeyError::Key)?,
            None => agreed,
        };
        Ok(vec![Candidate { key, form: KeyForm::AsIs, misdeclared: None }])
    }

    fn direct(&self, secret: &Secret) -> Result<Vec<Candidate>, KeyError> {
        let keys = keys_of(secret, self.encryption.key_len()).into_iter();
        Ok(keys.map(|(form, key)| Candidate { key, form, misdeclared: None }).collect())
    }

    /// Unwraps with every key of this length that a secret may stand for.
    fn forms(
        &self,
        secret: &Secret,
        len: usize,
        unwrap: impl Fn(&Secret) -> Result<Secret, DecryptError>,
    ) -> Result<Vec<Candidate>, KeyError> {
        let mut failed = DecryptError::Integrity;
        let mut found = Vec::new();
        for (form, kek) in keys_of(secret, len) {
            match unwrap(&kek) {
                Ok(key) => found.push(Candidate { key, form, misdeclared: None }),
                Err(error) => failed = error,
            }
        }
        if found.is_empty() { Err(KeyError::Key(failed)) } else { Ok(found) }
    }

    /// PBES2 (RFC 7518 section 4.8).
    fn password(&self, password: &Secret) -> Result<Vec<Candidate>, KeyError> {
        let KeyManagement::Password(hash, len) = self.management else { return Err(KeyError::Kind) };
        let count = self.jwe.member(self.recipient, "p2c").ok_or(KeyError::Missing("p2c"))?;
        let count = count.number().ok_or(KeyError::Missing("p2c")).map(whole)?;
        let salt = [self.alg.as_bytes(), &[0], &self.bytes("p2s")?].concat();
        let kek = pbkdf2(hash, password, &salt, count, len).map_err(KeyError::TooMuchWork)?;
        let key = aes_key_unwrap(&kek, self.wrapped()).map_err(KeyError::Key)?;
        Ok(vec![Candidate { key, form: KeyForm::AsIs, misdeclared: None }])
    }
}

/// A count as it is written; one that does not fit is far too many.
fn whole(number: &str) -> u64 {
    number.parse().unwrap_or(u64::MAX)
}

/// The iterations that a password's token asks for, where it is one.
pub(super) fn iterations(jwe: &Jwe, recipient: &Recipient) -> u64 {
    jwe.member(recipient, "p2c").and_then(Value::number).map_or(0, whole)
}
