//! What became of a token's signature: whose key fits, tried with every key there is.

mod detached;
mod state;
mod verify;

use ssoscope_crypto::Family;
use ssoscope_jose::{AttemptOutcome, Evidence};

use crate::check::known::Origin;
use crate::decode::{MessageId, Spanned};
use crate::span::Span;

pub(super) use verify::verify;

/// A token's signature and what became of it.
pub struct JwsSignature {
    /// The token.
    pub message: MessageId,
    /// The signature's text; empty where there is none.
    pub at: Span,
    /// The algorithm that the header names.
    pub alg: Option<Spanned<String>>,
    /// The key that the header names.
    pub kid: Option<Spanned<String>>,
    /// The body that it is over, where that stands apart.
    pub body: Option<Span>,
    /// What became of it.
    pub state: JwsState,
    /// The keys that were tried, those that are vouched for and those that the header names first; once one that it names
    /// fits, no other is.
    pub attempts: Vec<Attempt>,
    /// What fits when something is taken otherwise than the token says, and what is amiss with the signature itself. Never
    /// a reason to accept it.
    pub evidence: Vec<Confusion>,
}

/// What became of a token's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JwsState {
    /// A key that is vouched for verifies it, and is the one that the header names, or the header names none.
    Verified(KeyRef),
    /// A key that is vouched for verifies it, though the header names another.
    VerifiedByOtherKid(KeyRef),
    /// Only a key that nobody vouched for verifies it.
    FitsUnvouched(KeyRef),
    /// The header names a key that is not among those that are vouched for, and none of them verifies it.
    NoSuchKid {
        /// The names that there are.
        known: Vec<String>,
    },
    /// Every key that was tried is of another kind than the algorithm takes.
    KeyKind {
        /// What the algorithm takes: "an RSA key".
        wanted: String,
        /// What there is.
        got: String,
    },
    /// Keys of the right kind were tried, and none verifies it.
    Mismatch,
    /// The header says that nothing is signed.
    AlgNone,
    /// The header names an algorithm, and the signature's text is empty.
    Stripped,
    /// No key makes it good: anybody can make such a signature. The evidence says how.
    Worthless,
    /// The algorithm can't be computed here; says why.
    Unsupported(String),
    /// No key is known that could be tried.
    NoKeys,
    /// The payload travels apart from the token, and is not here.
    PayloadApart,
    /// The token's text is broken, so that nothing can be verified.
    Unreadable,
    /// A viewer shows header and claims, and no signature.
    NotShown,
}

/// A key that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRef {
    /// Its name.
    pub kid: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
}

impl KeyRef {
    /// What to call it: "the key k1 of the JWKS in jwks.json".
    pub fn called(&self) -> String {
        match &self.kid {
            Some(kid) => format!("the key “{kid}” of {}", self.origin.says),
            None => self.origin.says.clone(),
        }
    }
}

/// One key that was tried, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The key.
    pub key: KeyRef,
    /// Whether somebody vouched for it.
    pub vouched: bool,
    /// Whether the token's own header brings it along.
    pub own: bool,
    /// What was computed.
    pub outcome: AttemptOutcome,
    /// What the key says about itself that speaks against its use here.
    pub objections: Vec<ssoscope_jose::Objection>,
}

impl Attempt {
    /// Whether the key is vouched for, and is a secret where the algorithm takes a secret, a public key where it takes one.
    /// Others were lent for something else.
    pub fn is_to_the_point(&self) -> bool {
        let astray = matches!(&self.outcome, AttemptOutcome::KeyKind { wanted, got }
            if (*wanted == Family::Secret) != (*got == Family::Secret));
        self.vouched && !astray
    }
}

/// Something that explains why no key fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    /// What was confused.
    pub evidence: Evidence,
    /// With which key; absent where it holds for every key.
    pub key: Option<KeyRef>,
}

impl JwsSignature {
    /// Whether it fits nothing but a key that the token's own header brings along.
    pub fn fits_own_key(&self) -> bool {
        let fits = |attempt: &Attempt| attempt.own && attempt.outcome == AttemptOutcome::Valid;
        matches!(self.state, JwsState::FitsUnvouched(_)) && self.attempts.iter().any(fits)
    }

    /// The family of keys that the algorithm takes; absent where the algorithm is not known.
    pub fn family(&self) -> Option<Family> {
        let alg = ssoscope_jose::Alg::from_name(&self.alg.as_ref()?.value);
        alg.known().map(|known| known.algorithm.family())
    }
}

impl Confusion {
    /// What to call the key.
    pub fn key_called(&self) -> String {
        self.key.as_ref().map_or("any key".to_owned(), KeyRef::called)
    }
}

impl JwsState {
    /// Whether a key that is vouched for verifies it.
    pub fn is_verified(&self) -> bool {
        matches!(self, JwsState::Verified(_) | JwsState::VerifiedByOtherKid(_))
    }
}
