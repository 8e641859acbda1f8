//! The keys of a playbook and what each holds: one table for files, for `--expect`, for hints and for the JSON Schema.

use Kind::{Count, Duration, File, Files, Flag, Instant, OneOf, Pattern, SomeOf, Text, Texts};

/// A key of the playbook and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its path, such as `saml.sp.entity_id`.
    pub path: &'static str,
    /// What it holds, for people.
    pub holds: &'static str,
    /// Of what kind that is.
    pub kind: Kind,
}

/// Of what kind a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// One text or several.
    Texts,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Some of these words.
    SomeOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number from 0 on.
    Count,
    /// A time span such as `60s` or `90d`, or a number of seconds.
    Duration,
    /// A date or an instant, as RFC 3339 writes it.
    Instant,
    /// A regular expression.
    Pattern,
    /// The path of a file, relative to the playbook.
    File,
    /// Paths of files, relative to the playbook.
    Files,
}

/// The sections that stand once for each thing, written `[[section]]`.
pub static LISTED: &[&str] = &["saml.attribute", "oidc.claim", "case", "policy"];

/// What a playbook's `schema` says.
pub const SCHEMA: &str = "ssoscope-playbook/1";

/// The parts that a policy can want signed.
pub(super) static SIGNED_PARTS: &[&str] = &["assertion", "response", "request"];

const fn key(path: &'static str, kind: Kind, holds: &'static str) -> Key {
    Key { path, holds, kind }
}

