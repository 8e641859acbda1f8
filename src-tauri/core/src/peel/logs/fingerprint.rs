//! The fingerprint of a certificate: `AB:CD:…`, 20 or 32 bytes in hexadecimal, alone or behind a name.

use crate::case::{Artefact, Case, Content, Layer};
use crate::peel::form::{Bid, Form};
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "fingerprint",
    title: "The fingerprint of a certificate",
    example: "SHA1 Fingerprint=AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01",
    surest: 73,
    needs: b"",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if digits(&layer.bytes).is_some() {
        Bid::new(73, "as many hexadecimal digits as a fingerprint has")
    } else {
        None
    }
}

/// Longest text that is a fingerprint with its name.
const LONGEST: usize = 200;

/// Where the digits stand.
fn digits(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    let end = bytes.trim_ascii_end().len();
    let text = bytes.get(..end).filter(|text| (40..LONGEST).contains(&text.len()))?;
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b' ' | b'-');
    let tail = text.iter().rev().take_while(|byte| is_part(byte)).count();
    let value = text.get(end - tail..)?;
    let value = value.trim_ascii_start();
    let count = value.iter().filter(|byte| byte.is_ascii_hexdigit()).count();
    let name = text.get(..end - value.len())?.trim_ascii();
    let named = name.is_empty() || (name.ends_with(b"=") || name.ends_with(b":")) && tells(name);
    let letters = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b" =:-()".contains(byte));
    (matches!(count, 40 | 64) && named && letters).then(|| end - value.len()..end)
}

/// Whether words speak of a fingerprint: as many digits are also the number of a session.
pub(in crate::peel) fn tells(words: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[b"print", b"sha", b"cert", b"hash", b"digest", b"x5t"];
    let words = words.to_ascii_lowercase();
    WORDS.iter().any(|word| memchr::memmem::find(&words, word).is_some())
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    if let Some(at) = case.layer(id).and_then(|layer| digits(&layer.bytes)) {
        let at = Span::new(id, at.start as u32..at.end as u32);
        case.artefacts.push(Artefact { at, content: Content::Fingerprint });
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_alone_or_behind_a_name() {
        let plain = "ab".repeat(20);
        assert_eq!(digits(plain.as_bytes()), Some(0..40));
        let colons = vec!["AB"; 32].join(":");
        assert!(digits(format!("sha256 Fingerprint={colons}\n").as_bytes()).is_some());
        assert_eq!(digits("ab".repeat(21).as_bytes()), None);
        assert_eq!(digits(format!("x@y {plain}").as_bytes()), None);
        assert_eq!(digits(format!("session={plain}").as_bytes()), None);
    }
}
