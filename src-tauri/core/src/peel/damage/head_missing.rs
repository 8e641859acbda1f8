//! A message without its first characters: base64 that starts between two of its groups, or a token without its header.

use ::base64::Engine;
use ::base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use crate::case::{Case, Layer, Unread};
use crate::peel::base64;
use crate::peel::form::{Bid, Form};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "head_missing",
    title: "A message without its first characters",
    example: "J1cm46b2FzaXM6bmFtZXM6dGM6U0FNTDoyLjA6cHJvdG9jb2wi…",
    surest: 30,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if start(&layer.bytes).is_some() {
        Bid::new(30, "from a later character on, it is base64 of a message")
    } else {
        None
    }
}

/// Characters that are decoded to tell.
const LOOKED_AT: usize = 400;
/// Characters that it takes, at least.
const SHORTEST: usize = 80;

/// Where a group of four starts, in base64 that was cut at its head.
fn start(bytes: &[u8]) -> Option<usize> {
    let lead = bytes.len() - bytes.trim_ascii_start().len();
    let text = bytes.trim_ascii();
    let head = text.get(..text.len().min(LOOKED_AT))?;
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    let fits = |byte: &u8| letter(byte) || byte.is_ascii_whitespace() || *byte == b'=';
    (text.len() >= SHORTEST && head.iter().all(fits)).then_some(())?;
    (0..4).find_map(|skipped| {
        let letters = head.iter().enumerate().filter(|(_, byte)| letter(byte)).skip(skipped);
        let (places, taken): (Vec<usize>, Vec<u8>) = letters.map(|(at, byte)| (at, *byte)).unzip();
        let whole = taken.get(..taken.len() & !3)?;
        let standard = STANDARD_NO_PAD.decode(whole).or_else(|_| URL_SAFE_NO_PAD.decode(whole)).ok()?;
        let whole = skipped == 0 && standard.trim_ascii_start().first() == Some(&b'<');
        (!whole && is_inside_a_message(&standard)).then(|| places.first().map(|at| lead + at))?
    })
}

/// Whether bytes are text from the middle of a SAML message.
fn is_inside_a_message(bytes: &[u8]) -> bool {
    let text = bytes.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')).count();
    let has = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    text * 100 >= bytes.len() * 98
        && [&b"urn:oasis"[..], b"saml", b"</", b"xmlns", b"w3.org"].into_iter().any(has)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some(start) = start(&layer.bytes) else { return Vec::new() };
    let name = layer.name.clone();
    let whole = layer.span();
    let at = Span::new(id, start as u32..whole.end);
    let says = "The first characters are missing: it starts in the middle of a message. What follows was read, and the start \
                can't be put back.";
    case.crack(Span::new(id, 0..start as u32), "head-missing/cut", says.to_owned());
    let opened = base64::open(case, at, &name);
    case.unread.push(unread(whole));
    opened.into_iter().collect()
}

fn unread(at: Span) -> Unread {
    Unread {
        id: "head-missing",
        says: "The first characters are missing: the base64 text starts in the middle of a SAML message."
            .to_owned(),
        instead:
            "Copy the whole value once more, from its first character: it starts with PHN, PD9 or the like."
                .to_owned(),
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_found_again() {
        let xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_1\"><a>text</a></samlp:Response>";
        let whole = ::base64::engine::general_purpose::STANDARD.encode(xml);
        for cut in 1..20 {
            let rest = &whole.as_bytes()[cut..];
            assert_eq!(start(rest), Some((4 - cut % 4) % 4), "cut {cut}");
        }
        assert_eq!(start("abcdefgh".repeat(20).as_bytes()), None);
    }
}
