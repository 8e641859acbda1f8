//! Decryption: every encrypted key with every key given, and why each attempt failed.

use super::algorithm::{Cipher, KeyTransport};
use super::{Encrypted, EncryptedKey, encrypted};
use crate::tree::{Document, NodeId};
use ssoscope_crypto::{DecryptError, Hash, PrivateKey, Secret, aes_key_unwrap};

/// Types whose plaintext is XML text (XML Encryption 1.1 §3.1).
const XML_TYPES: [&str; 2] =
    ["http://www.w3.org/2001/04/xmlenc#Element", "http://www.w3.org/2001/04/xmlenc#Content"];

/// How often other OAEP parameters than the declared are tried: each time costs two dozen RSA operations.
const GUESSES: usize = 2;

/// What was decrypted, and how.
#[derive(Clone)]
pub struct Decrypted {
    /// The `EncryptedData` that was decrypted.
    pub node: NodeId,
    /// The plaintext.
    pub plaintext: Secret,
    /// The cipher of the content.
    pub cipher: Cipher,
    /// How the content's key was encrypted, as it turned out; `None` where the content's key itself was given.
    pub transport: Option<KeyTransport>,
    /// The encrypted key that was used.
    pub encrypted_key: Option<NodeId>,
    /// The key given that fits.
    pub key: KeyUsed,
    /// OAEP parameters that the document declares, where others had to be used: a strict reader does not decrypt this.
    pub misdeclared: Option<KeyTransport>,
}

/// A key among those given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUsed {
    /// The private key with this number.
    Private(usize),
    /// The shared key with this number.
    Shared(usize),
}

/// Why nothing was decrypted.
#[derive(Debug, Clone)]
pub struct Undecrypted {
    /// What it comes down to.
    pub refusal: Refusal,
    /// One plain sentence for people.
    pub says: String,
    /// Every attempt.
    pub attempts: Vec<Attempt>,
    /// What is encrypted, and to whom; `None` where nothing is.
    pub encrypted: Option<Box<Encrypted>>,
}

/// What a failed decryption comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no EncryptedData.
    NothingEncrypted,
    /// A part is missing, or is not base64.
    Incomplete,
    /// The cipher or the encryption of the key is not computed here.
    UnsupportedAlgorithm,
    /// No key was given.
    NoKey,
    /// No key given decrypts an encrypted key.
    WrongKey,
    /// A key fits, but the content does not come out: it was damaged, or the sender used another cipher than declared.
    Damaged,
}

/// One attempt to decrypt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The encrypted key; `None` where a shared key was tried on the content.
    pub encrypted_key: Option<NodeId>,
    /// The key that was tried.
    pub key: KeyUsed,
    /// Whether the encrypted key gave way, and the content did not.
    pub on_content: bool,
    /// Why it failed.
    pub error: DecryptError,
}

/// Decrypts what `node` holds encrypted (see [`encrypted`]) with private keys.
pub fn decrypt(document: &Document, node: NodeId, keys: &[PrivateKey]) -> Result<Decrypted, Undecrypted> {
    decrypt_with(document, node, keys, &[])
}

/// As [`decrypt`], with shared keys too: for key wrap, or for the content itself.
pub fn decrypt_with(
    document: &Document,
    node: NodeId,
    keys: &[PrivateKey],
    shared: &[Secret],
) -> Result<Decrypted, Undecrypted> {
    let Some(encrypted) = encrypted(document, node) else {
        let says = "Nothing is encrypted here.".to_owned();
        return Err(Undecrypted {
            refusal: Refusal::NothingEncrypted,
            says,
            attempts: Vec::new(),
            encrypted: None,
        });
    };
    let mut attempts = Attempts { keys, shared, failed: Vec::new(), guesses: GUESSES };
    match attempts.run(&encrypted) {
        Ok(decrypted) => Ok(decrypted),
        Err((refusal, says)) => Err(Undecrypted {
            refusal,
            says,
            attempts: attempts.failed,
            encrypted: Some(Box::new(encrypted)),
        }),
    }
}

/// The content to decrypt.
struct Content<'a> {
    node: NodeId,
    cipher: Cipher,
    value: &'a [u8],
    is_xml: bool,
}

struct Attempts<'a> {
    keys: &'a [PrivateKey],
    shared: &'a [Secret],
    failed: Vec<Attempt>,
    guesses: usize,
}

