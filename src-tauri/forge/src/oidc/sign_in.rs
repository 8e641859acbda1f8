//! A sign-in at a provider: a sound ID token, and the sample that it becomes.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::parties::Parties;
use super::provider::{discovery, jwk, jwks, registration};
use super::token::Token;
use crate::instant::{at, plus};
use crate::json::Json;
use crate::lot;
use crate::sample::Sample;
use crate::wrap;

/// A sign-in whose ID token may still be changed.
#[derive(Clone)]
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

    /// When the answer arrived.
    pub(super) fn arrived(&self) -> DateTime<Utc> {
        self.arrived
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

    /// A request for a code that has all that a careful application sends.
    pub(super) fn careful_request(&self) -> Vec<(&'static str, String)> {
        let parties = self.parties;
        vec![
            ("client_id", parties.client_id.to_owned()),
            ("redirect_uri", parties.redirect_uri.to_owned()),
            ("response_type", "code".to_owned()),
            ("scope", "openid profile email".to_owned()),
            ("state", self.state()),
            ("nonce", self.nonce()),
            ("code_challenge", challenge(&self.verifier())),
            ("code_challenge_method", "S256".to_owned()),
        ]
    }

    /// Its parameters as the URL that the browser was sent to.
    pub(super) fn asked(&self, parameters: &[(&'static str, String)]) -> String {
        let base = self.parties.issuer.trim_end_matches('/');
        format!("{base}/authorize?{}", form(parameters))
    }

    /// The callback that brings a code.
    pub(super) fn callback(&self) -> String {
        let answer =
            wrap::form(&[("code", &self.code()), ("state", &self.state()), ("iss", self.parties.issuer)]);
        format!("{}?{answer}", self.parties.redirect_uri)
    }

    /// The form that redeems the code.
    pub(super) fn redeemed(&self) -> Vec<(&'static str, String)> {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", self.code()),
            ("redirect_uri", self.parties.redirect_uri.to_owned()),
            ("client_id", self.parties.client_id.to_owned()),
            ("client_secret", "a-secret-for-samples-that-guards-nothing-at-all".to_owned()),
            ("code_verifier", self.verifier()),
        ]
    }

    /// The code of this sign-in.
    pub(super) fn code(&self) -> String {
        opaque(self.slug, "code")
    }

    /// The secret that the challenge is made of (RFC 7636, section 4.1).
    pub(super) fn verifier(&self) -> String {
        lot::hex(&format!("{}/verifier", self.slug), 32)
    }

    /// The sample with a registration, without single expectations, to which captures are added.
    pub(super) fn registered(&self) -> Sample {
        let client = Json::Object(registration(self.parties)).pretty();
        let sample = self.sample().support("registration.json", client);
        sample.without_expectation("oidc.rp.client_id").without_expectation("oidc.rp.nonce")
    }

    /// The state of that request.
    pub(super) fn state(&self) -> String {
        lot::hex(&format!("{}/state", self.slug), 12)
    }
}

/// Parameters as a form.
pub(super) fn form(parameters: &[(&'static str, String)]) -> String {
    let fields: Vec<(&str, &str)> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    wrap::form(&fields)
}

/// Parameters with one of them set anew.
pub(super) fn with(
    mut parameters: Vec<(&'static str, String)>,
    name: &'static str,
    value: impl Into<String>,
) -> Vec<(&'static str, String)> {
    let value = value.into();
    match parameters.iter_mut().find(|(known, _)| *known == name) {
        Some(parameter) => parameter.1 = value,
        None => parameters.push((name, value)),
    }
    parameters
}

/// Parameters without one of them.
pub(super) fn without(
    mut parameters: Vec<(&'static str, String)>,
    name: &str,
) -> Vec<(&'static str, String)> {
    parameters.retain(|(known, _)| *known != name);
    parameters
}

/// The hash of a verifier (RFC 7636, section 4.2).
pub(super) fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// What UserInfo tells of the person.
pub(super) fn user_info(parties: &Parties, subject: &str) -> String {
    let told = parties.person.iter().map(|(name, value)| (*name, Json::from(*value)));
    Json::Object(std::iter::once(("sub", Json::from(subject))).chain(told).collect()).pretty()
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
