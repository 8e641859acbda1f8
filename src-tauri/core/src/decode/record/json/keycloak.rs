//! Keycloak's events.

use super::Product;

/// A login event, as the admin console and the REST API write it.
pub(in crate::decode::record) static EVENT: Product = Product {
    kind: "keycloak-event",
    title: "An event of Keycloak",
    signs: &["type", "realmId", "clientId"],
    fields: &[
        ("Time", &["time"]),
        ("Event", &["type"]),
        ("User", &["details.username", "userId"]),
        ("Application", &["clientId"]),
        ("Error", &["error"]),
        ("Reason", &["details.reason", "details.redirect_uri"]),
        ("Address", &["ipAddress"]),
        ("Realm", &["realmId"]),
    ],
};
