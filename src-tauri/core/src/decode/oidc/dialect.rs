//! Whose dialect an access token is in: RFC 9068, or one of the vendors'.

use serde::Serialize;

use super::{Claimed, JoseHeader, Object};

/// Whose dialect an access token is in, by members that this product alone writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// The profile of RFC 9068: `typ` is `at+jwt`.
    Rfc9068,
    /// Microsoft Entra ID, tokens of version 1.0.
    EntraV1,
    /// Microsoft Entra ID, tokens of version 2.0.
    EntraV2,
    /// Okta.
    Okta,
    /// Auth0.
    Auth0,
    /// Keycloak.
    Keycloak,
    /// Amazon Cognito.
    Cognito,
    /// Google.
    Google,
    /// AD FS.
    Adfs,
}

impl Dialect {
    /// What to call it: "Keycloak's".
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Rfc9068 => "RFC 9068",
            Dialect::EntraV1 => "Microsoft Entra ID, version 1.0",
            Dialect::EntraV2 => "Microsoft Entra ID, version 2.0",
            Dialect::Okta => "Okta",
            Dialect::Auth0 => "Auth0",
            Dialect::Keycloak => "Keycloak",
            Dialect::Cognito => "Amazon Cognito",
            Dialect::Google => "Google",
            Dialect::Adfs => "AD FS",
        }
    }
}

/// Whose dialect a token is in; `None` where nothing tells.
pub(super) fn of(header: &JoseHeader, claims: &Object, claimed: &Claimed) -> Option<Dialect> {
    let has = |names: &[&str]| names.iter().all(|name| claims.has(name));
    let version = claims.text("ver");
    let issuer = claimed.iss.as_ref().map_or("", |iss| iss.value.as_str());
    let typ = header.typ.as_ref().map_or(String::new(), |typ| typ.value.to_ascii_lowercase());
    if has(&["tid"]) && version == Some("2.0") {
        Some(Dialect::EntraV2)
    } else if has(&["tid"]) && (version == Some("1.0") || issuer.starts_with("https://sts.windows.net/")) {
        Some(Dialect::EntraV1)
    } else if has(&["realm_access"]) || issuer.contains("/realms/") && has(&["typ"]) {
        Some(Dialect::Keycloak)
    } else if has(&["token_use"]) && issuer.contains("cognito-idp") {
        Some(Dialect::Cognito)
    } else if has(&["cid", "uid"]) || has(&["cid", "scp"]) {
        Some(Dialect::Okta)
    } else if has(&["gty"]) || issuer.ends_with(".auth0.com/") {
        Some(Dialect::Auth0)
    } else if issuer == "https://accounts.google.com" || issuer == "accounts.google.com" {
        Some(Dialect::Google)
    } else if has(&["apptype", "appid"]) {
        Some(Dialect::Adfs)
    } else {
        (typ.trim_start_matches("application/") == "at+jwt").then_some(Dialect::Rfc9068)
    }
}
