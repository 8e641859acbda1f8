//! Private keys: PKCS#8, PKCS#1, SEC 1 and PKCS#12, in PEM or DER, in clear or protected with a password; and from numbers.

mod legacy_pem;
mod material;
mod pkcs12;
mod plain;
mod protected;

use std::sync::Arc;

use aws_lc_rs::agreement;

use material::Material;
pub(crate) use material::RsaMaterial;

use crate::derive::TooMuchWork;
use crate::{DerError, KeyError, KeyKind, PublicKey, Secret, pem};

/// Sizes of RSA modulus, in bits, up to which a private key is computed with.
const MAX_RSA_BITS: usize = 8192;

/// Why a file does not give a private key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrivateKeyError {
    /// The key is protected with a password, and none was given.
    #[error("this is {0}, protected with a password, and no password was given")]
    NeedsPassword(&'static str),
    /// The password that was given does not open it.
    #[error("the password does not open this {0}")]
    WrongPassword(&'static str),
    /// It is protected in a way that is not computed here.
    #[error("this key is protected with {0}, which is not computed here")]
    Protection(String),
    /// Deriving the key from the password would take too long.
    #[error("deriving a key from the password is too much work: {0}")]
    TooMuchWork(#[from] TooMuchWork),
    /// A PKCS#12 (PFX) container that holds certificates only.
    #[error("this PKCS#12 (PFX) container holds no private key")]
    NoKeyInside,
    /// OpenSSH's own format.
    #[error("this private key is in OpenSSH's own format; it is needed as PKCS#8 PEM")]
    OpenSsh,
    /// PEM that holds something else: a certificate, a public key, a request.
    #[error("this PEM holds {0:?} and no private key")]
    OtherPem(String),
    /// A private key of a kind that cannot be computed with.
    #[error("a private key of the kind {0} cannot be computed with here")]
    Kind(KeyKind),
    /// An RSA key that is too large to compute with.
    #[error("this RSA key has {bits} bits; up to {MAX_RSA_BITS} are computed with")]
    TooLarge {
        /// Size of the modulus in bits.
        bits: usize,
    },
    /// The numbers of the key contradict one another.
    #[error("the numbers in this private key do not belong together")]
    Inconsistent,
    /// The public part is not a usable key.
    #[error(transparent)]
    Public(#[from] KeyError),
    /// The base64 inside the PEM is broken.
    #[error("the text between the PEM's BEGIN and END lines is not base64")]
    Base64,
    /// Neither PEM nor the DER of a key.
    #[error("this is not a private key (PKCS#8, PKCS#1, SEC 1 or PKCS#12, in PEM or DER): {0}")]
    Der(#[from] DerError),
}

/// A private key. Cloning shares it; it is wiped when the last copy goes, and `Debug` shows its public part only.
#[derive(Clone)]
pub struct PrivateKey(Arc<Parsed>);

struct Parsed {
    public: PublicKey,
    material: Material,
}

impl PrivateKey {
    /// Reads the first private key in `file`: PEM wherever a BEGIN line stands in it, DER otherwise.
    pub fn read(file: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
        PrivateKey::read_with_password(file, None)
    }

    /// As [`PrivateKey::read`], with the password that protects the key. A key in clear is read whatever the password.
    pub fn read_with_password(file: &[u8], password: Option<&Secret>) -> Result<PrivateKey, PrivateKeyError> {
        match std::str::from_utf8(file) {
            Ok(text) if text.contains("-----BEGIN ") => from_pem(text, password),
            _ => plain::from_der(file, password),
        }
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> &PublicKey {
        &self.0.public
    }

    pub(crate) fn rsa(&self) -> Option<&RsaMaterial> {
        match &self.0.material {
            Material::Rsa(rsa) => Some(rsa),
            Material::Agreement(_) | Material::Signing => None,
        }
    }

    pub(crate) fn agreement(&self) -> Option<&agreement::PrivateKey> {
        match &self.0.material {
            Material::Agreement(key) => Some(key),
            Material::Rsa(_) | Material::Signing => None,
        }
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateKey of {:?}", self.0.public)
    }
}

fn from_pem(text: &str, password: Option<&Secret>) -> Result<PrivateKey, PrivateKeyError> {
    let mut other = None;
    for block in pem::blocks(text) {
        match block.label {
            "OPENSSH PRIVATE KEY" => return Err(PrivateKeyError::OpenSsh),
            label if label.ends_with("PRIVATE KEY") => {
                let contents = block.contents.ok_or(PrivateKeyError::Base64)?;
                return match block.cipher {
                    Some(cipher) => legacy_pem::read(cipher, &contents, password),
                    None => plain::from_der(&contents, password),
                };
            }
            // `openssl ecparam -genkey` writes the curve in a block of its own before the key.
            label => other = other.or(Some(label)),
        }
    }
    Err(PrivateKeyError::OtherPem(other.unwrap_or_default().to_owned()))
}
