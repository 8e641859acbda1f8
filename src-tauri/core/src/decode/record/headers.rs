//! A block of HTTP headers: its date, the cookies that it sets or carries, and where it leads.

use super::pattern::Pattern;
use super::{Record, push};
use crate::case::Case;
use crate::decode::Message;
use crate::span::Span;

static PATTERNS: [Pattern; 6] = [
    Pattern::new(r"(?mi)^date:\s*(?P<Date>[^\r\n]+)"),
    Pattern::new(r"(?mi)^set-cookie:\s*(?P<Cookie_set>[^=;\r\n]+)=[^;\r\n]*(?P<Attributes>(?:;[^\r\n]*)?)"),
    Pattern::new(r"(?mi)^cookie:\s*(?P<Cookie_sent>[^=;\r\n]+)="),
    Pattern::new(r"(?mi)^location:\s*(?P<Location>[^?#\r\n]+)"),
    Pattern::new(r"(?mi)^:?(?:host|authority):\s*(?P<Host>[^\r\n]+)"),
    Pattern::new(r"(?mi)^:status:\s*(?P<Status>\d{3})"),
];

/// Decodes a block of headers; the values of cookies are left out.
pub(in crate::decode) fn decode(case: &Case, at: Span, messages: &mut Vec<Message>) {
    let Ok(text) = std::str::from_utf8(case.bytes(at)) else { return };
    let mut record = Record { kind: "http-headers", title: "A block of HTTP headers", fields: Vec::new() };
    PATTERNS.iter().for_each(|pattern| pattern.pull(text, at, &mut record));
    push(case, at, record, messages);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::LayerId;

    #[test]
    fn cookies_are_named_without_their_values() {
        let text =
            "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\nSet-Cookie: session=secret; Path=/; SameSite=Lax\r\n";
        let mut record = Record { kind: "", title: "", fields: Vec::new() };
        PATTERNS.iter().for_each(|pattern| pattern.pull(text, Span::new(LayerId(0), 0..1), &mut record));
        assert_eq!(record.first("Cookie set").unwrap().value, "session");
        assert_eq!(record.first("Attributes").unwrap().value, "; Path=/; SameSite=Lax");
        assert!(!record.fields.iter().any(|field| field.value.value.contains("secret")));
    }
}
