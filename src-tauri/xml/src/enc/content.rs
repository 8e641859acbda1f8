//! The content of an `EncryptedData`, and what can be said of it before any key is tried.

use super::algorithm::Cipher;
use super::{Encrypted, Refusal};
use crate::tree::NodeId;
use ssoscope_crypto::{DecryptError, Secret};

/// Types whose plaintext is XML text (XML Encryption 1.1 §3.1).
const XML_TYPES: [&str; 2] =
    ["http://www.w3.org/2001/04/xmlenc#Element", "http://www.w3.org/2001/04/xmlenc#Content"];

/// The content to decrypt.
pub(super) struct Content<'a> {
    pub(super) node: NodeId,
    pub(super) cipher: Cipher,
    value: &'a [u8],
    is_xml: bool,
}

impl<'a> Content<'a> {
    /// The content, or why no key would decrypt it.
    pub(super) fn of(encrypted: &'a Encrypted) -> Result<Content<'a>, (Refusal, String)> {
        let incomplete = |what: &str| (Refusal::Incomplete, format!("The EncryptedData has no {what}."));
        let method = encrypted.method.as_ref().ok_or_else(|| incomplete("EncryptionMethod"))?;
        let value = encrypted.value.as_ref().ok_or_else(|| incomplete("CipherValue"))?;
        let value = value.bytes.as_ref().ok_or_else(|| incomplete("CipherValue in base64"))?;
        let unsupported =
            || (Refusal::UnsupportedAlgorithm, format!("The cipher {} is not computed here.", method.uri));
        let cipher = method.meaning.ok_or_else(unsupported)?;
        if let Some(wanted) = cipher.misfit(value.len()) {
            let says = format!("The CipherValue has {} bytes; {cipher} makes {wanted}.", value.len());
            return Err((Refusal::Incomplete, says));
        }
        let is_xml = encrypted.type_uri.as_deref().is_some_and(|uri| XML_TYPES.contains(&uri));
        Ok(Content { node: encrypted.node, cipher, value, is_xml })
    }

    /// A cipher without authentication may "decrypt" with a wrong key; text that is not even UTF-8 gives that away.
    pub(super) fn decrypt(&self, key: &Secret) -> Result<Secret, DecryptError> {
        if key.len() != self.cipher.key_len() {
            let lengths: &[usize] = match self.cipher.key_len() {
                16 => &[16],
                24 => &[24],
                _ => &[32],
            };
            return Err(DecryptError::KeyLength { wanted: "the declared cipher", lengths, got: key.len() });
        }
        let plaintext = self.cipher.decrypt(key, self.value)?;
        if self.is_xml && std::str::from_utf8(plaintext.expose()).is_err() {
            return Err(DecryptError::CbcPadding);
        }
        Ok(plaintext)
    }
}
