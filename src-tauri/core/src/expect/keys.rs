//! Private keys and client secrets: kept in memory only, wiped when dropped, named by their file and nothing else.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ssoscope_crypto::{PrivateKey, PrivateKeyError, Secret};
use ssoscope_jose::jwk::{HeldKey, PrivateJwk, read_private};
use ssoscope_jose::{Limits as JoseLimits, json};

use crate::limits::Limits;

/// The keys that a person lends for decryption and for HMAC. Cloning shares them, so that they stay in one place.
#[derive(Clone, Default)]
pub struct Keys {
    lent: Vec<Arc<Lent>>,
    password: Option<Secret>,
}

/// One key that a person lends.
pub struct Lent {
    /// The file that it came in.
    pub name: String,
    /// Its own name, where it says one.
    pub kid: Option<String>,
    /// The key.
    pub key: HeldKey,
}

/// A key file that can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// It is protected with a password, and none was given.
    #[error("{name} is {what}, and its password is needed")]
    NeedsPassword {
        /// The file.
        name: String,
        /// What it is: "encrypted PKCS#8 key".
        what: &'static str,
    },
    /// The password that was given does not open it.
    #[error("the password does not open {name}, which is {what}")]
    WrongPassword {
        /// The file.
        name: String,
        /// What it is.
        what: &'static str,
    },
    /// There is nothing in it.
    #[error("{name} is empty")]
    Empty {
        /// The file.
        name: String,
    },
}

impl Lent {
    /// What to call it: its file, and its own name.
    pub fn called(&self) -> String {
        match &self.kid {
            Some(kid) => format!("{} (key ID “{kid}”)", self.name),
            None => self.name.clone(),
        }
    }
}

impl Keys {
    /// Takes a key file: a private key in PEM or DER, a PKCS#12 container, a JWK or a set of them, else the text of a client
    /// secret (its last line break left aside).
    ///
    /// # Errors
    /// A file that is empty, too large, protected with a password, or a private key that can't be read.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), KeyFileError> {
        self.add_with_password(name, bytes, None)
    }

    /// As [`Keys::add`], with the password that protects the file. A file without protection is taken whatever the password.
    ///
    /// # Errors
    /// As for [`Keys::add`], and a password that does not open the file.
    pub fn add_with_password(
        &mut self,
        name: &str,
        bytes: Vec<u8>,
        password: Option<&Secret>,
    ) -> Result<(), KeyFileError> {
        let file = Secret::new(bytes);
        let (held, name) = (file.expose(), name.to_owned());
        match held.len() {
            0 => return Err(KeyFileError::Empty { name }),
            len if len > Limits::KEY_BYTES => return Err(KeyFileError::TooLarge { name, bytes: len }),
            _ => {}
        }
        if held.trim_ascii_start().first() == Some(&b'{') {
            return self.add_jwks(name, held);
        }
        let unwrapped = base64_of_der(held);
        let der = unwrapped.as_ref().map_or(held, Secret::expose);
        let key = match PrivateKey::read_with_password(der, password) {
            Ok(key) => HeldKey::Private(key),
            Err(error) if looks_like_private_key(der) => return Err(refused(name, &error)),
            Err(_) => HeldKey::Shared(Secret::from(without_line_end(held))),
        };
        self.lent.push(Arc::new(Lent { name, kid: None, key }));
        Ok(())
    }

    /// The keys of a JWK or a set, those of it that can be used.
    fn add_jwks(&mut self, name: String, text: &[u8]) -> Result<(), KeyFileError> {
        let mut document = json::read(text, &JoseLimits::DEFAULT);
        let keys = read_private(&document, &JoseLimits::DEFAULT);
        document.wipe();
        let unreadable = |why: String| KeyFileError::Unreadable { name: name.clone(), why };
        let keys =
            keys.ok_or_else(|| unreadable("it is JSON, and neither a JWK nor a set of them".into()))?;
        let first = keys.iter().find_map(|key| key.as_ref().err()).map(ToString::to_string);
        let before = self.lent.len();
        for PrivateJwk { kid, key } in keys.into_iter().flatten() {
            self.lent.push(Arc::new(Lent { name: name.clone(), kid, key }));
        }
        match self.lent.len() > before {
            true => Ok(()),
            false => Err(unreadable(first.unwrap_or_else(|| "the set is empty".to_owned()))),
        }
    }

    /// Gives a password that is tried on key containers in the pastes.
    pub fn try_on_containers(&mut self, password: Secret) {
        self.password = Some(password);
    }

    /// The password that is tried on key containers in the pastes.
    pub(crate) fn password(&self) -> Option<&Secret> {
        self.password.as_ref()
    }

    /// Every key, in the order in which they were lent.
    pub fn lent(&self) -> &[Arc<Lent>] {
        &self.lent
    }

    /// The private keys, each with its file's name.
    pub fn private(&self) -> impl Iterator<Item = (&str, &PrivateKey)> {
        self.lent.iter().filter_map(|lent| match &lent.key {
            HeldKey::Private(key) => Some((lent.name.as_str(), key)),
            HeldKey::Shared(_) => None,
        })
    }

    /// The client secrets, each with its file's name.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &Secret)> {
        self.lent.iter().filter_map(|lent| match &lent.key {
            HeldKey::Shared(secret) => Some((lent.name.as_str(), secret)),
            HeldKey::Private(_) => None,
        })
    }
}

