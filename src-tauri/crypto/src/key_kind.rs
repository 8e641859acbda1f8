//! Kinds of keys and what they are called.

use crate::Curve;

/// What a public key is for, as far as an algorithm cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// RSA, signatures and encryption alike.
    Rsa,
    /// An elliptic curve in short Weierstrass form.
    Ec,
    /// DSA.
    Dsa,
    /// Ed25519.
    Ed25519,
    /// A shared secret.
    Secret,
    /// Anything else.
    Other,
}

impl std::fmt::Display for Family {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Family::Rsa => "an RSA key",
            Family::Ec => "an elliptic curve key",
            Family::Dsa => "a DSA key",
            Family::Ed25519 => "an Ed25519 key",
            Family::Secret => "a shared secret",
            Family::Other => "another kind of key",
        })
    }
}

/// The kind of a public key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// RSA.
    Rsa,
    /// An elliptic curve that can be computed with.
    Ec(Curve),
    /// DSA.
    Dsa,
    /// Ed25519.
    Ed25519,
    /// Recognised as a key, but not one that can be computed with.
    Other {
        /// The object identifier of the algorithm, or of the curve where the algorithm is known.
        oid: String,
    },
}

/// Kinds that are known by name only: object identifier, name, family.
const KNOWN: &[(&str, &str, Family)] = &[
    ("1.2.840.10040.4.1", "DSA", Family::Dsa),
    ("1.2.840.10046.2.1", "Diffie-Hellman", Family::Other),
    ("1.3.101.110", "X25519", Family::Other),
    ("1.3.101.111", "X448", Family::Other),
    ("1.3.101.113", "Ed448", Family::Other),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44", Family::Other),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65", Family::Other),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87", Family::Other),
    ("1.2.840.10045.3.1.1", "EC P-192", Family::Ec),
    ("1.3.132.0.33", "EC P-224", Family::Ec),
    ("1.3.36.3.3.2.8.1.1.7", "EC brainpoolP256r1", Family::Ec),
    ("1.3.36.3.3.2.8.1.1.11", "EC brainpoolP384r1", Family::Ec),
    ("1.3.36.3.3.2.8.1.1.13", "EC brainpoolP512r1", Family::Ec),
];

impl KeyKind {
    /// The family that algorithms ask for.
    pub fn family(&self) -> Family {
        match self {
            KeyKind::Rsa => Family::Rsa,
            KeyKind::Ec(_) => Family::Ec,
            KeyKind::Dsa => Family::Dsa,
            KeyKind::Ed25519 => Family::Ed25519,
            KeyKind::Other { oid } => known(oid).map_or(Family::Other, |(_, _, family)| *family),
        }
    }
}

fn known(oid: &str) -> Option<&'static (&'static str, &'static str, Family)> {
    KNOWN.iter().find(|(known, _, _)| *known == oid)
}

impl std::fmt::Display for KeyKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            KeyKind::Rsa => f.write_str("RSA"),
            KeyKind::Ec(curve) => write!(f, "EC {curve}"),
            KeyKind::Dsa => f.write_str("DSA"),
            KeyKind::Ed25519 => f.write_str("Ed25519"),
            KeyKind::Other { oid } => match known(oid) {
                Some((_, name, _)) => f.write_str(name),
                None => write!(f, "unknown kind {oid}"),
            },
        }
    }
}
