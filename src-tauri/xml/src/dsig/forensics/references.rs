//! Escapes: `&` and `<` escaped once more than signed, or once less.

use super::explanation::ExplanationKind::{EscapedTwice, UnescapedTwice};
use super::tokens::Token;
use super::undo::{Undo, each_attribute, each_text};

pub(super) const UNDOS: &[Undo] = &[
    Undo {
        kind: EscapedTwice,
        says: "Characters like & and < were escaped once more than when it was signed.",
        apply: |tokens| {
            each_attribute(&each_text(tokens, |text| once_less(text, false)), |value| once_less(value, true))
        },
    },
    Undo {
        kind: UnescapedTwice,
        says: "Escapes like &amp;amp; were resolved once more than when it was signed.",
        apply: |tokens| unresolved(tokens, &["&amp;", "&lt;", "&gt;"]),
    },
    Undo {
        kind: UnescapedTwice,
        says: "Escapes like &amp;amp; and &amp;quot; were resolved once more than when it was signed.",
        apply: |tokens| unresolved(tokens, &["&amp;", "&lt;", "&gt;", "&quot;"]),
    },
    Undo {
        kind: UnescapedTwice,
        says: "Escapes like &amp;lt; were resolved once more than when it was signed.",
        apply: |tokens| unresolved(tokens, &["&lt;", "&gt;"]),
    },
    Undo {
        kind: UnescapedTwice,
        says: "The escape &amp;amp; was resolved once more than when it was signed.",
        apply: |tokens| unresolved(tokens, &["&amp;"]),
    },
];

/// `&amp;lt;` as `&lt;`, in canonical spelling.
fn once_less(text: &str, in_attribute: bool) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut changed = false;
    while let Some((before, after)) = rest.split_once("&amp;") {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, after)| Some((meant(name, in_attribute)?, after))) {
            Some((character, after)) => {
                out.push_str(&character);
                rest = after;
                changed = true;
            }
            None => {
                out.push_str("&amp;");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// What a reference stands for, as canonical text writes it.
fn meant(name: &str, in_attribute: bool) -> Option<String> {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let character = match (name, number) {
        ("amp", _) => '&',
        ("lt", _) => '<',
        ("gt", _) => '>',
        ("quot", _) => '"',
        ("apos", _) => '\'',
        (_, Some(number)) => char::from_u32(number)?,
        _ => return None,
    };
    Some(canonical(character, in_attribute))
}

fn canonical(character: char, in_attribute: bool) -> String {
    match (character, in_attribute) {
        ('&', _) => "&amp;".to_owned(),
        ('<', _) => "&lt;".to_owned(),
        ('>', false) => "&gt;".to_owned(),
        ('"', true) => "&quot;".to_owned(),
        ('\r', _) => "&#xD;".to_owned(),
        ('\n', true) => "&#xA;".to_owned(),
        ('\t', true) => "&#x9;".to_owned(),
        (other, _) => other.to_string(),
    }
}

/// Characters as references that were themselves escaped.
fn unresolved<'c>(tokens: &[Token<'c>], which: &[&str]) -> Vec<Token<'c>> {
    let escaped = |text: &str| {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(at) = rest.find(['&', '"']) {
            let (before, here) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(before);
            let quote = here.starts_with('"') && which.contains(&"&quot;");
            let found = which.iter().find(|reference| here.starts_with(**reference));
            let (written, skipped) = match (quote, found) {
                (true, _) => ("&amp;quot;".to_owned(), 1),
                (_, Some(reference)) => (reference.replacen('&', "&amp;", 1), reference.len()),
                _ => (here.get(..1).unwrap_or_default().to_owned(), 1),
            };
            out.push_str(&written);
            rest = here.get(skipped..).unwrap_or_default();
        }
        out.push_str(rest);
        (out != text).then_some(out)
    };
    each_attribute(&each_text(tokens, escaped), escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_back_once() {
        assert_eq!(once_less("a&amp;lt;b&amp; c&amp;#252;", false).as_deref(), Some("a&lt;b&amp; cü"));
        assert_eq!(once_less("a&amp;quot;", true).as_deref(), Some("a&quot;"));
        assert_eq!(once_less("a&amp;b", false), None);
    }
}
