//! PKCS#12 containers (RFC 7292), which Windows and Java call PFX: the first private key inside.

pub(super) mod kdf;

use kdf::Purpose;

use super::protected::{self, number};
use super::{PrivateKey, PrivateKeyError, plain};
use crate::der::{self, DerError, Reader};
use crate::{Hash, Secret, hmac_verify};

const CALLED: &str = "PKCS#12 (PFX) container";
const DATA: &str = "1.2.840.113549.1.7.1";
const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
const KEY_BAG: &str = "1.2.840.113549.1.12.10.1.1";
const SHROUDED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
const EXPLICIT: u8 = 0xa0;
/// The tag of encrypted content, in one piece and in several.
const ENCRYPTED: u8 = 0x80;
const ENCRYPTED_PIECES: u8 = 0xa0;

/// Contents and bags that are looked at.
const MAX_PARTS: usize = 64;

/// Whether bytes are one: a SEQUENCE of the version 3 and a SEQUENCE. Java and NSS write them in BER.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.get(..32).unwrap_or(bytes);
    let Some(at) = der::header_len(head) else { return false };
    head.first() == Some(&der::SEQUENCE) && head.get(at..at + 4) == Some(&[2, 1, 3, der::SEQUENCE])
}

/// The first private key in a container.
pub(super) fn read(bytes: &[u8], password: Option<&Secret>) -> Result<PrivateKey, PrivateKeyError> {
    let definite = der::definite(bytes)?;
    let mut pfx = Reader::new(&definite).sequence("a PKCS#12 container (SEQUENCE)")?;
    pfx.unsigned("a version number (INTEGER)")?;
    let content = content(&mut pfx)?;
    let password = password_for(pfx, content, password)?;
    let content = der::definite(content)?;
    let mut parts = Reader::new(&content).sequence("the container's contents (SEQUENCE)")?;
    for _ in 0..MAX_PARTS {
        if parts.is_done() {
            break;
        }
        let mut part = parts.sequence("one of the contents (SEQUENCE)")?;
        if let Some(bags) = bags(&mut part, password.as_ref())?
            && let Some(key) = key_in(bags.expose(), password.as_ref())?
        {
            return Ok(key);
        }
    }
    Err(PrivateKeyError::NoKeyInside)
}

/// ContentInfo of the type data.
fn content<'a>(pfx: &mut Reader<'a>) -> Result<&'a [u8], PrivateKeyError> {
    let mut info = pfx.sequence("the container's content (SEQUENCE)")?;
    let oid = info.oid("the content's type (OBJECT IDENTIFIER)")?;
    if oid != DATA {
        return Err(PrivateKeyError::Protection("a public key instead of a password".to_owned()));
    }
    let data = info.take(EXPLICIT, "the content itself")?;
    Ok(Reader::new(data).take(der::OCTET_STRING, "the content's bytes (OCTET STRING)")?)
}

/// The password, where its MAC fits; an empty one where none was given and an empty one fits.
fn password_for(
    mut pfx: Reader<'_>,
    content: &[u8],
    given: Option<&Secret>,
) -> Result<Option<Secret>, PrivateKeyError> {
    if pfx.is_done() {
        return Ok(given.cloned());
    }
    let mac = Mac::read(pfx.sequence("the container's MAC (SEQUENCE)")?)?;
    let empty = Secret::new(Vec::new());
    if mac.fits(given.unwrap_or(&empty), content)? {
        return Ok(Some(given.unwrap_or(&empty).clone()));
    }
    Err(match given {
        Some(_) => PrivateKeyError::WrongPassword(CALLED),
        None => PrivateKeyError::NeedsPassword(CALLED),
    })
}

/// MacData (RFC 7292 section 4).
struct Mac<'a> {
    hash: Hash,
    digest: &'a [u8],
    salt: &'a [u8],
    iterations: u64,
}

