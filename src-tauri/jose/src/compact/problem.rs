//! What can be wrong with a token's form.

use crate::base64url::Base64Problem;

/// What can be wrong with a token's form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenProblem {
    /// Neither three parts nor five.
    Parts(usize),
    /// Longer than what is read.
    TooLong(usize),
    /// A part is not base64url.
    Base64(Base64Problem),
    /// The header is not a JSON object.
    Header,
    /// The header is longer than what is read.
    HeaderTooLong(usize),
    /// The header names no algorithm as a string.
    Algorithm,
    /// `crit` is there but lists nothing, or is no array of strings (RFC 7515 section 4.1.11).
    Crit,
    /// `crit` lists an extension that is not known here, so the token must be refused.
    CritUnknown(String),
    /// `crit` lists a member that the header does not have.
    CritAbsent(String),
    /// `b64` is false, but `crit` does not list it (RFC 7797 section 6).
    B64WithoutCrit,
    /// A member stands in the protected and in the unprotected header (RFC 7515 section 7.2.1).
    HeaderTwice(String),
    /// A member stands in the unprotected header that has to be protected (RFC 7515 section 4.1.11; RFC 7797 section 3).
    Unprotected(&'static str),
}

impl TokenProblem {
    /// A short name for tests and scripts.
    pub fn id(&self) -> &'static str {
        match self {
            TokenProblem::Parts(_) => "token/parts",
            TokenProblem::TooLong(_) => "token/too-long",
            TokenProblem::Base64(problem) => problem.id(),
            TokenProblem::Header => "token/header",
            TokenProblem::HeaderTooLong(_) => "token/header-too-long",
            TokenProblem::Algorithm => "token/algorithm",
            TokenProblem::Crit => "token/crit",
            TokenProblem::CritUnknown(_) => "token/crit-unknown",
            TokenProblem::CritAbsent(_) => "token/crit-absent",
            TokenProblem::B64WithoutCrit => "token/b64-without-crit",
            TokenProblem::HeaderTwice(_) => "token/header-twice",
            TokenProblem::Unprotected(_) => "token/unprotected",
        }
    }
}

impl std::fmt::Display for TokenProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TokenProblem::Parts(count) => write!(
                f,
                "dots divide this into {count} parts; a signed token has three, an encrypted one five"
            ),
            TokenProblem::TooLong(limit) => write!(f, "this is longer than the {limit} bytes that are read"),
            TokenProblem::Base64(problem) => problem.fmt(f),
            TokenProblem::HeaderTooLong(limit) => {
                write!(f, "the header is longer than the {limit} bytes that are read of one")
            }
            TokenProblem::Header => f.write_str("the first part does not decode to a JSON object"),
            TokenProblem::Algorithm => f.write_str("the header names no algorithm (alg)"),
            TokenProblem::Crit => f.write_str("crit has to be an array that lists at least one name"),
            TokenProblem::CritUnknown(name) => {
                write!(f, "the header says that {name:?} has to be understood, and it is not known here")
            }
            TokenProblem::CritAbsent(name) => {
                write!(f, "crit lists {name:?}, which the header does not have")
            }
            TokenProblem::B64WithoutCrit => f.write_str("b64 is false, but crit does not list it"),
            TokenProblem::HeaderTwice(name) => {
                write!(f, "{name:?} stands in the protected and in the unprotected header")
            }
            TokenProblem::Unprotected(name) => {
                write!(f, "{name} stands in the header that is not signed, where it does not count")
            }
        }
    }
}
