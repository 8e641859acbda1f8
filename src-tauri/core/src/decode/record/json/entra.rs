//! Microsoft Entra's sign-in logs: as the portal and Graph export them, as Azure's diagnostics stream them, and with the
//! columns of Sentinel and Log Analytics.

use super::Product;

/// Microsoft Graph, and the portal's download.
pub(in crate::decode::record) static GRAPH: Product = Product {
    kind: "entra-sign-in",
    title: "An entry of Entra ID's sign-in log",
    signs: &["createdDateTime", "appDisplayName", "userPrincipalName", "status"],
    fields: &[
        ("Time", &["createdDateTime"]),
        ("User", &["userPrincipalName", "userDisplayName"]),
        ("Application", &["appDisplayName", "appId"]),
        ("Error code", &["status.errorCode"]),
        ("Error", &["status.failureReason", "status.additionalDetails"]),
        ("Conditional access", &["conditionalAccessStatus"]),
        ("Address", &["ipAddress"]),
        ("Correlation", &["correlationId", "id"]),
    ],
};

/// The table SigninLogs.
pub(in crate::decode::record) static SENTINEL: Product = Product {
    kind: "entra-sign-in",
    title: "A row of SigninLogs (Sentinel, Log Analytics)",
    signs: &["ResultType", "UserPrincipalName", "AppDisplayName"],
    fields: &[
        ("Time", &["TimeGenerated", "TimeGenerated [UTC]", "CreatedDateTime"]),
        ("User", &["UserPrincipalName"]),
        ("Application", &["AppDisplayName", "AppId"]),
        ("Error code", &["ResultType"]),
        ("Error", &["ResultDescription"]),
        ("Conditional access", &["ConditionalAccessStatus"]),
        ("Address", &["IPAddress"]),
        ("Correlation", &["CorrelationId"]),
    ],
};

/// Azure's diagnostic settings, which put the entry into `properties`.
pub(in crate::decode::record) static DIAGNOSTICS: Product = Product {
    kind: "entra-sign-in",
    title: "An entry of Entra ID's sign-in log (diagnostics)",
    signs: &["category", "properties.appDisplayName", "properties.userPrincipalName"],
    fields: &[
        ("Time", &["properties.createdDateTime", "time"]),
        ("User", &["properties.userPrincipalName"]),
        ("Application", &["properties.appDisplayName", "properties.appId"]),
        ("Error code", &["resultType", "properties.status.errorCode"]),
        ("Error", &["resultDescription", "properties.status.failureReason"]),
        ("Conditional access", &["properties.conditionalAccessStatus"]),
        ("Address", &["properties.ipAddress", "callerIpAddress"]),
        ("Correlation", &["properties.correlationId", "correlationId"]),
    ],
};
