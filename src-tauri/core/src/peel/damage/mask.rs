//! What somebody blanked before showing it: `[REDACTED]`, `***`, `xxxx`.

use std::ops::Range;

use crate::case::{Case, Layer, LayerKind, Unread};
use crate::peel::form::{Bid, Form};
use crate::peel::unwrapped::Unwrapped;
use crate::span::{LayerId, Span};

/// The form.
pub static FORM: Form = Form {
    name: "mask",
    title: "A token whose signature was blanked",
    example: "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.[REDACTED]",
    surest: 89,
    needs: b".",
    bid,
    open,
};

fn bid(layer: &Layer) -> Option<Bid> {
    if blanked(&layer.bytes).is_some() { Bid::new(89, "a token with a blanked signature") } else { None }
}

/// Where the two parts of a token stand, with the dot behind, and what stands for its signature.
fn blanked(bytes: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let lead = bytes.iter().take_while(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'\n')).count();
    let text = bytes.get(lead..)?.strip_prefix(b"eyJ").map(|_| bytes.get(lead..))??;
    let in_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let dots: Vec<usize> = memchr::memchr_iter(b'.', text).take(2).collect();
    let [_, second] = dots.as_slice() else { return None };
    let end = text.trim_ascii_end().len();
    let mask = text.get(second + 1..end).filter(|mask| is_mask(mask))?;
    let parts = text.get(..second + 1).filter(|parts| parts.iter().all(in_token))?;
    Some((lead..lead + parts.len(), lead + parts.len()..lead + parts.len() + mask.len()))
}

/// What people and programs write over a secret.
const WORDS: &[&str] = &[
    "redacted",
    "masked",
    "removed",
    "hidden",
    "filtered",
    "signature",
    "secret",
    "omitted",
    "stripped",
    "sanitized",
    "token",
];

/// Bytes of the longest mask and of the quotes around it: what is longer need not be read.
const LONGEST: usize = 320;

/// Whether a value is nothing but a mask.
pub(in crate::peel) fn is_mask(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    if value.len() > LONGEST {
        return false;
    }
    let text = std::str::from_utf8(value).unwrap_or_default().trim().trim_matches(['"', '\'', ',', ';']);
    let bare = text.trim_matches(['[', ']', '<', '>', '(', ')', '{', '}', '*', '_', '-', '#']);
    let bracketed =
        bare.len() < text.len() && WORDS.iter().any(|word| bare.to_ascii_lowercase().contains(word));
    let named = WORDS.iter().take(5).any(|word| bare.eq_ignore_ascii_case(word));
    let mut letters = text.chars();
    let one_letter = letters.next().is_some_and(|first| {
        matches!(first, '*' | 'x' | 'X' | '█' | '•' | '#' | '_') && letters.all(|c| c == first)
    });
    !text.is_empty() && text.len() < 80 && (bracketed || named || one_letter && text.chars().count() >= 3)
}

fn open(case: &mut Case, id: LayerId) -> Vec<LayerId> {
    let Some(layer) = case.layer(id) else { return Vec::new() };
    let Some((parts, mask)) = blanked(&layer.bytes) else { return Vec::new() };
    let mut out = Unwrapped::default();
    out.stretch(&layer.bytes, parts.clone(), 0);
    let name = layer.name.clone();
    let from = Span::new(id, parts.start as u32..parts.end as u32);
    let says =
        "The signature of the token was blanked before it was shown; without it nothing can be verified.";
    case.crack(Span::new(id, mask.start as u32..mask.end as u32), "mask", says.to_owned());
    case.add_layer(LayerKind::Excerpt, &name, from, out.bytes, out.map).into_iter().collect()
}

/// A parameter whose value was blanked.
pub(in crate::peel) fn unread(name: &str, at: Span) -> Unread {
    Unread {
        id: "masked",
        says: format!("The value of {name} was blanked before it was shown; nothing can be told from it."),
        instead: "Export once more without masking, or copy the value itself. A report of SSOscope can be shared instead.".to_owned(),
        at,
    }
}

/// Marks that no message has, and that somebody wrote over a part of it.
const MARKS: &[&[u8]] =
    &[b"REDACTED", b"****", b"XXXXXXXX", b"xxxxxxxx", "████".as_bytes(), "••••".as_bytes()];

/// Notes where somebody blanked a part of a message.
pub(in crate::peel) fn note(case: &mut Case, at: Span) {
    let Some(layer) = case.layer(at.layer) else { return };
    let bytes = layer.bytes.get(at.range()).unwrap_or_default();
    let found = MARKS
        .iter()
        .filter(|mark| layer.holds.has_all(mark))
        .filter_map(|mark| memchr::memmem::find(bytes, mark).map(|start| (start, mark.len())))
        .min();
    let Some((start, len)) = found else { return };
    let place = Span::new(at.layer, at.start + start as u32..at.start + (start + len) as u32);
    let says = "A part of the message was blanked before it was shown; what stood there can't be told.";
    case.crack(place, "mask", says.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_and_what_is_none() {
        for mask in ["[REDACTED]", "***", "xxxx", "<signature>", "REDACTED", "████", "[masked by tool]"]
        {
            assert!(is_mask(mask.as_bytes()), "{mask}");
            assert!(
                blanked(format!("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.{mask}").as_bytes()).is_some(),
                "{mask}"
            );
        }
        for value in ["", "xx", "PHNhbWw", "c2lnbmF0dXJl", "token"] {
            assert!(!is_mask(value.as_bytes()), "{value}");
        }
    }
}
