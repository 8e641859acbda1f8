//! Password-based encryption of keys: PBES2 (RFC 8018 section 6.2), and PKCS#12's own scheme with Triple DES.

use super::pkcs12::kdf::{Purpose, derive};
use super::{PrivateKeyError, pkcs12};
use crate::der::{self, Reader};
use crate::derive::{PasswordHash, pbkdf2};
use crate::{DecryptError, Secret, aes_cbc_decrypt, tripledes_cbc_decrypt};

const PBES2: &str = "1.2.840.113549.1.5.13";
const PBKDF2: &str = "1.2.840.113549.1.5.12";
const SHA1_TRIPLEDES: &str = "1.2.840.113549.1.12.1.3";

/// Schemes that are known by name only.
const NAMED: &[(&str, &str)] = &[
    ("1.2.840.113549.1.5.1", "PBES1 with MD2 and DES"),
    ("1.2.840.113549.1.5.3", "PBES1 with MD5 and DES"),
    ("1.2.840.113549.1.5.10", "PBES1 with SHA-1 and DES"),
    ("1.2.840.113549.1.12.1.1", "PKCS#12's RC4 of 128 bits"),
    ("1.2.840.113549.1.12.1.4", "PKCS#12's Triple DES with two keys"),
    ("1.2.840.113549.1.12.1.5", "PKCS#12's RC2 of 128 bits"),
    ("1.2.840.113549.1.12.1.6", "PKCS#12's RC2 of 40 bits"),
    ("1.3.6.1.4.1.11591.4.11", "scrypt"),
    ("1.3.14.3.2.7", "DES"),
    ("1.2.840.113549.3.2", "RC2"),
];

/// Whether an object identifier names a scheme of password-based encryption (PKCS#5 or PKCS#12).
pub(super) fn is_scheme(oid: &str) -> bool {
    oid.starts_with("1.2.840.113549.1.5.") || oid.starts_with("1.2.840.113549.1.12.1.")
}

/// Opens an EncryptedPrivateKeyInfo, or what is of the same shape; `called` names it in errors.
pub(super) fn opened(
    mut fields: Reader<'_>,
    called: &'static str,
    password: Option<&Secret>,
) -> Result<Secret, PrivateKeyError> {
    let algorithm = fields.sequence("an encryption algorithm (SEQUENCE)")?;
    let ciphertext = fields.take(der::OCTET_STRING, "the encrypted key (OCTET STRING)")?;
    decrypted(algorithm, ciphertext, called, password)
}

/// Decrypts with the scheme that an AlgorithmIdentifier names.
pub(super) fn decrypted(
    mut algorithm: Reader<'_>,
    ciphertext: &[u8],
    called: &'static str,
    password: Option<&Secret>,
) -> Result<Secret, PrivateKeyError> {
    let oid = algorithm.oid("the encryption's name (OBJECT IDENTIFIER)")?;
    let scheme = match oid.as_str() {
        PBES2 => pbes2(algorithm.sequence("parameters of PBES2 (SEQUENCE)")?)?,
        SHA1_TRIPLEDES => Scheme::Pkcs12(salted(algorithm.sequence("salt and iterations (SEQUENCE)")?)?),
        _ => return Err(PrivateKeyError::Protection(name(&oid))),
    };
    let password = password.ok_or(PrivateKeyError::NeedsPassword(called))?;
    scheme.decrypt(password, ciphertext)?.map_err(|_| PrivateKeyError::WrongPassword(called))
}

fn name(oid: &str) -> String {
    NAMED.iter().find(|(known, _)| *known == oid).map_or(oid, |(_, name)| name).to_owned()
}

/// Salt and iterations.
struct Salted<'a> {
    salt: &'a [u8],
    iterations: u64,
}

enum Scheme<'a> {
    Pkcs12(Salted<'a>),
    Pbes2 { salted: Salted<'a>, hash: PasswordHash, cipher: Cipher, iv: &'a [u8] },
}

#[derive(Clone, Copy)]
enum Cipher {
    Aes(usize),
    TripleDes,
}

