//! Addresses that a mail or chat program wrote a second time, as a link: in brackets behind the address, or as Markdown.

use std::ops::Range;

use super::{Repair, repaired};
use crate::case::{Case, Layer};
use crate::peel::form::{Bid, Form};
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
    if next(&layer.bytes, 0).is_some() {
        Bid::new(94, "an address stands as a link inside a text")
    } else {
        None
    }
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let links = std::iter::successors(next(&layer.bytes, 0), |link| next(&layer.bytes, link.whole.end));
    let (mut out, mut kept, mut first) = (Unwrapped::default(), 0, None);
    for link in links {
        out.stretch(&layer.bytes, kept..link.whole.start, 0);
        out.stretch(&layer.bytes, link.kept.clone(), 0);
        kept = link.whole.end;
        first.get_or_insert(link.whole);
    }
    out.stretch(&layer.bytes, kept..layer.bytes.len(), 0);
    let says = "A mail or chat program made links of addresses, and wrote them twice; the second ones were left aside.".to_owned();
    repaired(case, id, Repair { id: "auto-link", says, at: first.unwrap_or(0..0), out })
}

/// A link: all of it, and what of it stays.
struct Link {
    whole: Range<usize>,
    kept: Range<usize>,
}

/// The next link from `from` on.
fn next(bytes: &[u8], from: usize) -> Option<Link> {
    let rest = bytes.get(from..)?;
    // Both shapes have an address behind a bracket; an element's name never has a colon and two slashes.
    memchr::memmem::find_iter(rest, b"://").find_map(|colon| {
        let start = from + colon - scheme(rest.get(..colon)?)?;
        match bytes.get(start.checked_sub(1)?)? {
            b'<' => in_angles(bytes, start),
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

/// `address<address>`: the second one is left aside. An address in brackets that stands alone is an excerpt.
fn in_angles(bytes: &[u8], start: usize) -> Option<Link> {
    let end = address_end(bytes, start).filter(|end| bytes.get(*end) == Some(&b'>'))?;
    let before = bytes.get(..start - 1)?;
    let repeats =
        before.ends_with(bytes.get(start..end)?) || before.ends_with(b"\"") || before.ends_with(b"#");
    repeats.then(|| Link { whole: start - 1..end + 1, kept: start - 1..start - 1 })
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
    use crate::case::Paste;

    fn repaired(text: &str) -> Option<String> {
        let mut case = Case::default();
        let id = case.add_paste(Paste::capture("paste", text)).unwrap();
        bid(case.layer(id).unwrap())?;
        let opened = open(&mut case, id);
        Some(case.layer(opened[0]).unwrap().text().unwrap().to_owned())
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
        assert_eq!(repaired("see <https://x.example/a> there"), None);
        assert_eq!(repaired("<a b=\"http://x.example/\"/>"), None);
    }
}