fn refused(name: String, error: &PrivateKeyError) -> KeyFileError {
    match error {
        PrivateKeyError::NeedsPassword(what) => KeyFileError::NeedsPassword { name, what },
        PrivateKeyError::WrongPassword(what) => KeyFileError::WrongPassword { name, what },
        other => KeyFileError::Unreadable { name, why: other.to_string() },
    }
}

/// A key or a container that travels as base64 without lines around it, as vaults hand it out.
fn base64_of_der(file: &[u8]) -> Option<Secret> {
    if !file.trim_ascii_start().starts_with(b"MI") {
        return None;
    }
    let packed = Secret::new(file.iter().filter(|byte| !byte.is_ascii_whitespace()).copied().collect());
    let der = Secret::new(STANDARD.decode(packed.expose()).ok()?);
    is_one_sequence(der.expose()).then_some(der)
}

/// PEM, or DER.
fn looks_like_private_key(bytes: &[u8]) -> bool {
    bytes.windows(11).take(4096).any(|window| window == b"-----BEGIN ") || is_one_sequence(bytes)
}

/// Whether bytes are one SEQUENCE and nothing else; a random secret hardly ever is. Java leaves the length open.
fn is_one_sequence(bytes: &[u8]) -> bool {
    match bytes {
        [0x30, 0x80, .., 0, 0] => true,
        [0x30, 0x82, high, low, rest @ ..] => rest.len() == usize::from(*high) << 8 | usize::from(*low),
        [0x30, 0x81, len, rest @ ..] => rest.len() == usize::from(*len),
        [0x30, len, rest @ ..] => *len < 0x80 && rest.len() == usize::from(*len),
        _ => false,
    }
}

fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JWKS: &str = r#"{"keys":[
        {"kty":"EC","crv":"P-256","kid":"e1","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",
         "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"},
        {"kty":"RSA","n":"AQAB","e":"AQAB"},
        {"kty":"oct","kid":"s1","k":"c2VjcmV0"}]}"#;

    fn added(bytes: &[u8], password: Option<&str>) -> Result<Keys, KeyFileError> {
        let mut keys = Keys::default();
        let password = password.map(|password| Secret::from(password.as_bytes()));
        keys.add_with_password("key", bytes.to_vec(), password.as_ref()).map(|()| keys)
    }

    #[test]
    fn the_keys_of_a_set_are_taken_and_public_ones_left() {
        let keys = added(JWKS.as_bytes(), None).unwrap();
        let called: Vec<String> = keys.lent().iter().map(|lent| lent.called()).collect();
        assert_eq!(called, ["key (key ID “e1”)", "key (key ID “s1”)"]);
        assert_eq!((keys.private().count(), keys.secrets().next().unwrap().1.expose()), (1, &b"secret"[..]));
        let public = added(br#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#, None).err().unwrap();
        assert!(public.to_string().contains("public key"), "{public}");
        assert!(added(br#"{"a":1}"#, None).err().unwrap().to_string().contains("neither a JWK"));
    }

    #[test]
    fn secrets_are_taken_as_they_are() {
        let secret = |bytes: &[u8]| added(bytes, None).unwrap().secrets().next().unwrap().1.expose().to_vec();
        assert_eq!(secret(b"s3cr3t\r\n"), b"s3cr3t");
        assert_eq!(secret(&[0x30, 0xff, 0xfe, 1]), [0x30, 0xff, 0xfe, 1], "a raw key that begins like DER");
        assert_eq!(secret(b"MIsecret"), b"MIsecret");
        assert!(matches!(added(b"", None).err(), Some(KeyFileError::Empty { .. })));
        let large = added(&vec![b'a'; Limits::KEY_BYTES + 1], None).err();
        assert!(matches!(large, Some(KeyFileError::TooLarge { .. })));
    }

    #[test]
    fn a_password_is_asked_for_and_a_wrong_one_named() {
        let file = include_bytes!("keys/protected.pem");
        assert!(matches!(added(file, None).err(), Some(KeyFileError::NeedsPassword { .. })));
        assert!(matches!(added(file, Some("other")).err(), Some(KeyFileError::WrongPassword { .. })));
        assert_eq!(added(file, Some("Kestrel-7")).unwrap().private().count(), 1);
        let bare: String =
            String::from_utf8_lossy(file).lines().filter(|line| !line.starts_with('-')).collect();
        assert_eq!(
            added(bare.as_bytes(), Some("Kestrel-7")).unwrap().private().count(),
            1,
            "without its lines"
        );
    }

    #[test]
    fn a_certificate_is_no_key() {
        let error =
            added(b"-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n", None).err().unwrap();
        assert!(error.to_string().contains("CERTIFICATE"), "{error}");
    }
}
