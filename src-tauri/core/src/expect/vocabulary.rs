//! The keys of a playbook's core sections: one table for files, for `--expect` and for hints.

/// A key of the playbook and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its path, such as `saml.sp.entity_id`.
    pub path: &'static str,
    /// What it holds, for people.
    pub holds: &'static str,
}

const fn key(path: &'static str, holds: &'static str) -> Key {
    Key { path, holds }
}

/// Every key, in the order of a playbook.
pub static KEYS: &[Key] = &[
    key("schema", "always ssoscope-playbook/1"),
    key("integration.name", "what the integration is called"),
    key("integration.owner", "who answers for it"),
    key("integration.product", "the product that signs people in or lets them in"),
    key("integration.environment", "production, test …"),
    key("saml.idp.entity_id", "the identity provider's entity ID"),
    key("saml.idp.metadata", "a file with its metadata"),
    key("saml.idp.certificates", "files or PEM texts of its signing certificates"),
    key("saml.idp.sso_url", "where it takes requests"),
    key("saml.idp.slo_url", "where it takes logout messages"),
    key("saml.sp.entity_id", "the application's entity ID"),
    key("saml.sp.metadata", "a file with its metadata"),
    key("saml.sp.acs", "its assertion consumer service URLs"),
    key("saml.sp.audience", "the Audience that it accepts; its entity ID where absent"),
    key("saml.sp.signed", "assertion, response, either or both"),
    key("saml.sp.encrypted", "whether the assertion has to be encrypted"),
    key("saml.sp.name_id_format", "the NameID format that it wants"),
    key("saml.sp.skew", "its tolerance for clocks that differ, such as 60s"),
    key("saml.sp.requests_signed", "whether it signs its requests"),
    key("saml.sp.authn_context", "the authentication contexts that it accepts"),
    key("saml.sp.request_id", "the ID of the request that is answered"),
    key("saml.attribute.name", "an attribute's name"),
    key("saml.attribute.required", "whether it has to be there"),
    key("saml.attribute.many", "whether it may have several values"),
    key("saml.attribute.pattern", "a regular expression that each value matches"),
    key("saml.attribute.equals", "the value that it has"),
    key("oidc.op.issuer", "the provider's issuer"),
    key("oidc.op.discovery", "a file with its discovery document"),
    key("oidc.op.jwks", "a file with its keys"),
    key("oidc.rp.client_id", "the application's client ID"),
    key("oidc.rp.redirect_uri", "its redirect URIs"),
    key("oidc.rp.response_type", "the response type that it asks for"),
    key("oidc.rp.scopes", "the scopes that it asks for"),
    key("oidc.rp.id_token_alg", "the algorithm that signs its ID tokens"),
    key("oidc.rp.id_token_encrypted", "whether its ID tokens are encrypted"),
    key("oidc.rp.token_auth_method", "how it shows who it is at the token endpoint"),
    key("oidc.rp.max_age", "how long ago a person may have signed in, in seconds"),
    key("oidc.rp.acr", "the authentication contexts that it accepts"),
    key("oidc.rp.amr", "the methods of signing in that each have to have been used"),
    key("oidc.rp.skew", "its tolerance for clocks that differ"),
    key("oidc.rp.nonce", "the nonce of the request that is answered"),
    key("oidc.claim.name", "a claim's name"),
    key("oidc.claim.required", "whether it has to be there"),
    key("oidc.claim.many", "whether it may have several values"),
    key("oidc.claim.pattern", "a regular expression that its value matches"),
    key("oidc.claim.equals", "the value that it has"),
];

/// The known key that `path` most likely meant.
pub(super) fn nearest(path: &str) -> Option<&'static str> {
    KEYS.iter()
        .map(|key| (strsim::normalized_damerau_levenshtein(path, key.path), key.path))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, path)| path)
}

/// Whether `path` is a key, or the section of one.
pub(super) fn knows(path: &str) -> bool {
    KEYS.iter()
        .any(|key| key.path == path || key.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}
