//! A message that stops in the middle: where it was cut, and what cuts at that length.

use super::misread;
use crate::case::{Case, Content, Layer};
use crate::span::{LayerId, Span};

/// Lengths at which programs cut, in characters, and which programs do.
static LIMITS: &[(usize, &str)] = &[
    (255, "a database column or a form field of 255 characters"),
    (256, "a field of 256 characters"),
    (512, "a field of 512 characters"),
    (1_000, "a field of 1000 characters"),
    (1_024, "a line of syslog"),
    (2_000, "a field or a chat message of 2000 characters"),
    (2_047, "a URL in old browsers"),
    (2_048, "a URL or a line of syslog of 2 KB"),
    (2_083, "a URL in Internet Explorer"),
    (4_000, "a database column of 4000 characters"),
    (4_095, "a line of a terminal"),
    (4_096, "a buffer or a line of a terminal of 4 KB"),
    (8_000, "a database column of 8000 characters"),
    (8_190, "a request line or a header of Apache"),
    (8_191, "a command line of Windows"),
    (8_192, "a header or a buffer of 8 KB"),
    (10_000, "a field of 10000 characters"),
    (16_384, "a line of a container's log"),
    (32_767, "a cell of Excel"),
    (32_768, "a buffer of 32 KB"),
    (65_535, "a text column of MySQL"),
    (65_536, "a buffer of 64 KB"),
];

/// Notes, for a paste and what was found in it, what stops in the middle, and at which length it was cut.
pub(in crate::peel) fn note(case: &mut Case, paste: LayerId) {
    let first = paste.0 as usize;
    let stopped: Vec<LayerId> = case
        .layers()
        .iter()
        .skip(first)
        .filter(|layer| was_cut(case, layer))
        .map(|layer| layer.id)
        .take(MOST)
        .collect();
    if stopped.is_empty() {
        note_text(case, paste);
    }
    for id in stopped {
        if let Some((at, says)) = limit(case, id) {
            case.crack(at, "cut/limit", says);
        }
    }
}

/// Forms of texts that show by nothing else that they were cut.
const OPEN_ENDED: &[&str] = &["parameters", "application_log", "error_text"];

/// Notes a text that may go on anywhere and is exactly as long as what programs cut at.
fn note_text(case: &mut Case, paste: LayerId) {
    let Some(layer) = case.layer(paste) else { return };
    let ends = layer.form.is_some_and(|form| OPEN_ENDED.contains(&form.form));
    let known = LIMITS.iter().find(|(length, _)| layer.bytes.len() == *length).filter(|_| ends);
    if let Some((length, what)) = known {
        let says = format!(
            "The text is exactly {length} characters long, as much as {what} holds: what followed may have been cut off."
        );
        let at = layer.span();
        case.crack(at, "cut/limit", says);
    }
}

/// Cut layers of a paste that are told of.
const MOST: usize = 20;

/// Whether a layer stops in the middle, and none above it says so.
fn was_cut(case: &Case, layer: &Layer) -> bool {
    let cracked = layer.cracks.iter().any(|crack| {
        matches!(crack.id, "base64/cut" | "deflate/cut" | "pem/cut" | "json/broken" | "xml/cut")
    });
    let whole = || {
        case.artefacts
            .iter()
            .any(|artefact| artefact.at.layer == layer.id && artefact.content == Content::Jws)
    };
    cracked && !whole()
}

/// The layer on the way down whose length is one at which programs cut, and what is said of it.
fn limit(case: &Case, id: LayerId) -> Option<(Span, String)> {
    let way = case.beneath_all(id);
    way.filter(|layer| layer.kind != crate::case::LayerKind::Deflate).find_map(|layer| {
        let lengths = [layer.bytes.len(), layer.bytes.trim_ascii().len()];
        let known = LIMITS.iter().find(|(length, _)| lengths.contains(length));
        let says = match known {
            Some((length, what)) => {
                format!("The text ends after exactly {length} characters, as much as {what} holds: it was cut there.")
            }
            None => round(lengths)?,
        };
        Some((layer.span(), says))
    })
}

/// A length that is a round number is seldom one by chance.
fn round(lengths: [usize; 2]) -> Option<String> {
    let round = lengths.into_iter().find(|length| *length >= 200 && length.is_multiple_of(100))?;
    Some(format!(
        "The text ends after exactly {round} characters: a round number, at which something cut it."
    ))
}

/// Notes that XML stops before its root element is closed.
pub(in crate::peel) fn note_xml(case: &mut Case, at: Span) {
    let text = case.bytes(at);
    if root_is_closed(text) || misread::is_noted(case, at.layer) {
        return;
    }
    let tail = at.end.saturating_sub(40).max(at.start);
    let says = "The XML stops before its first element is closed: it was cut.";
    case.crack(Span::new(at.layer, tail..at.end), "xml/cut", says.to_owned());
}

/// Whether a document ends like one that is whole. Only what surely doesn't is called cut.
fn root_is_closed(text: &[u8]) -> bool {
    let tags = memchr::memchr_iter(b'<', text).map(|at| text.get(at + 1..).unwrap_or_default());
    let Some(root) = tags.take(20).find(|tag| tag.first().is_some_and(u8::is_ascii_alphabetic)) else {
        return true;
    };
    let len = root
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        .unwrap_or(root.len());
    let name = root.get(..len).unwrap_or_default();
    let closes = [b"</", name].concat();
    let empty = || {
        memchr::memchr(b'>', root).is_some_and(|end| root.get(..end).is_some_and(|tag| tag.ends_with(b"/")))
    };
    memchr::memmem::rfind(text, &closes).is_some() || empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_surely_stops_in_the_middle() {
        assert!(root_is_closed(b"<?xml version='1.0'?><a:b x='1'><c/></a:b>"));
        assert!(root_is_closed(b"<a/>"));
        assert!(!root_is_closed(b"<a:b x='1'><c/>"));
        assert!(!root_is_closed(b"<a:b x='1'><c>x</c><d"));
    }

    #[test]
    fn lengths_tell() {
        assert!(round([600, 599]).is_some() && round([601, 601]).is_none());
    }
}
