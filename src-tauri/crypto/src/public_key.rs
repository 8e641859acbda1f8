//! Public keys: recognised, checked once, kept parsed.

use std::sync::{Arc, OnceLock};

use aws_lc_rs::signature::{ParsedPublicKey, RsaParameters};

use crate::der::{DerError, trim_zeros};
use crate::spki::{self, Spki};
use crate::verify::ecdsa;
use crate::{Curve, Hash, KeyKind, digest};

/// Why bytes are not a usable public key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not the DER structure of a key.
    #[error("this is not a public key in DER: {0}")]
    Der(#[from] DerError),
    /// The RSA modulus is zero or even.
    #[error("the RSA modulus is not an odd number, so this is not an RSA key")]
    Modulus,
    /// The RSA modulus is outside the sizes that are computed with.
    #[error("the RSA modulus has {bits} bits; sizes from {min} to {max} are supported", min = RsaKey::BITS.start(), max = RsaKey::BITS.end())]
    ModulusSize {
        /// Size of the modulus in bits.
        bits: usize,
    },
    /// The RSA public exponent is even, 1 or longer than 33 bits.
    #[error("the RSA public exponent is not an odd number between 3 and 2^33")]
    Exponent,
    /// A coordinate of an elliptic curve point has the wrong length.
    #[error("a coordinate on {curve} takes {wanted} bytes, here are {got}")]
    Coordinate {
        /// The curve.
        curve: Curve,
        /// Bytes that a coordinate takes.
        wanted: usize,
        /// Bytes that were given.
        got: usize,
    },
    /// The point does not satisfy the curve's equation, or is not a point at all.
    #[error("the point is not on {0}")]
    NotOnCurve(Curve),
    /// The numbers of a DSA key do not belong together.
    #[error("the numbers of the DSA key do not belong together, or are too large")]
    Dsa,
    /// The curve is spelled out instead of named.
    #[error("the curve is given by explicit parameters instead of by name")]
    ExplicitCurve,
    /// An X25519 key of the wrong length.
    #[error("an X25519 key has 32 bytes, here are {got}")]
    X25519 {
        /// Bytes that were given.
        got: usize,
    },
    /// An Ed25519 key of the wrong length or not a point.
    #[error("an Ed25519 key is a point of 32 bytes; these {got} bytes are not")]
    Ed25519 {
        /// Bytes that were given.
        got: usize,
    },
}

/// A public key. Cloning shares it; what verification needs is parsed once.
#[derive(Clone)]
pub struct PublicKey(Arc<Parsed>);

struct Parsed {
    spki: Vec<u8>,
    material: Material,
}

pub(crate) enum Material {
    Rsa(Box<RsaKey>),
    Ec(EcKey),
    Ed25519(Box<ParsedPublicKey>),
    Dsa(Box<dsa::VerifyingKey>),
    Other { oid: String },
}

/// An RSA key: its numbers, and one parsed form for each of aws-lc's algorithms, made when first wanted.
pub(crate) struct RsaKey {
    pub(crate) n: Vec<u8>,
    pub(crate) e: Vec<u8>,
    parsed: [OnceLock<Option<ParsedPublicKey>>; RsaKey::SLOTS],
}

/// An elliptic curve key. The point is in uncompressed form.
pub(crate) struct EcKey {
    pub(crate) curve: Curve,
    pub(crate) parsed: ParsedPublicKey,
}

impl RsaKey {
    const SLOTS: usize = 7;
    const BITS: std::ops::RangeInclusive<usize> = 256..=16384;

    pub(crate) fn bits(&self) -> usize {
        bit_len(&self.n)
    }

    /// The key parsed for `algorithm`, which always belongs to the same `slot`.
    pub(crate) fn parsed(&self, slot: usize, algorithm: &'static RsaParameters) -> Option<&ParsedPublicKey> {
        let parse = || ParsedPublicKey::new(algorithm, spki::write_rsa(&self.n, &self.e)).ok();
        self.parsed.get(slot)?.get_or_init(parse).as_ref()
    }
}