/// Every key, in the order of a playbook.
pub static KEYS: &[Key] = &[
    key("schema", OneOf(&[SCHEMA]), "always ssoscope-playbook/1"),
    key("integration.name", Text, "what the integration is called"),
    key("integration.owner", Text, "who answers for it"),
    key("integration.product", Text, "the product that signs people in or lets them in"),
    key("integration.environment", Text, "production, test …"),
    key("saml.idp.entity_id", Text, "the identity provider's entity ID"),
    key("saml.idp.metadata", File, "a file with its metadata"),
    key("saml.idp.certificates", Files, "files or PEM texts of its signing certificates"),
    key("saml.idp.sso_url", Text, "where it takes requests"),
    key("saml.idp.slo_url", Text, "where it takes logout messages"),
    key("saml.sp.entity_id", Text, "the application's entity ID"),
    key("saml.sp.metadata", File, "a file with its metadata"),
    key("saml.sp.acs", Texts, "its assertion consumer service URLs"),
    key("saml.sp.audience", Texts, "the Audience that it accepts; its entity ID where absent"),
    key("saml.sp.signed", OneOf(&["assertion", "response", "either", "both"]), "which part has to be signed"),
    key("saml.sp.encrypted", Flag, "whether the assertion has to be encrypted"),
    key("saml.sp.name_id_format", Text, "the NameID format that it wants"),
    key("saml.sp.skew", Duration, "its tolerance for clocks that differ, such as 60s"),
    key("saml.sp.requests_signed", Flag, "whether it signs its requests"),
    key("saml.sp.authn_context", Texts, "the authentication contexts that it accepts"),
    key("saml.sp.request_id", Text, "the ID of the request that is answered"),
    key("saml.attribute.name", Text, "an attribute's name"),
    key("saml.attribute.required", Flag, "whether it has to be there"),
    key("saml.attribute.many", Flag, "whether it may have several values"),
    key("saml.attribute.pattern", Pattern, "a regular expression that each value matches"),
    key("saml.attribute.equals", Text, "the value that it has"),
    key("oidc.op.issuer", Text, "the provider's issuer"),
    key("oidc.op.discovery", File, "a file with its discovery document"),
    key("oidc.op.jwks", File, "a file with its keys"),
    key("oidc.rp.client_id", Text, "the application's client ID"),
    key("oidc.rp.redirect_uri", Texts, "its redirect URIs"),
    key("oidc.rp.response_type", Text, "the response type that it asks for"),
    key("oidc.rp.scopes", Texts, "the scopes that it asks for"),
    key("oidc.rp.id_token_alg", Text, "the algorithm that signs its ID tokens"),
    key("oidc.rp.id_token_encrypted", Flag, "whether its ID tokens are encrypted"),
    key("oidc.rp.token_auth_method", Text, "how it shows who it is at the token endpoint"),
    key("oidc.rp.max_age", Duration, "how long ago a person may have signed in, in seconds"),
    key("oidc.rp.acr", Texts, "the authentication contexts that it accepts"),
    key("oidc.rp.amr", Texts, "the methods of signing in that each have to have been used"),
    key("oidc.rp.skew", Duration, "its tolerance for clocks that differ"),
    key("oidc.rp.nonce", Text, "the nonce of the request that is answered"),
    key(
        "oidc.rp.secret_expires",
        Instant,
        "when its client secret ends; the secret itself stays out of the playbook",
    ),
    key("oidc.claim.name", Text, "a claim's name"),
    key("oidc.claim.required", Flag, "whether it has to be there"),
    key("oidc.claim.many", Flag, "whether it may have several values"),
    key("oidc.claim.pattern", Pattern, "a regular expression that its value matches"),
    key("oidc.claim.equals", Text, "the value that it has"),
    key("groups.name", Text, "the attribute or claim that brings groups or roles"),
    key("groups.any_of", Texts, "groups of which the person needs one at least"),
    key("groups.pattern", Pattern, "a regular expression that each group matches"),
    key("groups.most", Count, "how many groups there may be"),
    key("time.skew", Duration, "the tolerance for clocks that differ, for SAML and OpenID Connect alike"),
    key("time.max_lifetime", Duration, "how long an Assertion or an ID token may be good for"),
    key("time.max_session", Duration, "how long after the sign-in SessionNotOnOrAfter may lie"),
    key(
        "time.certificate_lead",
        Duration,
        "how long before its end a certificate is warned about; 30d where absent",
    ),
    key("crypto.minimum_rsa_bits", Count, "the least length of an RSA key that signs"),
    key(
        "crypto.algorithms",
        Texts,
        "the signature algorithms that are allowed, and no other, such as rsa-sha256 or RS256",
    ),
    key("crypto.forbidden", Texts, "algorithms that are not allowed, such as rsa-sha1"),
    key("case.name", Text, "what the case shows"),
    key("case.capture", Files, "files of one captured sign-in"),
    key("case.with", Files, "files that are vouched for in this case only"),
    key("case.key", Files, "files with private keys or client secrets for this case"),
    key("case.at", Instant, "the instant to judge at; the capture's own where absent"),
    key(
        "case.verdict",
        OneOf(&["accepted", "rejected", "undetermined"]),
        "what the verdict has to be; accepted where absent",
    ),
    key("case.cause", Text, "the first cause that has to be told"),
    key("case.fails", Texts, "checks that have to fail"),
    key("policy.name", Text, "what the rule is called"),
    key("policy.reason", Text, "why it is so"),
    key("policy.until", Instant, "when it ends"),
    key("policy.minimum_rsa_bits", Count, "the least length of an RSA key that signs"),
    key("policy.algorithms", Texts, "the signature algorithms that are allowed, and no other"),
    key("policy.forbidden", Texts, "algorithms that are not allowed"),
    key("policy.acr", Texts, "acr or AuthnContextClassRef values of which one has to be there"),
    key("policy.must_sign", SomeOf(SIGNED_PARTS), "what has to be signed"),
    key("policy.check", Text, "a check whose severity is set, such as x509/lead_time"),
    key("policy.severity", OneOf(&["error", "warning", "note"]), "what a failure of it counts as"),
];

/// The key of a path.
pub fn named(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

/// The known key that `path` most likely meant.
pub(super) fn nearest(path: &str) -> Option<&'static str> {
    KEYS.iter()
        .map(|key| (strsim::normalized_damerau_levenshtein(path, key.path), key.path))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, path)| path)
}

/// Whether `path` is the section of a key.
pub(super) fn is_section(path: &str) -> bool {
    KEYS.iter().any(|key| key.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// Whether `path` is a section that stands once for each thing.
pub(super) fn is_listed(path: &str) -> bool {
    LISTED.contains(&path)
}