impl<'a> Mac<'a> {
    fn read(mut fields: Reader<'a>) -> Result<Mac<'a>, PrivateKeyError> {
        let mut info = fields.sequence("a DigestInfo (SEQUENCE)")?;
        let oid = info.sequence("a hash (SEQUENCE)")?.oid("the hash's name (OBJECT IDENTIFIER)")?;
        let digest = info.take(der::OCTET_STRING, "the MAC itself (OCTET STRING)")?;
        let salt = fields.take(der::OCTET_STRING, "the MAC's salt (OCTET STRING)")?;
        let iterations =
            if fields.is_done() { 1 } else { number(fields.unsigned("the iterations (INTEGER)")?) };
        let hash = match oid.as_str() {
            "1.3.14.3.2.26" => Hash::Sha1,
            "2.16.840.1.101.3.4.2.4" => Hash::Sha224,
            "2.16.840.1.101.3.4.2.1" => Hash::Sha256,
            "2.16.840.1.101.3.4.2.2" => Hash::Sha384,
            "2.16.840.1.101.3.4.2.3" => Hash::Sha512,
            _ => return Err(PrivateKeyError::Protection(format!("a MAC of the kind {oid}"))),
        };
        Ok(Mac { hash, digest, salt, iterations })
    }

    fn fits(&self, password: &Secret, content: &[u8]) -> Result<bool, PrivateKeyError> {
        let fits = |password: Secret| -> Result<bool, PrivateKeyError> {
            let len = self.hash.len();
            let key = kdf::derive(self.hash, &password, Purpose::Mac, self.salt, self.iterations, len)?;
            Ok(hmac_verify(self.hash, &key, content, self.digest))
        };
        // Some software leaves an empty password out altogether, its end included.
        let bare = password.is_empty() && fits(Secret::new(Vec::new()))?;
        Ok(bare || fits(kdf::encoded(password))?)
    }
}

/// The bags of one of the contents, opened where it is encrypted as a whole; `None` for what is neither.
fn bags(part: &mut Reader<'_>, password: Option<&Secret>) -> Result<Option<Secret>, PrivateKeyError> {
    let oid = part.oid("the content's type (OBJECT IDENTIFIER)")?;
    let mut inner = Reader::new(part.take(EXPLICIT, "the content itself")?);
    match oid.as_str() {
        DATA => Ok(Some(Secret::from(inner.take(der::OCTET_STRING, "bags (OCTET STRING)")?))),
        ENCRYPTED_DATA => {
            let mut data = inner.sequence("encrypted data (SEQUENCE)")?;
            data.unsigned("a version number (INTEGER)")?;
            let mut info = data.sequence("what is encrypted (SEQUENCE)")?;
            info.oid("its type (OBJECT IDENTIFIER)")?;
            let algorithm = info.sequence("an encryption algorithm (SEQUENCE)")?;
            let ciphertext = ciphertext(&mut info)?;
            // Certificates mostly lie under weaker ciphers than keys: what can't be opened is passed over.
            match protected::decrypted(algorithm, &ciphertext, CALLED, password) {
                Ok(bags) => Ok(Some(bags)),
                Err(PrivateKeyError::Protection(_)) => Ok(None),
                Err(error) => Err(error),
            }
        }
        _ => Ok(None),
    }
}

fn ciphertext(info: &mut Reader<'_>) -> Result<Vec<u8>, PrivateKeyError> {
    let error = DerError { at: 0, wanted: "the encrypted bags" };
    match info.peek() {
        Some(ENCRYPTED_PIECES) => {
            let pieces = info.take(ENCRYPTED_PIECES, error.wanted)?;
            Ok(der::joined(pieces).ok_or(error)?.to_vec())
        }
        _ => Ok(info.take(ENCRYPTED, error.wanted)?.to_vec()),
    }
}

/// The first key among bags (SafeContents, RFC 7292 section 4.2).
fn key_in(bags: &[u8], password: Option<&Secret>) -> Result<Option<PrivateKey>, PrivateKeyError> {
    let bags = der::definite(bags)?;
    let mut bags = Reader::new(&bags).sequence("bags (SEQUENCE)")?;
    for _ in 0..MAX_PARTS {
        if bags.is_done() {
            break;
        }
        let mut bag = bags.sequence("a bag (SEQUENCE)")?;
        let oid = bag.oid("the bag's type (OBJECT IDENTIFIER)")?;
        let value = bag.take(EXPLICIT, "the bag's value")?;
        match oid.as_str() {
            KEY_BAG => return plain::from_der(value, None).map(Some),
            SHROUDED_KEY_BAG => {
                let fields = Reader::new(value).sequence("an encrypted key (SEQUENCE)")?;
                let key = protected::opened(fields, CALLED, password)?;
                return plain::inside(&key, CALLED).map(Some);
            }
            _ => {}
        }
    }
    Ok(None)
}