pub(crate) fn bit_len(magnitude: &[u8]) -> usize {
    let magnitude = trim_zeros(magnitude);
    magnitude.first().map_or(0, |top| 8 * magnitude.len() - top.leading_zeros() as usize)
}

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo in DER (RFC 5280 section 4.1.2.7). Kinds that cannot be computed with are recognised
    /// and kept as [`KeyKind::Other`].
    pub fn from_spki(der: &[u8]) -> Result<PublicKey, KeyError> {
        let material = match spki::read(der)? {
            Spki::Rsa { n, e } => rsa_material(n, e)?,
            Spki::Ec { curve, point } => ec_material(curve, point)?,
            Spki::Ed25519(key) => ed25519_material(key)?,
            Spki::Dsa { p, q, g, y } => dsa_material(p, q, g, y)?,
            Spki::Other { oid } => Material::Other { oid },
        };
        Ok(PublicKey(Arc::new(Parsed { spki: der.to_vec(), material })))
    }

    /// An RSA key from modulus and public exponent, big-endian; leading zeros do not matter.
    pub fn rsa(n: &[u8], e: &[u8]) -> Result<PublicKey, KeyError> {
        let material = rsa_material(n, e)?;
        Ok(PublicKey(Arc::new(Parsed { spki: spki::write_rsa(n, e), material })))
    }

    /// An elliptic curve key from the coordinates of its point, each as long as the curve says (RFC 7518 section 6.2.1.2).
    pub fn ec(curve: Curve, x: &[u8], y: &[u8]) -> Result<PublicKey, KeyError> {
        let wanted = curve.coordinate_len();
        if let Some(got) = [x.len(), y.len()].into_iter().find(|got| *got != wanted) {
            return Err(KeyError::Coordinate { curve, wanted, got });
        }
        PublicKey::ec_point(curve, &[&[4], x, y].concat())
    }

    /// An elliptic curve key from its encoded point, uncompressed or compressed (SEC 1 section 2.3.3).
    pub fn ec_point(curve: Curve, point: &[u8]) -> Result<PublicKey, KeyError> {
        let material = ec_material(curve, point)?;
        Ok(PublicKey(Arc::new(Parsed { spki: spki::write_ec(curve, point), material })))
    }

    /// An Ed25519 key from its 32 bytes (RFC 8032).
    pub fn ed25519(bytes: &[u8]) -> Result<PublicKey, KeyError> {
        let material = ed25519_material(bytes)?;
        Ok(PublicKey(Arc::new(Parsed { spki: spki::write_ed25519(bytes), material })))
    }

    /// A DSA key from its numbers, big-endian (FIPS 186-4).
    pub fn dsa(p: &[u8], q: &[u8], g: &[u8], y: &[u8]) -> Result<PublicKey, KeyError> {
        let material = dsa_material(p, q, g, y)?;
        Ok(PublicKey(Arc::new(Parsed { spki: spki::write_dsa(p, q, g, y), material })))
    }

    /// An X25519 key, for key agreement, from its 32 bytes (RFC 7748); any such bytes are one.
    pub fn x25519(bytes: &[u8]) -> Result<PublicKey, KeyError> {
        if bytes.len() != 32 {
            return Err(KeyError::X25519 { got: bytes.len() });
        }
        let material = Material::Other { oid: spki::X25519.to_owned() };
        Ok(PublicKey(Arc::new(Parsed { spki: spki::write_x25519(bytes), material })))
    }

    /// The kind of key.
    pub fn kind(&self) -> KeyKind {
        match &self.0.material {
            Material::Rsa(_) => KeyKind::Rsa,
            Material::Ec(key) => KeyKind::Ec(key.curve),
            Material::Ed25519(_) => KeyKind::Ed25519,
            Material::Dsa(_) => KeyKind::Dsa,
            Material::Other { oid } => KeyKind::Other { oid: oid.clone() },
        }
    }

    /// Size in bits: of the modulus or of the field. `None` where the kind is not computed with.
    pub fn bits(&self) -> Option<usize> {
        match &self.0.material {
            Material::Rsa(key) => Some(key.bits()),
            Material::Ec(key) => Some(key.curve.bits()),
            Material::Ed25519(_) => Some(255),
            Material::Dsa(key) => Some(key.components().p().bits()),
            Material::Other { .. } => None,
        }
    }

    /// Modulus and public exponent of an RSA key, big-endian without leading zeros.
    pub fn rsa_numbers(&self) -> Option<(&[u8], &[u8])> {
        match &self.0.material {
            Material::Rsa(key) => Some((&key.n, &key.e)),
            _ => None,
        }
    }

    /// The SubjectPublicKeyInfo in DER: the one that was read, or the canonical one where the key came as numbers.
    pub fn spki(&self) -> &[u8] {
        &self.0.spki
    }

    /// The RSAPublicKey structure in DER (RFC 8017 appendix A.1.1) of an RSA key.
    pub fn pkcs1(&self) -> Option<Vec<u8>> {
        self.rsa_numbers().map(|(n, e)| spki::write_rsa_bare(n, e))
    }

    /// SHA-256 of [`PublicKey::spki`].
    pub fn thumbprint(&self) -> [u8; 32] {
        let mut thumbprint = [0; 32];
        thumbprint.copy_from_slice(&digest(Hash::Sha256, &self.0.spki));
        thumbprint
    }

    pub(crate) fn material(&self) -> &Material {
        &self.0.material
    }
}

