//! Okta's System Log.

use super::Product;

/// An entry, as the API and the console's export write it.
pub(in crate::decode::record) static LOG: Product = Product {
    kind: "okta-system-log",
    title: "An entry of Okta's System Log",
    signs: &["eventType", "published", "outcome.result"],
    fields: &[
        ("Time", &["published"]),
        ("Event", &["eventType"]),
        ("User", &["actor.alternateId", "actor.displayName"]),
        ("Application", &["target.displayName", "target.alternateId"]),
        ("Outcome", &["outcome.result"]),
        ("Error", &["outcome.reason", "displayMessage"]),
        ("Address", &["client.ipAddress"]),
        ("Correlation", &["authenticationContext.externalSessionId", "transaction.id", "uuid"]),
    ],
};
