//! The sections of a playbook.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use super::shapes::{count, duration, instant, one_or_many, yes_or_no};

/// What the integration is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct Integration {
    pub name: Option<String>,
    pub owner: Option<String>,
    pub product: Option<String>,
    pub environment: Option<String>,
}

/// What is expected of a SAML sign-in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SamlExpected {
    /// The identity provider.
    pub idp: IdpExpected,
    /// The application.
    pub sp: SpExpected,
    /// The attributes that it needs.
    pub attribute: Vec<ValueExpected>,
}

/// The identity provider as the application knows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct IdpExpected {
    pub entity_id: Option<String>,
    pub metadata: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub certificates: Vec<String>,
    pub sso_url: Option<String>,
    pub slo_url: Option<String>,
}

/// The application as the identity provider should know it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct SpExpected {
    pub entity_id: Option<String>,
    pub metadata: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub acs: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub audience: Vec<String>,
    pub signed: Option<SignedPart>,
    #[serde(deserialize_with = "yes_or_no")]
    pub encrypted: Option<bool>,
    pub name_id_format: Option<String>,
    #[serde(deserialize_with = "duration")]
    pub skew: Option<TimeDelta>,
    #[serde(deserialize_with = "yes_or_no")]
    pub requests_signed: Option<bool>,
    #[serde(deserialize_with = "one_or_many")]
    pub authn_context: Vec<String>,
    pub request_id: Option<String>,
}

/// Which part of a SAML answer has to be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignedPart {
    /// The Assertion itself.
    Assertion,
    /// The Response around it.
    Response,
    /// One of them at least.
    Either,
    /// Each of them.
    Both,
}

/// What is expected of an OpenID Connect sign-in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct OidcExpected {
    /// The provider.
    pub op: OpExpected,
    /// The application.
    pub rp: RpExpected,
    /// The claims that it needs.
    pub claim: Vec<ValueExpected>,
}

/// The provider as the application knows it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct OpExpected {
    pub issuer: Option<String>,
    pub discovery: Option<String>,
    pub jwks: Option<String>,
}

/// The application as the provider should know it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct RpExpected {
    pub client_id: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub redirect_uri: Vec<String>,
    pub response_type: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub scopes: Vec<String>,
    pub id_token_alg: Option<String>,
    #[serde(deserialize_with = "yes_or_no")]
    pub id_token_encrypted: Option<bool>,
    pub token_auth_method: Option<String>,
    #[serde(deserialize_with = "duration")]
    pub max_age: Option<TimeDelta>,
    #[serde(deserialize_with = "one_or_many")]
    pub acr: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub amr: Vec<String>,
    #[serde(deserialize_with = "duration")]
    pub skew: Option<TimeDelta>,
    pub nonce: Option<String>,
    #[serde(deserialize_with = "instant")]
    pub secret_expires: Option<DateTime<Utc>>,
}

/// An attribute or a claim that is expected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct ValueExpected {
    pub name: String,
    #[serde(deserialize_with = "required")]
    pub required: bool,
    #[serde(deserialize_with = "yes_or_no")]
    pub many: Option<bool>,
    pub pattern: Option<String>,
    pub equals: Option<String>,
}

fn required<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    yes_or_no(from).map(|yes| yes.unwrap_or(false))
}

/// The groups or roles that a person brings along.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct Groups {
    pub name: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub any_of: Vec<String>,
    pub pattern: Option<String>,
    #[serde(deserialize_with = "count")]
    pub most: Option<usize>,
}

/// How long things may last.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct Times {
    #[serde(deserialize_with = "duration")]
    pub skew: Option<TimeDelta>,
    #[serde(deserialize_with = "duration")]
    pub max_lifetime: Option<TimeDelta>,
    #[serde(deserialize_with = "duration")]
    pub max_session: Option<TimeDelta>,
    #[serde(deserialize_with = "duration")]
    pub certificate_lead: Option<TimeDelta>,
}

/// What signatures may rest on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct CryptoRule {
    #[serde(deserialize_with = "count")]
    pub minimum_rsa_bits: Option<usize>,
    #[serde(deserialize_with = "one_or_many")]
    pub algorithms: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub forbidden: Vec<String>,
}

/// A rule of the organisation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct Policy {
    pub name: Option<String>,
    pub reason: Option<String>,
    #[serde(deserialize_with = "instant")]
    pub until: Option<DateTime<Utc>>,
    #[serde(deserialize_with = "count")]
    pub minimum_rsa_bits: Option<usize>,
    #[serde(deserialize_with = "one_or_many")]
    pub algorithms: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub forbidden: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub acr: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub must_sign: Vec<String>,
    pub check: Option<String>,
    pub severity: Option<Counted>,
}

/// What a failure counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // as the checks' own severities
pub enum Counted {
    Error,
    Warning,
    Note,
}

impl Policy {
    /// What to call it in a sentence.
    pub fn called(&self) -> String {
        self.name.as_ref().map_or("a policy".to_owned(), |name| format!("the policy “{name}”"))
    }

    /// Whether it is in force.
    pub fn holds_at(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// A case of the test plan.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // the vocabulary says what each holds
pub struct PlannedCase {
    pub name: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub capture: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub with: Vec<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub key: Vec<String>,
    #[serde(deserialize_with = "instant")]
    pub at: Option<DateTime<Utc>>,
    pub verdict: PlannedVerdict,
    pub cause: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub fails: Vec<String>,
}

/// What a case has to come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // as the report's outcomes
pub enum PlannedVerdict {
    #[default]
    Accepted,
    Rejected,
    Undetermined,
}
