//! The string literals of a script, each with the name that it is given there; enough of JavaScript, Python and PowerShell.

use super::Piece;
use crate::limits::Limits;
use crate::peel::unwrapped::Unwrapped;

/// How a language writes strings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// `\n`, `\"`, `\u003d`.
    Backslash,
    /// `` `n ``, and quotes doubled.
    Backtick,
}

/// A literal, and what stands before it.
pub(super) struct Literal {
    /// The name: of a member, a keyword argument or an option; empty where there is none.
    pub(super) name: String,
    pub(super) value: Piece,
    /// Whether a call starts with it: it is its first argument, or the option that says where it goes.
    pub(super) opens_call: bool,
}

/// The literals of a script, in order; those that name another are not listed.
pub(super) fn literals(bytes: &[u8], flavour: Flavour) -> Vec<Literal> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut named: Option<String> = None;
    while let Some(open) =
        bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\'', rest)).map(|open| at + open)
    {
        let Some((value, end)) = literal(bytes, open, flavour) else { break };
        let after = bytes.get(end..).unwrap_or_default().trim_ascii_start().first();
        if matches!(after, Some(b':' | b'=')) {
            named = Some(value.text());
        } else {
            let first = bytes.get(..open).is_some_and(|before| before.trim_ascii_end().ends_with(b"("));
            let name = named.take().unwrap_or_else(|| name_before(bytes, open));
            let opens_call = first || name.eq_ignore_ascii_case("-uri");
            found.push(Literal { name, value, opens_call });
        }
        at = end;
        if found.len() >= Limits::LITERALS {
            break;
        }
    }
    found
}

/// A literal that opens at `open`, and where it ends.
fn literal(bytes: &[u8], open: usize, flavour: Flavour) -> Option<(Piece, usize)> {
    let quote = *bytes.get(open)?;
    let (mut out, mut at, mut kept) = (Unwrapped::default(), open + 1, open + 1);
    loop {
        let rest = bytes.get(at..)?;
        let stop = memchr::memchr3(quote, b'\\', b'`', rest)?;
        let place = at + stop;
        let unit = match (bytes.get(place..)?, flavour) {
            ([first, second, ..], Flavour::Backtick) if *first == quote && *second == quote => {
                Some((char::from(quote), 2))
            }
            ([first, ..], _) if *first == quote => {
                out.stretch(bytes, kept..place, 0);
                return Some((Piece { from: open + 1..place, out }, place + 1));
            }
            ([b'\\', ..], Flavour::Backslash) => escape(bytes.get(place..)?),
            ([b'`', escaped, ..], Flavour::Backtick) if quote == b'"' => Some((backtick(*escaped), 2)),
            _ => None,
        };
        let Some((character, len)) = unit else {
            at = place + 1;
            continue;
        };
        out.stretch(bytes, kept..place, 0);
        out.unit(character.encode_utf8(&mut [0; 4]).as_bytes(), place, len);
        (at, kept) = (place + len, place + len);
    }
}

fn backtick(escaped: u8) -> char {
    match escaped {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'0' => '\0',
        other => char::from(other),
    }
}

/// The character of an escape that starts with a backslash, and its length.
pub(super) fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let code = |digits: &[u8]| {
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok().and_then(char::from_u32)
    };
    match bytes {
        [b'\\', b'n', ..] => Some(('\n', 2)),
        [b'\\', b'r', ..] => Some(('\r', 2)),
        [b'\\', b't', ..] => Some(('\t', 2)),
        [b'\\', b'u', rest @ ..] => Some((code(rest.get(..4)?)?, 6)),
        [b'\\', b'x', rest @ ..] => Some((code(rest.get(..2)?)?, 4)),
        [b'\\', other, ..] if other.is_ascii() => Some((char::from(*other), 2)),
        _ => None,
    }
}

/// The name before a literal: `-Uri "`, `body: "`, `data="`.
fn name_before(bytes: &[u8], open: usize) -> String {
    let before = bytes.get(..open).unwrap_or_default();
    let before = before.get(before.len().saturating_sub(80)..).unwrap_or_default();
    let text = before.trim_ascii_end();
    let text = text.strip_suffix(b":").or_else(|| text.strip_suffix(b"=")).unwrap_or(text).trim_ascii_end();
    let len = text
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    String::from_utf8_lossy(text.get(text.len() - len..).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, flavour: Flavour) -> Vec<(String, String)> {
        literals(text.as_bytes(), flavour)
            .iter()
            .map(|found| (found.name.clone(), found.value.text()))
            .collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn literals_with_their_names() {
        let script = "fetch(\"https://a\", {\n  \"body\": \"x=\\u0031\\\"\",\n  method: 'POST'\n});";
        assert_eq!(
            read(script, Flavour::Backslash),
            [pair("fetch", "https://a"), pair("body", "x=1\""), pair("method", "POST")]
                .map(|(n, v)| (n.replace("fetch", ""), v))
        );
        let shell =
            "Invoke-WebRequest -Uri \"https://a\" `\n-Body @{ \"SAMLResponse\"=\"a`\"b\"; y='it''s' }";
        assert_eq!(
            read(shell, Flavour::Backtick),
            [pair("-Uri", "https://a"), pair("SAMLResponse", "a\"b"), pair("y", "it's")]
        );
    }
}
