//! Other spellings of one value, and what a value may be exchanged with. All of it is escaped as canonical text is.

/// Identifiers that settings choose among.
pub(super) static USUAL: &[&str] = &[
    "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
    "urn:oasis:names:tc:SAML:2.0:attrname-format:basic",
    "urn:oasis:names:tc:SAML:2.0:attrname-format:uri",
    "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:X509",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified",
    "urn:oasis:names:tc:SAML:2.0:cm:bearer",
    "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches",
    "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key",
    "urn:oasis:names:tc:SAML:2.0:status:Success",
    "urn:oasis:names:tc:SAML:2.0:status:Requester",
    "urn:oasis:names:tc:SAML:2.0:status:Responder",
    "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed",
    "urn:oasis:names:tc:SAML:2.0:status:NoPassive",
    "urn:oasis:names:tc:SAML:2.0:consent:unspecified",
    "true",
    "false",
    "1",
    "0",
    "xs:string",
    "xs:anyType",
    "2.0",
    "1.1",
];

/// A value as canonical attributes and texts write it.
pub(super) fn escaped(value: &str) -> String {
    value.replace('&', "&amp;").replace('<', "&lt;")
}

/// Spellings that people and tools take for the same.
pub(super) fn of(value: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    all.push(value.trim().to_owned());
    all.extend([" ", "\n"].iter().flat_map(|space| [format!("{value}{space}"), format!("{space}{value}")]));
    all.push(value.to_lowercase());
    all.push(value.to_uppercase());
    all.extend(of_url(value));
    all.extend(of_time(value));
    all.push(value.replace('+', " "));
    all.push(value.replace(' ', "+"));
    all.push(value.replace("%40", "@"));
    all.push(value.replace('@', "%40"));
    all.push(String::new());
    all.extend(lost_characters(value));
    all
}

fn of_url(value: &str) -> Vec<String> {
    let Some((scheme, rest)) = value.split_once("://") else { return Vec::new() };
    let host = rest.split('/').next().unwrap_or(rest);
    let path = rest.strip_prefix(host).unwrap_or_default();
    let mut all = vec![
        format!("http://{rest}"),
        format!("https://{rest}"),
        format!("{value}/"),
        value.trim_end_matches('/').to_owned(),
        format!("{scheme}://{}{path}", host.to_lowercase()),
    ];
    for port in [":443", ":80", ":8443", ":8080"] {
        all.push(format!("{scheme}://{host}{port}{path}"));
        all.push(format!("http://{host}{port}{path}"));
        all.push(format!("{scheme}://{}{path}", host.trim_end_matches(port)));
    }
    all.push(format!("http://{}{path}", host.trim_end_matches(":443")));
    all.push(format!("https://{}{path}", host.trim_end_matches(":80")));
    all
}

/// An instant with and without fractions, with another zone's spelling, and at other hours.
fn of_time(value: &str) -> Vec<String> {
    if !is_time(value) {
        return Vec::new();
    }
    let whole = value.get(..19).unwrap_or(value);
    let mut all: Vec<String> = ["Z", "", ".0Z", ".000Z", ".000000Z", "+00:00", ".000+00:00", ".0000000Z"]
        .iter()
        .map(|tail| format!("{whole}{tail}"))
        .collect();
    let (day, clock) = (value.get(..11).unwrap_or_default(), value.get(13..).unwrap_or_default());
    all.extend((0..24).map(|hour| format!("{day}{hour:02}{clock}")));
    let (hour, seconds) = (value.get(..14).unwrap_or_default(), value.get(16..).unwrap_or_default());
    all.extend((0..60).map(|minute| format!("{hour}{minute:02}{seconds}")));
    let (month, clock) = (value.get(..8).unwrap_or_default(), value.get(10..).unwrap_or_default());
    all.extend((1..32).map(|day| format!("{month}{day:02}{clock}")));
    let rest = value.get(4..).unwrap_or_default();
    all.extend((2005..2045).map(|year| format!("{year}{rest}")));
    let (year, rest) = (value.get(..5).unwrap_or_default(), value.get(7..).unwrap_or_default());
    all.extend((1..13).map(|month| format!("{year}{month:02}{rest}")));
    all
}

fn is_time(value: &str) -> bool {
    let bytes = value.as_bytes();
    let at = |index: usize| bytes.get(index).copied();
    value.is_ascii()
        && at(4) == Some(b'-')
        && at(7) == Some(b'-')
        && at(10) == Some(b'T')
        && bytes.len() >= 19
}

/// `?` and U+FFFD as the letters that a smaller charset does not have; up to two of them.
fn lost_characters(value: &str) -> Vec<String> {
    let places: Vec<(usize, char)> =
        value.char_indices().filter(|(_, character)| matches!(character, '?' | '\u{fffd}')).collect();
    let letters = || ('\u{a0}'..='\u{17f}').chain("–—‘’“”€„…".chars());
    let put = |value: &str, (at, lost): (usize, char), letter: char| {
        let (before, after) = value.split_at_checked(at).unwrap_or((value, ""));
        format!("{before}{letter}{}", after.strip_prefix(lost).unwrap_or(after))
    };
    match places.as_slice() {
        [] => Vec::new(),
        [one] => letters().map(|letter| put(value, *one, letter)).collect(),
        [first, second] => letters()
            .flat_map(|late| {
                let value = put(value, *second, late);
                letters().map(move |early| put(&value, *first, early)).collect::<Vec<_>>()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether one value may stand where the other does: both URLs, both instants, both something else.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let sort = |value: &str| match value {
        _ if is_time(value) => 1,
        _ if value.starts_with("urn:") || value.contains("://") => 2,
        _ => 3,
    };
    sort(one) == sort(other)
}

/// Letters that a single slip may have put in.
const LETTERS: &str = "0123456789abcdefghijklmnopqrstuvwxyz-_.@";
/// Bytes of a value in which slips are looked for.
const SHORT: usize = 40;

/// A short value with one character more, or one less, or another one.
pub(super) fn slips(value: &str) -> Vec<String> {
    if value.len() > SHORT || is_time(value) || value.contains('&') || value.starts_with("urn:") {
        return Vec::new();
    }
    let cuts: Vec<usize> = value.char_indices().map(|(at, _)| at).collect();
    let mut all = Vec::new();
    for at in cuts {
        let (before, after) = value.split_at_checked(at).unwrap_or((value, ""));
        let mut rest = after.chars();
        rest.next();
        let rest = rest.as_str();
        all.push(format!("{before}{rest}"));
        all.extend(LETTERS.chars().map(|letter| format!("{before}{letter}{rest}")));
        all.extend(LETTERS.chars().map(|letter| format!("{before}{letter}{after}")));
    }
    all.extend(LETTERS.chars().map(|letter| format!("{value}{letter}")));
    all
}
