//! What can be wrong with keys.

use ssoscope_crypto::KeyError;

use crate::base64url::Base64Problem;

/// Why a JWK gives nothing to verify with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoMaterial {
    /// It has no `kty`.
    #[error("the key does not say its type (kty)")]
    NoType,
    /// Its type is not known.
    #[error("the key type {0:?} is not known here")]
    UnknownType(String),
    /// Its curve is not known or not computed.
    #[error("the curve {0:?} is not computed here")]
    UnknownCurve(String),
    /// Its curve serves key agreement, not signatures (RFC 8037 section 3.2).
    #[error("a key on {0} serves encryption and signs nothing")]
    KeyAgreement(String),
    /// A member that its type needs is missing or no string.
    #[error("the key has no {0}")]
    Missing(&'static str),
    /// It stands in a certificate that gives none.
    #[error("its certificate gives no key: {0}")]
    Certificate(String),
    /// The numbers are no key.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// What can be wrong with a key or a set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JwkProblem {
    /// The document is neither a set nor a key.
    NotKeys,
    /// An item of the set is no object.
    NotAKey,
    /// More keys than are read.
    TooManyKeys(usize),
    /// A member is not of the type that it should be.
    Type {
        /// The member.
        member: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
    /// A member is not base64url.
    Base64 {
        /// The member.
        member: &'static str,
        /// How.
        problem: Base64Problem,
    },
    /// A number begins with a zero byte (RFC 7518 section 2, Base64urlUInt).
    LeadingZero(&'static str),
    /// A coordinate does not have the length of its curve (RFC 7518 section 6.2.1.2).
    CoordinateLength {
        /// The member.
        member: &'static str,
        /// Bytes that it should have.
        wanted: usize,
        /// Bytes that it has.
        got: usize,
    },
    /// Private members are published along.
    Private,
    /// Another key of the set has this name too.
    DuplicateKid,
}

impl NoMaterial {
    /// Whether the key may be good all the same: it is of a kind that is not computed here, or serves something else.
    pub fn is_beyond(&self) -> bool {
        matches!(self, NoMaterial::UnknownType(_) | NoMaterial::UnknownCurve(_) | NoMaterial::KeyAgreement(_))
    }
}

impl JwkProblem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            JwkProblem::NotKeys => "jwk/not-keys",
            JwkProblem::NotAKey => "jwk/not-a-key",
            JwkProblem::TooManyKeys(_) => "jwk/too-many-keys",
            JwkProblem::Type { .. } => "jwk/type",
            JwkProblem::Base64 { problem, .. } => problem.id(),
            JwkProblem::LeadingZero(_) => "jwk/leading-zero",
            JwkProblem::CoordinateLength { .. } => "jwk/coordinate-length",
            JwkProblem::Private => "jwk/private",
            JwkProblem::DuplicateKid => "jwk/duplicate-kid",
        }
    }
}

impl std::fmt::Display for JwkProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            JwkProblem::NotKeys => f.write_str("this JSON is neither a key set (keys) nor a key (kty)"),
            JwkProblem::NotAKey => f.write_str("this item of the key set is not an object"),
            JwkProblem::TooManyKeys(limit) => {
                write!(f, "the set has more than the {limit} keys that are read")
            }
            JwkProblem::Type { member, wanted } => write!(f, "{member} should be {wanted}"),
            JwkProblem::Base64 { member, problem } => write!(f, "in {member}: {problem}"),
            JwkProblem::LeadingZero(member) => {
                write!(f, "{member} begins with a zero byte that should not be there")
            }
            JwkProblem::CoordinateLength { member, wanted, got } => {
                write!(f, "{member} has {got} bytes, where its curve takes {wanted}")
            }
            JwkProblem::Private => {
                f.write_str("this member belongs to the private key and is published along")
            }
            JwkProblem::DuplicateKid => f.write_str("an earlier key of the set has the same kid"),
        }
    }
}
