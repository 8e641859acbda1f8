//! What is known of the parties of an OpenID Connect sign-in, each value with who says so and how much that weighs.

mod companions;
mod keys;
mod playbook;
mod settings;
mod support;
mod traffic;

pub use companions::Companions;
pub use keys::KnownKey;

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::{Claims, paste_name};
use crate::case::Case;
use crate::decode::{Message, MessageId};
use crate::expect::Expectations;

/// What is known of the parties of an OpenID Connect sign-in. Holds codes and access tokens, so it is never printed.
#[derive(Default)]
pub struct KnownOidc {
    /// The provider's issuer.
    pub issuers: Claims,
    /// The application's client ID.
    pub client_ids: Claims,
    /// Where the application takes answers, as it is registered.
    pub redirect_uris: Claims,
    /// Where the provider may send the browser after a logout, as it is registered.
    pub post_logout_uris: Claims,
    /// How the application shows who it is at the token endpoint, as it is registered.
    pub auth_methods: Claims,
    /// The ways of that which the provider's discovery offers.
    pub auth_methods_offered: Claims,
    /// The provider's token endpoint.
    pub token_endpoints: Claims,
    /// The keys that are vouched for as the provider's, and the secrets that were lent.
    pub keys: Vec<KnownKey>,
    /// Keys that stand in the capture only, and secrets read in another way than they are meant: nobody vouched for
    /// them, and they are tried only to say what happened.
    pub unvouched: Vec<KnownKey>,
    /// The nonces of the requests that are answered.
    pub nonces: Claims,
    /// The states of the requests that are answered.
    pub states: Claims,
    /// How long ago a person may have signed in.
    pub max_age: Claims<TimeDelta>,
    /// The algorithms that are registered for ID tokens.
    pub algs: Claims,
    /// The algorithms that the provider's discovery offers for ID tokens.
    pub algs_offered: Claims,
    /// The authentication contexts that the application accepts.
    pub acrs: Claims,
    /// The methods of signing in that each have to be among those that were used.
    pub amrs: Claims,
    /// The response types that were asked for.
    pub response_types: Claims,
    /// Whether ID tokens have to be encrypted.
    pub encrypted: Claims<bool>,
    /// Whether a refresh was asked for, whose ID token need not repeat the nonce.
    pub refreshes: bool,
    /// What travelled with each token.
    pub companions: BTreeMap<MessageId, Companions>,
}

/// Gathers it.
pub(super) fn gather(case: &Case, messages: &[Message], expect: &Expectations) -> KnownOidc {
    let mut known = KnownOidc::default();
    playbook::gather(expect, &mut known);
    for message in messages {
        support::gather(case, message, &mut known);
        traffic::gather(message, &mut known);
    }
    keys::gather(case, messages, expect, &mut known);
    known.companions = companions::gather(case, messages);
    known
}
