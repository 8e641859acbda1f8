//! Google Workspace's reports.

use super::Product;

/// An activity of the login or SAML report (Admin SDK).
pub(in crate::decode::record) static REPORT: Product = Product {
    kind: "google-report",
    title: "An activity of Google Workspace's reports",
    signs: &["id.applicationName", "actor", "events.name"],
    fields: &[
        ("Time", &["id.time"]),
        ("Event", &["events.name"]),
        ("User", &["actor.email"]),
        ("Application", &["events.parameters.value", "id.applicationName"]),
        ("Address", &["ipAddress"]),
        ("Correlation", &["id.uniqueQualifier"]),
    ],
};
