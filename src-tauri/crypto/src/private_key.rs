//! Private keys: read from PKCS#8, PKCS#1 and SEC 1, in PEM or DER.

use std::sync::Arc;

use aws_lc_rs::rsa::PrivateDecryptingKey;
use aws_lc_rs::signature::{self as aws, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use rsa::{BigUint, RsaPrivateKey};
use zeroize::{Zeroize, Zeroizing};

use crate::der::{self, DerError, Reader};
use crate::spki::{EC, ED25519, RSA, RSA_PSS};
use crate::{Curve, KeyError, KeyKind, PublicKey, Secret, pem};

/// Why a file does not give a private key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PrivateKeyError {
    /// A PEM or PKCS#8 key that is protected with a password.
    #[error("this private key is encrypted with a password ({0}); a decrypted copy is needed")]
    Encrypted(&'static str),
    /// A PKCS#12 (PFX) container.
    #[error("this is a PKCS#12 (PFX) container; the private key inside it is needed as PEM")]
    Pfx,
    /// OpenSSH's own format.
    #[error("this private key is in OpenSSH's own format; it is needed as PKCS#8 PEM")]
    OpenSsh,
    /// PEM that holds something else: a certificate, a public key, a request.
    #[error("this PEM holds {0:?} and no private key")]
    OtherPem(String),
    /// A private key of a kind that cannot be computed with.
    #[error("a private key of the kind {0} cannot be computed with here")]
    Kind(KeyKind),
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
    #[error("this is not a private key (PKCS#8, PKCS#1 or SEC 1, in PEM or DER): {0}")]
    Der(#[from] DerError),
}

/// A private key. Cloning shares it; it is wiped when the last copy goes, and `Debug` shows its public part only.
#[derive(Clone)]
pub struct PrivateKey(Arc<Parsed>);

struct Parsed {
    public: PublicKey,
    material: Material,
}

pub(crate) enum Material {
    Rsa(Box<RsaMaterial>),
    /// Signing keys: only their public part is of use to a reader.
    Other,
}

/// An RSA private key in both engines; aws-lc takes keys of 2048 bits and more only.
pub(crate) struct RsaMaterial {
    pub(crate) aws: Option<PrivateDecryptingKey>,
    pub(crate) gap: RsaPrivateKey,
}

impl PrivateKey {
    /// Reads the first private key in `file`: PEM wherever a BEGIN line stands in it, DER otherwise.
    pub fn read(file: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
        match std::str::from_utf8(file) {
            Ok(text) if text.contains("-----BEGIN ") => from_pem(text),
            _ => from_der(file),
        }
    }

    /// The public key that belongs to it.
    pub fn public(&self) -> &PublicKey {
        &self.0.public
    }

    pub(crate) fn rsa(&self) -> Option<&RsaMaterial> {
        match &self.0.material {
            Material::Rsa(rsa) => Some(rsa),
            Material::Other => None,
        }
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateKey of {:?}", self.0.public)
    }
}

fn from_pem(text: &str) -> Result<PrivateKey, PrivateKeyError> {
    let mut other = None;
    for block in pem::blocks(text) {
        match block.label {
            "ENCRYPTED PRIVATE KEY" => return Err(PrivateKeyError::Encrypted("PKCS#8, PBES2")),
            "OPENSSH PRIVATE KEY" => return Err(PrivateKeyError::OpenSsh),
            _ if block.is_encrypted => return Err(PrivateKeyError::Encrypted("PEM, DEK-Info")),
            label if label.ends_with("PRIVATE KEY") => {
                return from_der(&block.contents.ok_or(PrivateKeyError::Base64)?);
            }
            // `openssl ecparam -genkey` writes the curve in a block of its own before the key.
            label => other = other.or(Some(label)),
        }
    }
    Err(PrivateKeyError::OtherPem(other.unwrap_or_default().to_owned()))
}

fn from_der(der: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
    let fields = Reader::new(der).sequence("a private key (SEQUENCE)")?;
    let mut rest = fields;
    if rest.peek() == Some(der::SEQUENCE) {
        return Err(not_a_key(fields));
    }
    let version = rest.unsigned("a version number (INTEGER)")?;
    match (version, rest.peek()) {
        ([3], Some(der::SEQUENCE)) => Err(PrivateKeyError::Pfx),
        (_, Some(der::SEQUENCE)) => from_pkcs8(rest),
        (_, Some(der::INTEGER)) => from_pkcs1(der),
        (_, Some(der::OCTET_STRING)) => from_sec1(fields, None),
        _ => Err(rest
            .take(der::SEQUENCE, "a key's algorithm (SEQUENCE)")
            .err()
            .map_or(PrivateKeyError::Inconsistent, PrivateKeyError::Der)),
    }
}

/// A SEQUENCE that opens with a SEQUENCE: an encrypted PKCS#8 key, or a public key or certificate.
fn not_a_key(mut fields: Reader<'_>) -> PrivateKeyError {
    let oid = fields.sequence("").and_then(|mut algorithm| algorithm.oid("")).unwrap_or_default();
    match oid.as_str() {
        _ if oid.starts_with("1.2.840.113549.1.5.") || oid.starts_with("1.2.840.113549.1.12.1.") => {
            PrivateKeyError::Encrypted("PKCS#8")
        }
        "" => PrivateKeyError::OtherPem("CERTIFICATE".to_owned()),
        _ => PrivateKeyError::OtherPem("PUBLIC KEY".to_owned()),
    }
}

/// PKCS#8 (RFC 5208, RFC 5958) after its version.
fn from_pkcs8(mut fields: Reader<'_>) -> Result<PrivateKey, PrivateKeyError> {
    let mut algorithm = fields.sequence("a key's algorithm (SEQUENCE)")?;
    let oid = algorithm.oid("the key's algorithm (OBJECT IDENTIFIER)")?;
    let key = fields.take(der::OCTET_STRING, "the key itself (OCTET STRING)")?;
    match oid.as_str() {
        RSA | RSA_PSS => from_pkcs1(key),
        EC => {
            let curve = curve(&mut algorithm)?;
            from_sec1(Reader::new(key).sequence("an ECPrivateKey (SEQUENCE)")?, Some(curve))
        }
        ED25519 => {
            from_seed(Reader::new(key).take(der::OCTET_STRING, "the 32 bytes of the key (OCTET STRING)")?)
        }
        _ => Err(PrivateKeyError::Kind(KeyKind::Other { oid })),
    }
}

fn curve(parameters: &mut Reader<'_>) -> Result<Curve, PrivateKeyError> {
    if parameters.peek() == Some(der::SEQUENCE) {
        return Err(KeyError::ExplicitCurve.into());
    }
    let oid = parameters.oid("the curve's name (OBJECT IDENTIFIER)")?;
    Curve::from_oid(&oid).ok_or(PrivateKeyError::Kind(KeyKind::Other { oid }))
}

/// PKCS#1 RSAPrivateKey (RFC 8017 appendix A.1.2).
fn from_pkcs1(der: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
    let mut fields = Reader::new(der).sequence("an RSAPrivateKey (SEQUENCE)")?;
    fields.unsigned("a version number (INTEGER)")?;
    let n = fields.unsigned("the modulus (INTEGER)")?;
    let e = fields.unsigned("the public exponent (INTEGER)")?;
    let d = fields.unsigned("the private exponent (INTEGER)")?;
    let p = fields.unsigned("the first prime (INTEGER)")?;
    let q = fields.unsigned("the second prime (INTEGER)")?;
    let public = PublicKey::rsa(n, e)?;
    let [n, e, d, p, q] = [n, e, d, p, q].map(BigUint::from_bytes_be);
    let gap =
        RsaPrivateKey::from_components(n, e, d, vec![p, q]).map_err(|_| PrivateKeyError::Inconsistent)?;
    let material = Material::Rsa(Box::new(RsaMaterial { aws: aws_rsa(der), gap }));
    Ok(PrivateKey(Arc::new(Parsed { public, material })))
}

/// The same key for aws-lc, which reads PKCS#8 only; `None` where it refuses the key, mostly for its size.
fn aws_rsa(pkcs1: &[u8]) -> Option<PrivateDecryptingKey> {
    let algorithm = der::sequence(&[&der::oid(RSA), &der::value(der::NULL, &[])]);
    let key = Zeroizing::new(der::value(der::OCTET_STRING, pkcs1));
    let pkcs8 = Zeroizing::new(der::sequence(&[&der::integer(&[]), &algorithm, &key]));
    PrivateDecryptingKey::from_pkcs8(&pkcs8).ok()
}

/// SEC 1 ECPrivateKey (RFC 5915), whose curve may be named in the PKCS#8 around it.
fn from_sec1(mut fields: Reader<'_>, named: Option<Curve>) -> Result<PrivateKey, PrivateKeyError> {
    const PARAMETERS: u8 = 0xa0;
    fields.unsigned("a version number (INTEGER)")?;
    let scalar = fields.take(der::OCTET_STRING, "the private number (OCTET STRING)")?;
    let curve = match (fields.peek(), named) {
        (Some(PARAMETERS), _) => curve(&mut Reader::new(fields.take(PARAMETERS, "the curve")?))?,
        (_, Some(curve)) => curve,
        _ => return Err(DerError { at: 0, wanted: "the name of the curve" }.into()),
    };
    let pair = ec_pair(curve, scalar).ok_or(PrivateKeyError::Inconsistent)?;
    let public = PublicKey::ec_point(curve, pair.public_key().as_ref())?;
    Ok(PrivateKey(Arc::new(Parsed { public, material: Material::Other })))
}

fn ec_pair(curve: Curve, scalar: &[u8]) -> Option<EcdsaKeyPair> {
    let algorithm = match curve {
        Curve::P256 => &aws::ECDSA_P256_SHA256_FIXED_SIGNING,
        Curve::P384 => &aws::ECDSA_P384_SHA384_FIXED_SIGNING,
        Curve::P521 => &aws::ECDSA_P521_SHA512_FIXED_SIGNING,
        Curve::Secp256k1 => &aws::ECDSA_P256K1_SHA256_FIXED_SIGNING,
    };
    let scalar = Secret::new(left_padded(der::trim_zeros(scalar), curve.coordinate_len())?);
    let mut sec1 = der::sequence(&[&der::integer(&[1]), &der::value(der::OCTET_STRING, scalar.expose())]);
    let pair = EcdsaKeyPair::from_private_key_der(algorithm, &sec1).ok();
    sec1.zeroize();
    pair
}

fn left_padded(bytes: &[u8], len: usize) -> Option<Vec<u8>> {
    let mut padded = vec![0; len.checked_sub(bytes.len())?];
    padded.extend_from_slice(bytes);
    Some(padded)
}

fn from_seed(seed: &[u8]) -> Result<PrivateKey, PrivateKeyError> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| PrivateKeyError::Inconsistent)?;
    let public = PublicKey::ed25519(pair.public_key().as_ref())?;
    Ok(PrivateKey(Arc::new(Parsed { public, material: Material::Other })))
}
