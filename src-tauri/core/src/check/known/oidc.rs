//! What is known of the parties of an OpenID Connect sign-in, each value with who says so and how much that weighs.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::saml::Claims;
use super::{Expected, Origin};
use crate::case::Case;
use crate::decode::oidc::KeyMaterial;
use crate::decode::{Message, MessageId};
use crate::expect::Expectations;

/// What is known of the parties of an OpenID Connect sign-in. Holds codes and access tokens, so it is never printed.
#[derive(Default)]
pub struct KnownOidc {
    /// The provider's issuer.
    pub issuers: Claims,
    /// The application's client ID.
    pub client_ids: Claims,
    /// Where the application takes answers.
    pub redirect_uris: Claims,
    /// The keys that are vouched for as the provider's, and the secrets that were lent.
    pub keys: Vec<KnownKey>,
    /// Keys that stand in the capture only, or in a token itself: nobody vouched for them.
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
    /// The response types that were asked for.
    pub response_types: Claims,
    /// What travelled with each token.
    pub companions: BTreeMap<MessageId, Companions>,
}

/// What travelled with a token: the values that its hashes were taken over.
#[derive(Default)]
pub struct Companions {
    /// The access token of the same answer.
    pub access_token: Option<Expected>,
    /// The code of the same answer.
    pub code: Option<Expected>,
    /// Whether it came from the authorization endpoint, through the browser.
    pub from_browser: bool,
    /// Whether it came from the token endpoint.
    pub from_token_endpoint: bool,
}

/// A key, and who says whose it is.
pub struct KnownKey {
    /// The key, or why it can't be used.
    pub material: Result<KeyMaterial, String>,
    /// Its name.
    pub kid: Option<String>,
    /// The algorithm that it is meant for.
    pub alg: Option<String>,
    /// `sig` or `enc`.
    pub usage: Option<String>,
    /// Whether its `use` and `key_ops` let it verify signatures.
    pub may_verify: bool,
    /// Where it comes from, in words that can follow "the key of".
    pub origin: Origin,
}

/// Gathers it.
pub(super) fn gather(_case: &Case, _messages: &[Message], _expect: &Expectations) -> KnownOidc {
    KnownOidc::default()
}
