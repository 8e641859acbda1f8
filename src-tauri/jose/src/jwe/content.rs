//! The content: its cipher, and what can be said of it before any key is tried.

use ssoscope_crypto::{DecryptError, Secret, aes_cbc_hmac_decrypt, aes_gcm_decrypt};

use super::inflate::{Uninflated, inflate};
use super::{Encryption, Jwe, Refusal};
use crate::Limits;

/// A content that can be tried.
pub(super) struct Content<'a> {
    jwe: &'a Jwe,
    /// Its cipher.
    pub(super) encryption: Encryption,
    /// The name of its cipher.
    pub(super) enc: &'a str,
    associated: Vec<u8>,
    /// Whether it is compressed.
    pub(super) is_compressed: bool,
}

impl<'a> Content<'a> {
    /// The content of a token, or why no key would open it.
    pub(super) fn of(jwe: &'a Jwe) -> Result<Content<'a>, (Refusal, String)> {
        let enc = jwe.recipients.first().and_then(|first| jwe.text(first, "enc"));
        let Some(enc) = enc else {
            return Err((Refusal::Incomplete, "The header names no content encryption (enc).".to_owned()));
        };
        let encryption = Encryption::from_name(enc).ok_or_else(|| {
            (Refusal::Unsupported, format!("The content encryption {enc} is not computed here."))
        })?;
        let content = Content {
            jwe,
            encryption,
            enc,
            associated: jwe.associated_data(),
            is_compressed: is_compressed(jwe)?,
        };
        content.lengths().map_err(|error| (Refusal::Incomplete, sentence(&error)))?;
        Ok(content)
    }

    fn lengths(&self) -> Result<(), DecryptError> {
        let (iv, tag) = self.encryption.lengths();
        let (got_iv, got_tag) = (self.jwe.iv.bytes.len(), self.jwe.tag.bytes.len());
        match () {
            () if got_iv != iv => Err(DecryptError::Iv { wanted: iv, got: got_iv }),
            () if got_tag != tag => Err(DecryptError::TagLength { wanted: tag, got: got_tag }),
            () => Ok(()),
        }
    }

    /// Decrypts and authenticates.
    pub(super) fn decrypt(&self, key: &Secret) -> Result<Secret, DecryptError> {
        let (iv, tag) = (&self.jwe.iv.bytes, &self.jwe.tag.bytes);
        let ciphertext = &self.jwe.ciphertext.bytes;
        match self.encryption {
            Encryption::CbcHmac(_) => aes_cbc_hmac_decrypt(key, iv, &self.associated, ciphertext, tag),
            Encryption::Gcm(_) => {
                aes_gcm_decrypt(key, iv, &self.associated, &[ciphertext.as_slice(), tag].concat())
            }
        }
    }

    /// Takes the compression off, where there is any.
    pub(super) fn inflated(&self, content: Secret, limits: &Limits) -> Result<Secret, (Refusal, String)> {
        if !self.is_compressed {
            return Ok(content);
        }
        inflate(content.expose(), limits.inflated).map_err(|error| match error {
            Uninflated::TooMuch => {
                let says = format!(
                    "The content of {} bytes inflates to more than the {} bytes that are read: a decompression bomb.",
                    content.len(),
                    limits.inflated
                );
                (Refusal::TooMuchWork, says)
            }
            Uninflated::Broken => {
                let says = "The header says that the content is compressed (zip DEF), and it is no DEFLATE.";
                (Refusal::Damaged, says.to_owned())
            }
        })
    }
}

/// RFC 7516 section 4.1.3: only where the protected header says so.
fn is_compressed(jwe: &Jwe) -> Result<bool, (Refusal, String)> {
    match jwe.header.text("zip").map(|zip| zip.value.as_str()) {
        None => Ok(false),
        Some("DEF") => Ok(true),
        Some(other) => {
            Err((Refusal::Unsupported, format!("The compression {other} (zip) is not known here.")))
        }
    }
}

/// An error as a sentence of its own.
pub(super) fn sentence(error: &impl std::fmt::Display) -> String {
    let clause = error.to_string();
    let mut letters = clause.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
