//! Private keys and client secrets: kept in memory only, wiped when dropped, named by their file and nothing else.

use ssoscope_crypto::{PrivateKey, Secret};

use crate::limits::Limits;

/// The keys that a person lends for decryption and for HMAC.
#[derive(Default)]
pub struct Keys {
    private: Vec<(String, PrivateKey)>,
    secrets: Vec<(String, Secret)>,
}

/// A key file that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// It is larger than any key.
    #[error("{name} has {bytes} bytes; that is no key file")]
    TooLarge {
        /// The file.
        name: String,
        /// Its size.
        bytes: usize,
    },
    /// It looks like a private key, but can't be read as one.
    #[error("{name} looks like a private key and can't be read: {why}")]
    Unreadable {
        /// The file.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is nothing in it.
    #[error("{name} is empty")]
    Empty {
        /// The file.
        name: String,
    },
}

impl Keys {
    /// Takes a key file: a private key in PEM or DER, else the text of a client secret (its last line break left aside).
    ///
    /// # Errors
    /// A file that is empty, too large, or a private key that can't be read.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), KeyFileError> {
        let file = Secret::new(bytes);
        let held = file.expose();
        if held.len() > Limits::KEY_BYTES {
            return Err(KeyFileError::TooLarge { name: name.to_owned(), bytes: held.len() });
        }
        if held.is_empty() {
            return Err(KeyFileError::Empty { name: name.to_owned() });
        }
        match PrivateKey::read(held) {
            Ok(key) => self.private.push((name.to_owned(), key)),
            Err(why) if looks_like_private_key(held) => {
                return Err(KeyFileError::Unreadable { name: name.to_owned(), why: why.to_string() });
            }
            Err(_) => self.secrets.push((name.to_owned(), Secret::new(without_line_end(held).to_vec()))),
        }
        Ok(())
    }

    /// The private keys, each with its file's name.
    pub fn private(&self) -> impl Iterator<Item = (&str, &PrivateKey)> {
        self.private.iter().map(|(name, key)| (name.as_str(), key))
    }

    /// The client secrets, each with its file's name.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.secrets.iter().map(|(name, secret)| (name.as_str(), secret))
    }
}

fn looks_like_private_key(bytes: &[u8]) -> bool {
    let pem = bytes.windows(11).take(4096).any(|window| window == b"PRIVATE KEY");
    pem || bytes.first() == Some(&0x30) && std::str::from_utf8(bytes).is_err()
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}
