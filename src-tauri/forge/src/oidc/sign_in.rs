//! A sign-in at a provider: a sound ID token, and the sample that it becomes.

use chrono::{DateTime, Utc};

use super::parties::Parties;
use super::provider::{discovery, jwk, jwks};
use super::token::Token;
use crate::instant::{at, plus};
use crate::json::Json;
use crate::lot;
use crate::sample::Sample;
use crate::wrap;

/// A sign-in whose ID token may still be changed.
pub(super) struct SignIn {
    pub(super) parties: &'static Parties,
    pub(super) slug: &'static str,
    pub(super) token: Token,
    arrived: DateTime<Utc>,
}

impl SignIn {
    /// Issued a second before it arrives, and good for an hour.
    pub(super) fn new(parties: &'static Parties, slug: &'static str, arrived: &str) -> Self {
        SignIn::issued(parties, slug, arrived, -1)
    }

    /// Issued so many seconds after it arrives, by the provider's clock.
    pub(super) fn issued(parties: &'static Parties, slug: &'static str, arrived: &str, seconds: i64) -> Self {
        let arrived = at(arrived);
        let token = id_token(parties, slug, plus(arrived, seconds));
        SignIn { parties, slug, token, arrived }
    }

    /// Seconds since 1970 (RFC 7519, section 2) at so many seconds after the arrival.
    pub(super) fn seconds(&self, after: i64) -> i64 {
        plus(self.arrived, after).timestamp()
    }

    /// The nonce of the request that is answered.
    pub(super) fn nonce(&self) -> String {
        nonce(self.slug)
    }

    /// The ID token, signed with the provider's key.
    pub(super) fn id_token(&self) -> String {
        self.token.signed(&self.parties.key)
    }

    /// The sample without a capture: discovery and keys are vouched for, the client is named.
    pub(super) fn sample(&self) -> Sample {
        let parties = self.parties;
        Sample::new("oidc", self.slug, self.arrived)
            .support("openid-configuration.json", discovery(parties.issuer, &[parties.key.algorithm.name()]))
            .support("jwks.json", jwks(&[jwk(&parties.key)]))
            .expect("oidc.rp.client_id", parties.client_id)
            .expect("oidc.rp.nonce", self.nonce())
    }

    /// The sample with the ID token alone.
    pub(super) fn pasted(&self) -> Sample {
        self.sample().capture("capture.txt", self.id_token())
    }

    /// The sample with a token endpoint's answer.
    pub(super) fn token_response(&self, access_token: &str) -> Sample {
        let response = token_response(access_token, &self.id_token());
        self.sample().capture("capture.json", response)
    }

    /// The URL that the browser was sent to at the provider.
    pub(super) fn request(&self, response_type: &str, redirect_uri: &str) -> String {
        let parties = self.parties;
        let fields = wrap::form(&[
            ("client_id", parties.client_id),
            ("redirect_uri", redirect_uri),
            ("response_type", response_type),
            ("scope", "openid profile email"),
            ("state", &self.state()),
            ("nonce", &self.nonce()),
        ]);
        format!("{}/authorize?{fields}", parties.issuer.trim_end_matches('/'))
    }

    /// The state of that request.
    pub(super) fn state(&self) -> String {
        lot::hex(&format!("{}/state", self.slug), 12)
    }
}

/// A token endpoint's answer (OpenID Connect Core 1.0, section 3.1.3.3).
pub(super) fn token_response(access_token: &str, id_token: &str) -> String {
    Json::Object(vec![
        ("access_token", access_token.into()),
        ("token_type", "Bearer".into()),
        ("expires_in", 3_600.into()),
        ("scope", "openid profile email".into()),
        ("id_token", id_token.into()),
    ])
    .pretty()
}

/// An opaque access token or code.
pub(super) fn opaque(slug: &str, part: &str) -> String {
    lot::hex(&format!("{slug}/{part}"), 24)
}

fn nonce(slug: &str) -> String {
    format!("n-{}", lot::hex(&format!("{slug}/nonce"), 10))
}

fn id_token(parties: &Parties, slug: &str, issued: DateTime<Utc>) -> Token {
    let mut token = Token::default();
    token.header("alg", parties.key.algorithm.name());
    token.header("kid", parties.key.kid);
    token.header("typ", "JWT");
    token.claim("iss", parties.issuer);
    token.claim("sub", parties.subject);
    token.claim("aud", parties.client_id);
    token.claim("exp", plus(issued, 3_600).timestamp());
    token.claim("iat", issued.timestamp());
    token.claim("auth_time", plus(issued, -8).timestamp());
    token.claim("nonce", nonce(slug));
    parties.person.iter().for_each(|(name, value)| token.claim(name, *value));
    token
}
