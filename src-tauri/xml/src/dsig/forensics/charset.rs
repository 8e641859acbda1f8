//! Charsets: UTF-8 that was read as Windows-1252 and written anew, and plain characters made typographic.

use super::explanation::ExplanationKind::{CharsetMisread, Typography};
use super::tokens::Token;
use super::undo::{Undo, each_attribute, each_text};

pub(super) const UNDOS: &[Undo] = &[
    Undo {
        kind: CharsetMisread,
        says: "UTF-8 was read as Latin-1 or Windows-1252 and written anew: letters like ü became two others.",
        apply: |tokens| each_value(tokens, reread),
    },
    Undo {
        kind: CharsetMisread,
        says: "UTF-8 was read as Latin-1 or Windows-1252 and written anew, twice over.",
        apply: |tokens| each_value(tokens, |text| reread(&reread(text)?)),
    },
    Undo {
        kind: CharsetMisread,
        says: "It was signed with UTF-8 read as Latin-1 or Windows-1252; somebody has put the letters right since.",
        apply: |tokens| each_value(tokens, misread),
    },
    Undo {
        kind: Typography,
        says: "Quotes, dashes or spaces were made typographic, as word processors and mail programs do.",
        apply: |tokens| each_value(tokens, plain),
    },
];

fn each_value<'c>(tokens: &[Token<'c>], rewrite: impl Fn(&str) -> Option<String>) -> Vec<Token<'c>> {
    each_attribute(&each_text(tokens, &rewrite), &rewrite)
}

/// The characters of Windows-1252 at 0x80 to 0x9F (WHATWG Encoding, index windows-1252); what is not assigned stays a
/// control character.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn byte_of(character: char) -> Option<u8> {
    match UPPER.iter().position(|upper| *upper == character) {
        Some(at) => u8::try_from(0x80 + at).ok(),
        None => u8::try_from(u32::from(character)).ok(),
    }
}

fn character_of(byte: u8) -> char {
    UPPER.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}

/// A text whose characters are the bytes of UTF-8 in Windows-1252, read as UTF-8.
fn reread(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    String::from_utf8(bytes?).ok()
}

fn misread(text: &str) -> Option<String> {
    (!text.is_ascii()).then(|| text.bytes().map(character_of).collect())
}

fn plain(text: &str) -> Option<String> {
    let simpler = |character| match character {
        '‘' | '’' | '‚' | '′' => Some("'"),
        '“' | '”' | '„' => Some("\""),
        '–' | '—' | '‐' | '‑' => Some("-"),
        '\u{a0}' | '\u{202f}' => Some(" "),
        '\u{200b}' | '\u{feff}' | '\u{ad}' => Some(""),
        '…' => Some("..."),
        _ => None,
    };
    if text.is_ascii() || !text.chars().any(|character| simpler(character).is_some()) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match simpler(character) {
            Some(plain) => out.push_str(plain),
            None => out.push(character),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misreading_and_reading_again_is_a_round_trip() {
        for text in ["Müller", "Žižek €", "naïve “x”"] {
            let wrong = misread(text).unwrap();
            assert_ne!(wrong, text);
            assert_eq!(reread(&wrong).as_deref(), Some(text));
        }
        assert_eq!(reread("Müller"), None);
    }
}
