//! Events of AD FS, as Windows' event log is exported.

use super::Product;

/// An event, as collectors and PowerShell write it in JSON.
pub(in crate::decode::record) static EVENT: Product = Product {
    kind: "adfs-event",
    title: "An event of AD FS",
    signs: &["ProviderName", "Id", "Message"],
    fields: &[
        ("Time", &["TimeCreated"]),
        ("Event", &["Id"]),
        ("Error", &["Message"]),
        ("Server", &["MachineName"]),
        ("Correlation", &["ActivityId"]),
    ],
};
