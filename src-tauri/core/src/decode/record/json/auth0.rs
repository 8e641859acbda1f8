//! Auth0's tenant logs.

use super::Product;

/// A log event.
pub(in crate::decode::record) static LOG: Product = Product {
    kind: "auth0-log",
    title: "An event of Auth0's tenant log",
    signs: &["log_id", "type", "date"],
    fields: &[
        ("Time", &["date"]),
        ("Event", &["type"]),
        ("User", &["user_name", "user_id"]),
        ("Application", &["client_name", "client_id"]),
        ("Connection", &["connection"]),
        ("Error", &["description", "details.error.message"]),
        ("Address", &["ip"]),
        ("Correlation", &["log_id"]),
    ],
};