impl Scheme<'_> {
    fn decrypt(
        &self,
        password: &Secret,
        ciphertext: &[u8],
    ) -> Result<Result<Secret, DecryptError>, PrivateKeyError> {
        Ok(match self {
            Scheme::Pkcs12(salted) => {
                let password = pkcs12::kdf::encoded(password);
                let derived = |purpose, len| {
                    derive(crate::Hash::Sha1, &password, purpose, salted.salt, salted.iterations, len)
                };
                let (key, iv) = (derived(Purpose::Key, 24)?, derived(Purpose::Iv, 8)?);
                tripledes_cbc_decrypt(&key, iv.expose(), ciphertext)
            }
            Scheme::Pbes2 { salted, hash, cipher, iv } => {
                let len = match cipher {
                    Cipher::Aes(len) => *len,
                    Cipher::TripleDes => 24,
                };
                let key = pbkdf2(*hash, password, salted.salt, salted.iterations, len)?;
                match cipher {
                    Cipher::Aes(_) => aes_cbc_decrypt(&key, iv, ciphertext),
                    Cipher::TripleDes => tripledes_cbc_decrypt(&key, iv, ciphertext),
                }
            }
        })
    }
}

fn salted(mut fields: Reader<'_>) -> Result<Salted<'_>, PrivateKeyError> {
    let salt = fields.take(der::OCTET_STRING, "the salt (OCTET STRING)")?;
    Ok(Salted { salt, iterations: number(fields.unsigned("the iterations (INTEGER)")?) })
}

/// A count; one that does not fit is far too many.
pub(super) fn number(magnitude: &[u8]) -> u64 {
    match magnitude.len() {
        0..=8 => magnitude.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)),
        _ => u64::MAX,
    }
}

/// PBES2-params (RFC 8018 appendix A.4).
fn pbes2(mut fields: Reader<'_>) -> Result<Scheme<'_>, PrivateKeyError> {
    let mut derivation = fields.sequence("a key derivation (SEQUENCE)")?;
    let oid = derivation.oid("the key derivation's name (OBJECT IDENTIFIER)")?;
    if oid != PBKDF2 {
        return Err(PrivateKeyError::Protection(name(&oid)));
    }
    let mut parameters = derivation.sequence("parameters of PBKDF2 (SEQUENCE)")?;
    let salted = salted(parameters)?;
    for tag in [der::OCTET_STRING, der::INTEGER, der::INTEGER] {
        if parameters.peek() == Some(tag) {
            parameters.take(tag, "a parameter of PBKDF2")?;
        }
    }
    let hash = prf(parameters)?;
    let mut encryption = fields.sequence("a cipher (SEQUENCE)")?;
    let cipher = cipher(&encryption.oid("the cipher's name (OBJECT IDENTIFIER)")?)?;
    let iv = encryption.take(der::OCTET_STRING, "an initialisation vector (OCTET STRING)")?;
    Ok(Scheme::Pbes2 { salted, hash, cipher, iv })
}

/// The pseudorandom function; HMAC with SHA-1 where none is named.
fn prf(mut rest: Reader<'_>) -> Result<PasswordHash, PrivateKeyError> {
    if rest.is_done() {
        return Ok(PasswordHash::Sha1);
    }
    let oid = rest.sequence("a pseudorandom function (SEQUENCE)")?.oid("its name (OBJECT IDENTIFIER)")?;
    match oid.as_str() {
        "1.2.840.113549.2.7" => Ok(PasswordHash::Sha1),
        "1.2.840.113549.2.9" => Ok(PasswordHash::Sha256),
        "1.2.840.113549.2.10" => Ok(PasswordHash::Sha384),
        "1.2.840.113549.2.11" => Ok(PasswordHash::Sha512),
        _ => Err(PrivateKeyError::Protection(format!("PBKDF2 with the function {oid}"))),
    }
}

fn cipher(oid: &str) -> Result<Cipher, PrivateKeyError> {
    match oid {
        "2.16.840.1.101.3.4.1.2" => Ok(Cipher::Aes(16)),
        "2.16.840.1.101.3.4.1.22" => Ok(Cipher::Aes(24)),
        "2.16.840.1.101.3.4.1.42" => Ok(Cipher::Aes(32)),
        "1.2.840.113549.3.7" => Ok(Cipher::TripleDes),
        _ => Err(PrivateKeyError::Protection(name(oid))),
    }
}
