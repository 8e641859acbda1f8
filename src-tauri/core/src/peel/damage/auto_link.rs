//! Addresses that a mail or chat program wrote a second time, as a link: in brackets behind the address, or as Markdown.

use std::ops::Range;

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
use crate::peel::json;
use crate::peel::unwrapped::Unwrapped;
use crate::span::LayerId;

/// The form.
pub static FORM: Form = Form {
    name: "auto_link",
    title: "Addresses that a mail or chat program made links of",
    example: "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#<http://www.w3.org/2000/09/xmldsig#>\"",
    surest: 94,
    needs: b":/",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if next(&layer.bytes, 0, in_a_document(&layer.bytes)).is_some() {
        Bid::new(94, "an address stands as a link inside a text")
    } else {
        None
    }
}

/// Whether a text is markup or JSON, in which no address stands in angle brackets.
fn in_a_document(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start();
    match text.first() {
        Some(b'<') => !text.starts_with(b"<http"),
        Some(b'{' | b'[') => json::starts(text),
        _ => false,
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let document = in_a_document(&layer.bytes);
    let links = std::iter::successors(next(&layer.bytes, 0, document), |link| {
        next(&layer.bytes, link.whole.end, document)
    });
    let (mut out, mut kept, mut first) = (Unwrapped::default(), 0, None);
    for link in links {
        out.stretch(&layer.bytes, kept..link.whole.start, 0);
        out.stretch(&layer.bytes, link.kept.clone(), 0);
        kept = link.whole.end;
        first.get_or_insert(link.whole);
    }
    out.stretch(&layer.bytes, kept..layer.bytes.len(), 0);
    let says =
        "A mail or chat program made links of addresses, and wrote some twice; what it added was left aside."
            .to_owned();
    repaired(case, id, Repair { id: "auto-link", says, at: first.unwrap_or(0..0), out })
}

/// A link: all of it, and what of it stays.
struct Link {
    whole: Range<usize>,
    kept: Range<usize>,
}

/// The next link from `from` on.
fn next(bytes: &[u8], from: usize, document: bool) -> Option<Link> {
    let rest = bytes.get(from..)?;
    // Both shapes have an address behind a bracket; an element's name never has a colon and two slashes.
    memchr::memmem::find_iter(rest, b"://").find_map(|colon| {
        let start = from + colon - scheme(rest.get(..colon)?)?;
        match bytes.get(start.checked_sub(1)?)? {
            b'<' => in_angles(bytes, start, document),
            b'(' => markdown(bytes, start),
            _ => None,
        }
        .filter(|link| link.whole.start >= from)
    })
}

fn scheme(before: &[u8]) -> Option<usize> {
    [&b"https"[..], b"http"].into_iter().find(|scheme| before.ends_with(scheme)).map(<[u8]>::len)
}

/// Longest address that is looked through.
const LONGEST: usize = 16 << 10;

fn address_end(bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let len = rest
        .iter()
        .take(LONGEST)
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'<' | b')' | b'"'))?;
    Some(start + len)
}

/// `address<address>`: the second one is left aside; `<address|address>` and, in a document, `<address>`: the first one stays.
/// An address in brackets that stands alone among words is an excerpt.
fn in_angles(bytes: &[u8], start: usize, document: bool) -> Option<Link> {
    let end = address_end(bytes, start).filter(|end| bytes.get(*end) == Some(&b'>'))?;
    let (before, inner) = (bytes.get(..start - 1)?, bytes.get(start..end)?);
    let whole = start - 1..end + 1;
    let without_fragment = || before.strip_suffix(b"#").is_some_and(|before| before.ends_with(inner));
    if before.ends_with(inner) || without_fragment() {
        return Some(Link { whole, kept: start - 1..start - 1 });
    }
    let bar = memchr::memchr(b'|', inner)
        .filter(|bar| inner.get(bar + 1..).is_some_and(|shown| inner.starts_with(shown)));
    match bar {
        Some(bar) => Some(Link { whole, kept: start..start + bar }),
        None => document.then_some(Link { whole, kept: start..end }),
    }
}

/// `[address](address)`: the first one stays.
fn markdown(bytes: &[u8], start: usize) -> Option<Link> {
    let end = address_end(bytes, start).filter(|end| bytes.get(*end) == Some(&b')'))?;
    let address = bytes.get(start..end)?;
    let before = bytes.get(..start - 1)?.strip_suffix(b"]")?;
    let text = before.len().checked_sub(address.len())?;
    let opens = text.checked_sub(1).filter(|open| before.get(*open) == Some(&b'['))?;
    before.ends_with(address).then(|| Link { whole: opens..end + 1, kept: text..text + address.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Option<String> {
        FORM.opened(text)
    }

    #[test]
    fn what_was_written_twice_stands_once() {
        assert_eq!(
            repaired("<a b=\"http://x.example/<http://x.example/>\"/>").unwrap(),
            "<a b=\"http://x.example/\"/>"
        );
        assert_eq!(
            repaired("<a b=\"[http://x.example/](http://x.example/)\"/>").unwrap(),
            "<a b=\"http://x.example/\"/>"
        );
        assert_eq!(repaired("<a><https://x.example/a></a>").unwrap(), "<a>https://x.example/a</a>");
        assert_eq!(
            repaired("{\"a\":\"<https://x.example|https://x.example>\"}").unwrap(),
            "{\"a\":\"https://x.example\"}"
        );
        assert_eq!(repaired("see <https://x.example/a> there"), None);
        assert_eq!(repaired("<a b=\"http://x.example/\"/>"), None);
    }
}
