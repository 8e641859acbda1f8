//! Base64 that was read off a picture: letters taken for one another, which shows in what it decodes to.

use crate::case::Case;
use crate::span::{LayerId, Span};

/// How much of a message may be no text: more of it, and it is something else than a misread message.
const MOST: usize = 10;

/// Notes, in the base64 text at `from`, that what it decodes to is XML but for bytes that no XML holds. Nothing is put right:
/// which letters were meant can't be told.
pub(in crate::peel) fn note(case: &mut Case, from: Span, decoded: LayerId) {
    let Some(layer) = case.layer(decoded).filter(|layer| !layer.holds.is_plain_text()) else { return };
    let strange = strange(&layer.bytes);
    let markup = matches!(layer.bytes.trim_ascii_start(), [b'<', next, ..] if next.is_ascii_alphabetic() || *next == b'?');
    let Some(first) = strange.first().filter(|_| markup && strange.len() * MOST < layer.bytes.len()) else {
        return;
    };
    let at = u32::try_from(*first).ok().and_then(|at| layer.map.trace(at..at + 1));
    let place = at.map_or(from, |at| Span::new(from.layer, at));
    let says = format!(
        "It decodes to XML but for {} that no XML holds: letters were taken for one another, such as l for 1 or O for 0, as a \
         program does that reads pictures. Which were meant can't be told.",
        if strange.len() == 1 { "one byte".to_owned() } else { format!("{} bytes", strange.len()) }
    );
    case.crack(place, "base64/misread", says);
}

/// Bytes that are no UTF-8 or no character of XML (XML 1.0, section 2.2); a character that the end cuts is none of them.
fn strange(bytes: &[u8]) -> Vec<usize> {
    let (mut found, mut at) = (Vec::new(), 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().as_bytes();
        let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
        found.extend(valid.iter().enumerate().filter(|(_, byte)| control(byte)).map(|(place, _)| at + place));
        at += valid.len();
        if !chunk.invalid().is_empty() && at + chunk.invalid().len() < bytes.len() {
            found.push(at);
        }
        at += chunk.invalid().len();
    }
    found
}

/// Whether this was noted of what a layer was decoded from.
pub(in crate::peel) fn is_noted(case: &Case, layer: LayerId) -> bool {
    let beneath = case.layer(layer).and_then(|layer| layer.from).and_then(|from| case.layer(from.layer));
    beneath.is_some_and(|layer| layer.cracks.iter().any(|crack| crack.id == "base64/misread"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_xml_holds() {
        assert_eq!(strange(b"<a>\x01b\xffc</a>"), [3, 5]);
        assert_eq!(strange("<a>é</a".as_bytes()), Vec::<usize>::new());
        assert_eq!(strange(b"<a>\xc3"), Vec::<usize>::new());
    }
}
