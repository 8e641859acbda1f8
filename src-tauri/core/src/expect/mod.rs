//! What is expected of a sign-in: the playbook's core sections, single values, keys and the tolerance.

mod duration;
mod keys;
pub(crate) mod locked;
mod playbook;
mod schema;
mod second_opinion;
mod vocabulary;

pub use duration::{DurationError, parse_duration};
pub use keys::{KeyFileError, Keys, Lent};
pub use playbook::{
    Counted, CryptoRule, Fault, FileNamed, Groups, Integration, OidcExpected, Place, Places, PlannedCase,
    PlannedVerdict, Playbook, PlaybookError, Policy, SamlExpected, SignedPart, Times, ValueExpected,
};
pub use schema::schema;
pub use second_opinion::{IdTokenQuestion, Opinion, SecondOpinion};
pub use ssoscope_crypto::Secret;
pub use vocabulary::{KEYS, Key, Kind, LISTED, named as key_named};

use chrono::TimeDelta;

/// The tolerance where nothing else is said: three minutes.
pub const DEFAULT_SKEW: TimeDelta = TimeDelta::seconds(180);

/// What the person expects, and the keys that they lend.
#[derive(Clone, Default)]
pub struct Expectations {
    /// The playbook's values, single ones merged in.
    pub playbook: Playbook,
    skew: Option<TimeDelta>,
    keys: Keys,
    second_opinion: Option<SecondOpinion>,
}

impl Expectations {
    /// Expectations from a playbook's values.
    pub fn new(playbook: Playbook) -> Self {
        Expectations { playbook, ..Self::default() }
    }

    /// Sets the tolerance for clocks that differ; it outweighs the playbook's.
    pub fn with_skew(mut self, skew: TimeDelta) -> Self {
        self.skew = Some(skew);
        self
    }

    /// Lends private keys and client secrets.
    pub fn with_keys(mut self, keys: Keys) -> Self {
        self.keys = keys;
        self
    }

    /// Asks somebody else along.
    pub fn with_second_opinion(mut self, other: SecondOpinion) -> Self {
        self.second_opinion = Some(other);
        self
    }

    /// Who else is asked, if anybody is.
    pub fn second_opinion(&self) -> Option<SecondOpinion> {
        self.second_opinion
    }

    /// The tolerance: as given, else the playbook's, else three minutes.
    pub fn skew(&self) -> TimeDelta {
        let book = &self.playbook;
        let of_playbook = book.saml.sp.skew.or(book.oidc.rp.skew).or(book.time.skew);
        self.skew.or(of_playbook).unwrap_or(DEFAULT_SKEW)
    }

    /// The private keys and client secrets.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }
}