fn rsa_material(n: &[u8], e: &[u8]) -> Result<Material, KeyError> {
    let (n, e) = (trim_zeros(n).to_vec(), trim_zeros(e).to_vec());
    if n.last().is_none_or(|low| low & 1 == 0) {
        return Err(KeyError::Modulus);
    }
    if !RsaKey::BITS.contains(&bit_len(&n)) {
        return Err(KeyError::ModulusSize { bits: bit_len(&n) });
    }
    if e.last().is_none_or(|low| low & 1 == 0) || !(2..=33).contains(&bit_len(&e)) {
        return Err(KeyError::Exponent);
    }
    Ok(Material::Rsa(Box::new(RsaKey { n, e, parsed: Default::default() })))
}

fn ec_material(curve: Curve, point: &[u8]) -> Result<Material, KeyError> {
    let spki = spki::write_ec(curve, point);
    let parsed = ParsedPublicKey::new(ecdsa::engine(curve).algorithm, spki)
        .map_err(|_| KeyError::NotOnCurve(curve))?;
    Ok(Material::Ec(EcKey { curve, parsed }))
}

fn ed25519_material(bytes: &[u8]) -> Result<Material, KeyError> {
    let parsed = ParsedPublicKey::new(&aws_lc_rs::signature::ED25519, bytes)
        .ok()
        .filter(|_| bytes.len() == 32)
        .ok_or(KeyError::Ed25519 { got: bytes.len() })?;
    Ok(Material::Ed25519(Box::new(parsed)))
}

/// Numbers of more bits than any DSA key has (FIPS 186-4 allows 3072) are not computed with.
const DSA_BYTES: usize = 1024;

fn dsa_material(p: &[u8], q: &[u8], g: &[u8], y: &[u8]) -> Result<Material, KeyError> {
    let number = |bytes: &[u8]| dsa::BigUint::from_bytes_be(bytes);
    if [p, q, g, y].iter().any(|bytes| bytes.len() > DSA_BYTES) {
        return Err(KeyError::Dsa);
    }
    let components = dsa::Components::from_components(number(p), number(q), number(g));
    let key = components.and_then(|components| dsa::VerifyingKey::from_components(components, number(y)));
    key.map(|key| Material::Dsa(Box::new(key))).map_err(|_| KeyError::Dsa)
}

impl Material {
    /// What makes two keys of this kind the same.
    fn identity(&self) -> Option<Vec<u8>> {
        use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
        let canonical = |key: &ParsedPublicKey| {
            AsDer::<PublicKeyX509Der<'_>>::as_der(key).ok().map(|der| der.as_ref().to_vec())
        };
        match self {
            Material::Rsa(key) => Some(spki::write_rsa(&key.n, &key.e)),
            Material::Ec(key) => canonical(&key.parsed),
            Material::Ed25519(key) => canonical(key),
            Material::Dsa(_) | Material::Other { .. } => None,
        }
    }
}

impl PartialEq for PublicKey {
    /// By the key itself: another encoding of the same numbers is the same key.
    fn eq(&self, other: &PublicKey) -> bool {
        if self.0.spki == other.0.spki {
            return true;
        }
        let mine = self.0.material.identity();
        mine.is_some() && mine == other.0.material.identity()
    }
}

impl Eq for PublicKey {}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let start: String = self.thumbprint().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        match self.bits() {
            Some(bits) => write!(f, "PublicKey({}, {bits} bits, {start}…)", self.kind()),
            None => write!(f, "PublicKey({}, {start}…)", self.kind()),
        }
    }
}
