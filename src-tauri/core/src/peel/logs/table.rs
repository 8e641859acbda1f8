//! Tables as products export their sign-in logs (CSV, RFC 4180), and the names of their columns.

use std::ops::Range;

/// A product's export: how its columns are called.
pub(crate) struct Columns {
    /// For scripts.
    pub(crate) kind: &'static str,
    /// For people.
    pub(crate) title: &'static str,
    /// Columns that it has, all of them.
    signs: &'static [&'static str],
    /// What is pulled out, and the columns that may hold it.
    pub(crate) fields: &'static [(&'static str, &'static [&'static str])],
}

impl Columns {
    /// Whether a row of names is of this export.
    pub(crate) fn fits(&self, names: &[String]) -> bool {
        self.signs.iter().all(|sign| names.iter().any(|name| name.eq_ignore_ascii_case(sign)))
    }
}

/// The exports that are known.
pub(crate) static COLUMNS: &[Columns] = &[
    Columns {
        kind: "entra-sign-in",
        title: "A row of Entra ID's sign-in log",
        signs: &["Request ID", "Application", "Status"],
        fields: &[
            ("Time", &["Date (UTC)", "Date"]),
            ("User", &["Username", "User"]),
            ("Application", &["Application", "Application ID"]),
            ("Status", &["Status"]),
            ("Error code", &["Sign-in error code"]),
            ("Error", &["Failure reason"]),
            ("Correlation", &["Correlation ID", "Request ID"]),
        ],
    },
    Columns {
        kind: "entra-sign-in",
        title: "A row of SigninLogs (Sentinel, Log Analytics)",
        signs: &["ResultType", "UserPrincipalName"],
        fields: &[
            ("Time", &["TimeGenerated [UTC]", "TimeGenerated"]),
            ("User", &["UserPrincipalName"]),
            ("Application", &["AppDisplayName", "AppId"]),
            ("Error code", &["ResultType"]),
            ("Error", &["ResultDescription"]),
            ("Correlation", &["CorrelationId"]),
        ],
    },
    Columns {
        kind: "okta-system-log",
        title: "A row of Okta's System Log",
        signs: &["event_type", "timestamp"],
        fields: &[
            ("Time", &["timestamp"]),
            ("Event", &["event_type"]),
            ("User", &["actor.alternate_id", "actor.display_name"]),
            ("Application", &["target0.display_name"]),
            ("Outcome", &["outcome.result"]),
            ("Error", &["outcome.reason"]),
        ],
    },
    Columns {
        kind: "google-report",
        title: "A row of Google Workspace's reports",
        signs: &["Event Description", "Actor"],
        fields: &[
            ("Time", &["Date"]),
            ("Event", &["Event Name", "Event"]),
            ("User", &["Actor"]),
            ("Application", &["Application Name"]),
            ("Error", &["Failure Type", "Event Description"]),
        ],
    },
    Columns {
        kind: "auth0-log",
        title: "A row of Auth0's tenant log",
        signs: &["log_id", "type"],
        fields: &[
            ("Time", &["date"]),
            ("Event", &["type"]),
            ("User", &["user_name", "user_id"]),
            ("Application", &["client_name", "client_id"]),
            ("Error", &["description"]),
        ],
    },
    Columns {
        kind: "adfs-event",
        title: "A row of the event log of AD FS",
        signs: &["Date and Time", "Source", "Event ID"],
        fields: &[
            ("Time", &["Date and Time"]),
            ("Event", &["Event ID"]),
            ("Level", &["Level", "Keywords"]),
            ("Error", &["Description", "Message"]),
        ],
    },
    Columns {
        kind: "keycloak-event",
        title: "A row of Keycloak's events",
        signs: &["type", "realm_id", "client_id"],
        fields: &[
            ("Time", &["event_time", "time"]),
            ("Event", &["type"]),
            ("User", &["user_id"]),
            ("Application", &["client_id"]),
            ("Error", &["error"]),
            ("Address", &["ip_address"]),
        ],
    },
];

/// A cell: where its content stands, without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The bytes between the quotes, or all of it.
    pub(crate) range: Range<usize>,
}

impl Cell {
    /// Its text, doubled quotes as one.
    pub(crate) fn text(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes.get(self.range.clone()).unwrap_or_default()).replace("\"\"", "\"")
    }
}

/// The rows of a table, by the separator that its first row shows.
pub(crate) fn cells(bytes: &[u8]) -> impl Iterator<Item = Vec<Cell>> + '_ {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|byte| memchr::memchr_iter(*byte, first).count())
        .unwrap_or(b',');
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (cell, next) = cell(bytes, at, separator);
            row.push(cell);
            match bytes.get(next) {
                Some(byte) if *byte == separator => at = next + 1,
                _ => {
                    at = next
                        + bytes
                            .get(next..)
                            .unwrap_or_default()
                            .iter()
                            .take(2)
                            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                            .count();
                    at = at.max(next + 1);
                    return Some(row);
                }
            }
        }
    })
}

/// The cell at `at`, and where what follows it stands.
fn cell(bytes: &[u8], at: usize, separator: u8) -> (Cell, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    if rest.first() != Some(&b'"') {
        let len = rest
            .iter()
            .position(|byte| *byte == separator || matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        return (Cell { range: at..at + len }, at + len);
    }
    let mut end = at + 1;
    loop {
        let Some(quote) = bytes.get(end..).and_then(|rest| memchr::memchr(b'"', rest)) else {
            return (Cell { range: at + 1..bytes.len() }, bytes.len());
        };
        end += quote;
        if bytes.get(end + 1) != Some(&b'"') {
            return (Cell { range: at + 1..end }, end + 1);
        }
        end += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_separators_and_line_ends() {
        let text = b"a,\"b,\"\"c\"\"\nd\",e\r\nf,,g\n";
        let rows: Vec<Vec<String>> =
            cells(text).map(|row| row.iter().map(|cell| cell.text(text)).collect()).collect();
        assert_eq!(rows, [vec!["a", "b,\"c\"\nd", "e"], vec!["f", "", "g"]]);
    }
}
