//! Integrations as consoles export them.

use super::Product;

/// An application of Okta's API.
pub(in crate::decode::record) static OKTA: Product = Product {
    kind: "setup-table",
    title: "An application as Okta exports it",
    signs: &["signOnMode", "settings.signOn"],
    fields: &[
        ("Application", &["label"]),
        ("Audience", &["settings.signOn.audience"]),
        ("ACS URL", &["settings.signOn.ssoAcsUrl"]),
        ("Recipient", &["settings.signOn.recipient"]),
        ("Destination", &["settings.signOn.destination"]),
        ("NameID format", &["settings.signOn.subjectNameIdFormat"]),
    ],
};

/// A client of Keycloak.
pub(in crate::decode::record) static KEYCLOAK: Product = Product {
    kind: "setup-table",
    title: "A client as Keycloak exports it",
    signs: &["clientId", "protocol", "redirectUris"],
    fields: &[
        ("Client ID", &["clientId"]),
        ("Protocol", &["protocol"]),
        ("Redirect URI", &["redirectUris"]),
        ("ACS URL", &["attributes.saml_assertion_consumer_url_post"]),
    ],
};

/// An application's manifest of Entra ID.
pub(in crate::decode::record) static ENTRA: Product = Product {
    kind: "setup-table",
    title: "A manifest of Entra ID",
    signs: &["appId", "identifierUris"],
    fields: &[
        ("Application", &["displayName", "name"]),
        ("Client ID", &["appId"]),
        ("Entity ID", &["identifierUris"]),
        ("Redirect URI", &["replyUrlsWithType.url", "web.redirectUris"]),
    ],
};