impl Attempts<'_> {
    fn run(&mut self, encrypted: &Encrypted) -> Result<Decrypted, (Refusal, String)> {
        let content = content(encrypted)?;
        if self.keys.is_empty() && self.shared.is_empty() {
            return Err((
                Refusal::NoKey,
                "To decrypt this, the recipient's private key is needed.".to_owned(),
            ));
        }
        for key in &encrypted.keys {
            if let Some(decrypted) = self.through_key(&content, key) {
                return Ok(decrypted);
            }
        }
        match self.directly(&content) {
            Some(decrypted) => Ok(decrypted),
            None => Err(self.refusal(encrypted)),
        }
    }

    fn through_key(&mut self, content: &Content<'_>, key: &EncryptedKey) -> Option<Decrypted> {
        let transport = key.method.as_ref()?.meaning.as_ref()?;
        let wrapped = key.value.as_ref()?.bytes.as_ref()?;
        for (at, private) in self.keys.iter().enumerate() {
            let Some(result) = transport.decrypt(private, wrapped) else { continue };
            let used = KeyUsed::Private(at);
            let found = match result {
                Err(DecryptError::RsaPadding) => {
                    self.otherwise(content, key, transport, used, (private, wrapped))
                }
                result => self.unlock(content, Some((key.node, transport)), used, result),
            };
            if found.is_some() {
                return found;
            }
        }
        if let KeyTransport::AesWrap(bits) = transport {
            for (at, secret) in
                self.shared.iter().enumerate().filter(|(_, s)| s.len() * 8 == usize::from(*bits))
            {
                let result = aes_key_unwrap(secret, wrapped);
                let found = self.unlock(content, Some((key.node, transport)), KeyUsed::Shared(at), result);
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// The declared parameters do not fit; some senders use others than they declare.
    fn otherwise(
        &mut self,
        content: &Content<'_>,
        key: &EncryptedKey,
        declared: &KeyTransport,
        used: KeyUsed,
        (private, wrapped): (&PrivateKey, &[u8]),
    ) -> Option<Decrypted> {
        let encrypted_key = Some(key.node);
        self.failed.push(Attempt {
            encrypted_key,
            key: used,
            on_content: false,
            error: DecryptError::RsaPadding,
        });
        let KeyTransport::RsaOaep { label, .. } = declared else { return None };
        self.guesses = self.guesses.checked_sub(1)?;
        for (digest, mgf) in Hash::ALL.into_iter().flat_map(|digest| Hash::ALL.map(|mgf| (digest, mgf))) {
            let actual = KeyTransport::RsaOaep { digest, mgf, label: label.clone() };
            if let Some(result @ Ok(_)) = actual.decrypt(private, wrapped) {
                let found = self.unlock(content, Some((key.node, &actual)), used, result)?;
                return Some(Decrypted { misdeclared: Some(declared.clone()), ..found });
            }
        }
        None
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
        if self.failed.iter().any(|attempt| attempt.on_content) {
            let says = "The key fits, but the content does not decrypt: it was damaged, or another cipher was used than is declared.";
            return (Refusal::Damaged, says.to_owned());
        }
        if encrypted.keys.is_empty() {
            return (
                Refusal::Incomplete,
                "There is no EncryptedKey that belongs to this EncryptedData.".to_owned(),
            );
        }
        let unknown = encrypted
            .keys
            .iter()
            .find_map(|key| key.method.as_ref().filter(|method| method.meaning.is_none()));
        if let (true, Some(method)) = (self.failed.is_empty(), unknown) {
            return (
                Refusal::UnsupportedAlgorithm,
                format!("The encryption of the key, {}, is not computed here.", method.uri),
            );
        }
        let unreadable =
            encrypted.keys.iter().all(|key| key.value.as_ref().is_none_or(|value| value.bytes.is_none()));
        if unreadable {
            return (Refusal::Incomplete, "The EncryptedKey has no CipherValue in base64.".to_owned());
        }
        (
            Refusal::WrongKey,
            "None of the keys given decrypts this: it was encrypted to another one.".to_owned(),
        )
    }
}

fn content(encrypted: &Encrypted) -> Result<Content<'_>, (Refusal, String)> {
    let incomplete = |what: &str| (Refusal::Incomplete, format!("The EncryptedData has no {what}."));
    let method = encrypted.method.as_ref().ok_or_else(|| incomplete("EncryptionMethod"))?;
    let value = encrypted.value.as_ref().ok_or_else(|| incomplete("CipherValue"))?;
    let value = value.bytes.as_ref().ok_or_else(|| incomplete("CipherValue in base64"))?;
    let unsupported =
        || (Refusal::UnsupportedAlgorithm, format!("The cipher {} is not computed here.", method.uri));
    let cipher = method.meaning.ok_or_else(unsupported)?;
    let is_xml = encrypted.type_uri.as_deref().is_some_and(|uri| XML_TYPES.contains(&uri));
    Ok(Content { node: encrypted.node, cipher, value, is_xml })
}

impl Content<'_> {
    /// A cipher without authentication may "decrypt" with a wrong key; text that is not even UTF-8 gives that away.
    fn decrypt(&self, key: &Secret) -> Result<Secret, DecryptError> {
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

/// Says how, never what.
impl std::fmt::Debug for Decrypted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decrypted")
            .field("cipher", &self.cipher)
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}
