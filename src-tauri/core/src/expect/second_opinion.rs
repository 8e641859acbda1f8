//! A second opinion on an ID token, from software that shares no line with ours. Whoever starts an examination may bring
//! one along; the core itself has none.

use chrono::{DateTime, TimeDelta, Utc};

/// Somebody else to ask.
#[derive(Clone, Copy)]
pub struct SecondOpinion {
    /// What it is built on, with its version: "openidconnect 4".
    pub name: &'static str,
    /// What it says of an ID token.
    pub id_token: fn(&IdTokenQuestion) -> Opinion,
    /// What it says of a provider's metadata, from the bytes of the discovery document.
    pub discovery: fn(&[u8]) -> Opinion,
}

/// An ID token, and all that a relying party would hold it against.
pub struct IdTokenQuestion<'a> {
    /// The token in compact form.
    pub token: &'a str,
    /// The provider's issuer.
    pub issuer: &'a str,
    /// The application's client ID.
    pub client_id: &'a str,
    /// Of a token with an HMAC: whether it is keyed with the client secret. The secret itself is handed to nobody.
    pub keyed: Option<bool>,
    /// The texts of the key sets that are vouched for.
    pub key_sets: Vec<&'a [u8]>,
    /// The algorithms that are agreed on; with none it is the default, RS256.
    pub algs: Vec<&'a str>,
    /// The nonce of the request; without one none is demanded.
    pub nonce: Option<&'a str>,
    /// The instant to judge at.
    pub now: DateTime<Utc>,
    /// The tolerance for clocks that differ, where it takes one.
    pub skew: TimeDelta,
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// It lets it through.
    Accepts,
    /// It does not, and says why in its own words.
    Refuses(String),
    /// It can't judge it, and says why.
    Abstains(String),
}
