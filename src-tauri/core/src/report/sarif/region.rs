//! Regions of a file: lines and columns where it is text, bytes in any case.

use std::ops::Range;

use serde_json::{Value, json};

/// Where the lines of a file begin.
pub(super) struct Lines {
    starts: Vec<usize>,
    is_text: bool,
}

impl Lines {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect();
        Lines { starts, is_text: std::str::from_utf8(bytes).is_ok() }
    }

    /// The region of a range of bytes. A length of nothing is a place between two characters.
    pub(super) fn region(&self, bytes: &[u8], range: Range<usize>) -> Value {
        let mut region = json!({ "byteOffset": range.start, "byteLength": range.len() });
        if self.is_text {
            let (start_line, start_column) = self.place(bytes, range.start);
            let (end_line, end_column) = self.place(bytes, range.end);
            region["startLine"] = json!(start_line);
            region["startColumn"] = json!(start_column);
            region["endLine"] = json!(end_line);
            region["endColumn"] = json!(end_column);
        }
        region
    }

    /// Line and column, both from 1, the column in UTF-16 code units.
    fn place(&self, bytes: &[u8], offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = bytes.get(start..offset).unwrap_or_default();
        // A code point has one unit, and a second one where UTF-8 takes four bytes; continuation bytes have none.
        let units: usize =
            before.iter().map(|byte| usize::from(byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0)).sum();
        (line, units + 1)
    }
}

/// A path as a URI reference (RFC 3986): relative as it was given, absolute with the scheme `file`.
pub fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let lead = if path.starts_with('/') {
        "file://"
    } else if path.get(1..3) == Some(":/") {
        "file:///"
    } else {
        ""
    };
    let mut out = String::from(lead);
    for byte in path.bytes() {
        let drive = !lead.is_empty() && byte == b':';
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') || drive {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf_16() {
        let text = "a\nπ😀x".as_bytes();
        let region = Lines::of(text).region(text, 8..9);
        assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(2), Some(4)));
        assert_eq!((region["endLine"].as_u64(), region["endColumn"].as_u64()), (Some(2), Some(5)));
        let binary = b"\xff\xfe";
        assert!(Lines::of(binary).region(binary, 0..1).get("startLine").is_none());
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/c.har"), "a%20b/c.har");
        assert_eq!(uri("/tmp/x"), "file:///tmp/x");
        assert_eq!(uri("C:\\x"), "file:///C:/x");
    }
}
